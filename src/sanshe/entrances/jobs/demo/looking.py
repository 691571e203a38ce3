"""What stands on top of the visits: somebody is looked for, somebody is out, some were not met for
long; and two who go together, once with the committee."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from sanshe.registry.people import actions as people
from sanshe.trust.policy.scope import scope
from sanshe.work.visits import actions as visits
from sanshe.work.visits import queries

from . import clock
from .tables import PLACES

if TYPE_CHECKING:
    from .lay_out import Laid

# key, name, building, age, sex, tier, days since they were written into the register
LONG_AGO = (
    ("L1", "赵爷爷", "2栋", 86, "male", "A", 41),
    ("L2", "钱奶奶", "6栋", 79, "female", "B", 52),
    ("L3", "孙爷爷", "9栋", 74, "male", "C", 63),
    ("L4", "李婆婆", "4栋", 83, "female", "A", 2),
)


def lay_out(laid: Laid) -> None:
    """Everything of the last two hours and the next two days."""
    now = timezone.now().replace(second=0, microsecond=0)
    for key, name, building, age, sex, tier, days in LONG_AGO:
        with clock.at(now - timedelta(days=days)):
            laid.people[key] = people.keep_person(
                laid.staff["meng"], community=PLACES["FX"], name=name, building=building,
                birth_year=date.today().year - age, sex=sex, tier=tier, even_so=True,
            )  # fmt: skip
    _looked_for(laid, now)
    _out(laid, now)
    _together(laid)


def _plan(laid: Laid, who: str, key: str, start: datetime, **more: Any) -> Any:
    worker = laid.staff[who]
    facts = {
        "service": laid.services["FX-01"], "person": laid.people[key], "worker": worker.user,
        "worker_name": worker.name, "start": start, "end": start + timedelta(minutes=40),
    }  # fmt: skip
    return visits.plan(worker, **{**facts, **more})


def _looked_for(laid: Laid, now: datetime) -> None:
    """Nobody answered twice; the neighbours were to be asked half an hour ago."""
    feng, start = laid.staff["feng"], now - timedelta(minutes=110)
    with clock.at(now - timedelta(days=1)):
        visit = _plan(laid, "feng", "L4", start)
    with clock.at(now - timedelta(minutes=100)):
        visit = visits.record(
            feng, visit=visit, version=visit.version, outcome="no_answer", started_at=start
        )
    with scope(feng):
        (ladder,) = (one for one in queries.open_ladders(feng) if one.visit_id == visit.id)
    with clock.at(now - timedelta(minutes=65)):
        visits.climb(
            feng, ladder=ladder, version=0, rung="again", found="nobody",
            text="又敲了五分钟门,没人应,屋里没有声音",
        )  # fmt: skip


def _out(laid: Laid, now: datetime) -> None:
    """To the clinic by bus; home is promised within the hour."""
    su, start = laid.staff["su"], now - timedelta(minutes=50)
    with clock.at(now - timedelta(days=1)):
        visit = _plan(
            laid, "su", "A3", start, service=laid.services["FX-04"], way="escort",
            end=now + timedelta(minutes=45),
            escort={"destination": "社区卫生服务中心", "risk": "low",
                    "contact": "儿子 100-0000-0077", "transport": "bus"},
        )  # fmt: skip
    with clock.at(start + timedelta(minutes=5)):
        visits.depart(su, visit=visit)


def _together(laid: Laid) -> None:
    """Two for a house with a dog; and a first visit that the committee introduces."""
    meng, tomorrow = laid.staff["meng"], timezone.localdate() + timedelta(days=1)
    visits.caution(meng, person=laid.people["L2"], risk="house", note="院子里有狗,先打电话")
    _plan(
        laid, "meng", "L2", clock.morning(tomorrow) + timedelta(hours=1),
        companions=[laid.staff["xu"].user],
    )  # fmt: skip
    _plan(
        laid, "meng", "L1", clock.morning(tomorrow) + timedelta(hours=2),
        companions=[laid.staff["li"].user],
    )  # fmt: skip

"""Planning in the demo: wishes, who works when, this month accepted, next month's draft, a round
list half done. Who falls ill tomorrow is for the visitor to try."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from sanshe.ground.calendars.deadlines import add_months
from sanshe.trust.policy.scope import scope
from sanshe.work.planning import actions, queries

from . import clock
from .tables import PLACES

if TYPE_CHECKING:
    from .lay_out import Laid

COLD_MONTHS = (11, 12, 1, 2, 3)


def lay_out(laid: Laid) -> None:
    """Last of all: a plan counts what stands already."""
    _team(laid)
    _wishes(laid)
    _months(laid)
    _round(laid)


def _team(laid: Laid) -> None:
    su = laid.staff["su"]
    for key, sex, languages, most in (("meng", "female", ["yunnan"], 7), ("xu", "male", [], 7)):
        user = laid.staff[key].user
        assert user is not None  # staff
        actions.keep_hours(
            su, user=user, weekdays=range(5), start=time(8, 30), end=time(17, 30),
            most=most, sex=sex, languages=languages,
        )  # fmt: skip


def _wishes(laid: Laid) -> None:
    meng, li = laid.staff["meng"], laid.staff["li"]
    keep, people = actions.keep_wish, laid.people
    keep(meng, person=people["P01"].id, same_worker=True, earliest=time(14), language="yunnan")
    keep(meng, person=people["B3"].id, contact="phone", weekdays=[1, 3])
    keep(meng, person=people["B7"].id, worker_sex="female")
    keep(li, person=people["C5"].id, contact="none")
    keep(meng, person=people["C9"].id, two="wish")
    for key, group, source in (
        ("A3", "frail", "assessed"), ("B2", "empty_nest", "self"), ("C2", "one_child", "committee"),
    ):  # fmt: skip
        actions.keep_mark(li, person=people[key].id, group=group, source=source)


def _months(laid: Laid) -> None:
    feng = laid.staff["feng"]
    today = timezone.localdate()
    tomorrow = today + timedelta(days=1)
    if tomorrow.month == today.month:
        plan = actions.make(feng, community=PLACES["FX"], month=today)
        actions.accept(feng, plan=plan.id, version=0)
        while actions.fill(feng, plan=plan.id):
            pass
    actions.make(feng, community=PLACES["FX"], month=add_months(today, 1))


def _round(laid: Laid) -> None:
    """An alarm some hours ago; the gravest half was reached since."""
    li, meng = laid.staff["li"], laid.staff["meng"]
    now = timezone.now()
    cold = timezone.localdate().month in COLD_MONTHS
    with clock.at(now - timedelta(hours=5)):
        round = actions.open_round(li, shock="cold" if cold else "heat", area=PLACES["FX"])
    with scope(meng):
        left = queries.round_page(meng, round.id).left
    half = [line for line in left[: len(left) // 2] if line.worker]
    for place, line in enumerate(half):
        with clock.at(now - timedelta(minutes=280 - place * 5)):
            actions.tick(meng, line=line.id, how="phone" if place % 3 else "seen")

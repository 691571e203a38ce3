"""What the checks saw: an old couple visited together (explained), two homes near in time (being
looked into), a class written down twice (new); and residents asked by lot. All of it harmless."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from sanshe.ground.kit.ids import new_id
from sanshe.ledger import actions as ledger
from sanshe.registry.people import actions as people
from sanshe.trust.policy.scope import scope
from sanshe.work.checks import actions, queries

from . import clock
from .tables import PLACES

if TYPE_CHECKING:
    from .lay_out import Laid

SPOTS = (("3栋", "25.03112", "102.70240"), ("8栋", "25.03150", "102.70310"),
         ("27栋", "25.03160", "102.70850"), ("1栋", "25.03090", "102.70200"))  # fmt: skip
HOMES = (("段爷爷", "8栋", 84, "male"), ("段奶奶", "8栋", 82, "female"),
         ("何婆婆", "3栋", 79, "female"), ("马爷爷", "27栋", 81, "male"))  # fmt: skip


def lay_out(laid: Laid) -> None:
    """Three weeks ago, and last night."""
    clerk = laid.staff["li"]
    for building, lat, lon in SPOTS:
        actions.put_spot(
            clerk, community=PLACES["FX"], building=building, lat=Decimal(lat), lon=Decimal(lon)
        )
    evening = clock.morning(timezone.localdate() - timedelta(days=22)) + timedelta(hours=11)
    with clock.at(evening + timedelta(hours=2)):
        _written(laid, evening)
        actions.run(laid.job)
    with clock.at(evening + timedelta(days=1)):
        _said(laid)
    last_night = clock.morning(timezone.localdate() - timedelta(days=1)) + timedelta(hours=11)
    for _twice in range(2):
        _record(laid, "luo", "GF-02", last_night, 60, [], heads=14)
    actions.run(laid.job)
    actions.draw_calls(laid.job)
    _asked(laid)


def _written(laid: Laid, at: datetime) -> None:
    year = timezone.localdate().year
    homes = [
        people.keep_person(
            laid.staff["meng"], community=PLACES["FX"], name=name, building=building,
            birth_year=year - age, sex=sex, even_so=True,
        )
        for name, building, age, sex in HOMES
    ]  # fmt: skip
    for one in homes[:2]:
        _record(laid, "xu", "FX-01", at, 30, [one.id])
    _record(laid, "feng", "FX-01", at, 28, [homes[2].id])
    _record(laid, "feng", "FX-01", at + timedelta(minutes=30), 30, [homes[3].id])


def _record(
    laid: Laid, who: str, code: str, at: datetime, minutes: int, persons: list[Any], heads: int = 1
) -> None:
    service, worker = laid.services[code], laid.staff[who]
    assert worker.user is not None
    ledger.record(
        worker, community=service.community, agency=worker.org, item=service.item_id,
        service=service.pk, platform=service.platform_id, started_at=at,
        ended_at=at + timedelta(minutes=minutes), persons=persons, heads=heads,
        workers=[worker.user], quantity=1, unit=service.unit, source="manual", source_id=new_id(),
    )  # fmt: skip


def _said(laid: Laid) -> None:
    """The worker explains and the head agrees; the other one is still being looked into."""
    head, worker = laid.staff["su"], laid.staff["xu"]
    with scope(head, read_only=True):
        flags = {who: row for row in queries.flags(head, state="open").rows for who in row.workers}
    couple, near = flags[worker.user], flags[laid.staff["feng"].user]
    actions.explain(
        worker, flag=couple.pk, version=couple.version,
        text="老两口住一起,两个人一起看的,一人记了一条。",
    )  # fmt: skip
    actions.decide(
        head, flag=couple.pk, version=couple.version + 1, outcome="explained",
        text="问过两位老人,当晚确实都看了。以后写成一前一后。",
    )  # fmt: skip
    actions.look(head, flag=near.pk, version=near.version)


def _asked(laid: Laid) -> None:
    clerk = laid.staff["li"]
    with scope(clerk, read_only=True):
        waiting = queries.calls_to_make(clerk)
    for call in waiting[:1]:
        actions.answer(clerk, call=call.pk, said="happened", remark="说小许来过,还帮着看了血压计")

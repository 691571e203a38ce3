"""Looking at what is new in the book. Flags are raised here and only here; nothing else follows
from them by itself: no record is changed, nothing is counted less, nothing stays unpaid."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone

from sanshe.ground.messages.actions import tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Role
from sanshe.trust.policy.scope import action

from .. import flagging, folding, seeing
from ..enums import Kind
from ..flagging import Finding
from ..models import Call, Flag

PAGE = "/desk/checks/"


class Ran(NamedTuple):
    """How many entries were taken up, how many flags are new; ``busy`` where another runs."""

    entries: int = 0
    flags: int = 0
    busy: bool = False


@action(Deed.RUN_CHECKS)
def run(actor: Actor) -> Ran:
    """Take up what is new and look again at whatever it moved. Safe to lose, to repeat and to run
    twice at once: each entry is taken up once, and a flag is kept once."""
    ran = _run(actor)
    note(actor, Deed.RUN_CHECKS, kind="checks", entries=ran.entries, flags=ran.flags)
    return ran


def _run(actor: Actor) -> Ran:
    if not folding.hold():
        return Ran(busy=True)
    taken = folding.take()
    fresh = seeing.days(actor, taken.worked) + seeing.signatures(taken.signed)
    if taken.gone:
        flagging.withdraw_of(taken.gone, Kind.SAID_NOT)
    fresh += seeing.quarters(timezone.localdate()) + _said_not()
    _tell(fresh)
    return Ran(taken.entries, len(fresh))


def _said_not() -> list[Flag]:
    """Where a resident said that it did not happen, the agency is asked: once for each call."""
    fresh: list[Flag] = []
    for call in Call.objects.filter(told=False, answer="did_not").order_by("id"):
        day = timezone.localdate(call.ended_at)
        subject = f"c:{call.record.hex}"
        workers = seeing.workers_of(call.record)
        found = Finding(
            Kind.SAID_NOT, subject, call.county, call.community, call.agency, day, day,
            workers=workers, records=(call.record,), seen={"week": str(call.draw.week)},
        )  # fmt: skip
        fresh += flagging.keep([subject], (Kind.SAID_NOT,), [found])
        Call.objects.filter(pk=call.pk).update(told=True)
    return fresh


def _tell(flags: list[Flag]) -> None:
    """The workers concerned and their heads first, and nobody else."""
    mine: Counter[UUID] = Counter()
    heads: Counter[UUID] = Counter()
    for flag in flags:
        mine.update(flag.workers)
        heads[flag.agency] += 1
    links = {one: f"{PAGE}{flag.pk}/" for flag in flags for one in (*flag.workers, flag.agency)}
    for user, count in sorted(mine.items()):
        tell(code=_code(count), link=_link(count, links[user]), user=user)
    for org, count in sorted(heads.items()):
        for role in (Role.SUPERVISOR, Role.AGENCY_MANAGER):
            tell(code=_code(count), link=_link(count, links[org]), org=org, role=role.value)


def _code(count: int) -> NoticeCode:
    return NoticeCode.WAITING if count == 1 else NoticeCode.SEVERAL


def _link(count: int, link: str) -> str:
    return link if count == 1 else PAGE

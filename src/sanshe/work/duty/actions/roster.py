"""Who is on duty when: written by the keeper of the roster, swapped by those who are on it."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction

from sanshe.ground.kit.errors import NotFound, OutOfDate
from sanshe.ground.messages.actions import tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import rules
from ..clock import later, midnight, span
from ..errors import (
    HasThisShift,
    NotAColleague,
    NothingToCopy,
    NotKeeper,
    SamePerson,
    ShiftOver,
)
from ..models import Shift
from ..queries.handovers import staff
from ..telling import ROSTER_PAGE

MOST_WEEKS = 8


class Copied(NamedTuple):
    """What became of a week copied forward: ``gone`` no longer work here."""

    made: int
    there_already: int
    gone: int


@action(Deed.KEEP_ROSTER)
def add_shift(
    actor: Actor, *, day: date, start: time, end: time, user: UUID, deputy: UUID | None = None
) -> Shift:
    """Somebody of the actor's organisation is on duty in the actor's area. An end before the
    start is on the next day. Raises NotAColleague, SamePerson, HasThisShift, ShiftOver."""
    begin, finish = span(day, start, end)
    shift = Shift(
        org=actor.org, community=actor.lo, start=begin, end=finish, user=user, deputy=deputy,
        made_by=actor.user,
    )  # fmt: skip
    if rules.is_past(shift):
        raise ShiftOver(field="day")
    _check(actor, shift)
    _save(shift)
    _tell(actor, user, deputy)
    return _noted(actor, shift, "shift_added")


@action(Deed.TAKE_ALARM)
def change_shift(
    actor: Actor, *, shift: UUID, version: int, user: UUID, deputy: UUID | None = None
) -> Shift:
    """Somebody else is on duty then: said by the keeper, or by whoever gives their shift away.
    Raises NotFound, NotKeeper, OutOfDate, ShiftOver, NotAColleague, SamePerson, HasThisShift."""
    row = _held(actor, shift, version)
    before = {row.user, row.deputy}
    row.user, row.deputy = user, deputy
    _check(actor, row)
    _save(row)
    _tell(actor, *(before ^ {row.user, row.deputy}))
    return _noted(actor, row, "shift_changed")


@action(Deed.TAKE_ALARM)
def swap(actor: Actor, *, shift: UUID, other: UUID) -> Shift:
    """Two change places. The keeper may, and whoever is on duty in one of the two: the other is
    told. Raises NotFound, NotKeeper, ShiftOver, HasThisShift."""
    rows = {row.id: row for row in _lock(actor, [shift, other])}
    if len(rows) != 2:
        raise NotFound()
    first, second = rows[shift], rows[other]
    if not (rules.may_change(actor, first) or rules.may_change(actor, second)):
        raise NotKeeper()
    if rules.is_past(first) or rules.is_past(second):
        raise ShiftOver()
    first.user, second.user = second.user, first.user
    for row in (first, second):
        if row.deputy == row.user:
            row.deputy = None
        _save(row)
    _tell(actor, first.user, second.user)
    return _noted(actor, first, "shift_swapped")


@action(Deed.KEEP_ROSTER)
def remove_shift(actor: Actor, *, shift: UUID, version: int) -> None:
    """Nobody is on duty then. Raises NotFound, OutOfDate, ShiftOver."""
    row = _held(actor, shift, version)
    _tell(actor, row.user, row.deputy)
    _noted(actor, row, "shift_removed")
    row.delete()


@action(Deed.KEEP_ROSTER)
def copy_week(actor: Actor, *, monday: date, weeks: int = 1) -> Copied:
    """The pattern of a week, carried into the next ``weeks``; what stands there stays. Shifts of
    people who no longer work here are left out and counted. Raises NothingToCopy."""
    first, last = midnight(monday), midnight(monday + timedelta(days=7))
    mine = Shift.objects.filter(org=actor.org, community=actor.lo)
    rows = list(mine.filter(start__gte=first, start__lt=last).order_by("start", "id"))
    if not rows:
        raise NothingToCopy()
    weeks = max(1, min(weeks, MOST_WEEKS))
    here = dict(staff(actor))
    staying = [row for row in rows if str(row.user) in here]
    new = [
        Shift(
            org=row.org, community=row.community, user=row.user,
            deputy=row.deputy if str(row.deputy) in here else None,
            start=later(row.start, week), end=later(row.end, week), made_by=actor.user,
        )
        for week in range(1, weeks + 1)
        for row in staying
    ]  # fmt: skip
    before = mine.count()
    Shift.objects.bulk_create(new, ignore_conflicts=True)
    made = mine.count() - before
    for user in sorted({row.user for row in new} - {actor.user}, key=str) if made else []:
        _tell(actor, user)
    note(
        actor, Deed.KEEP_ROSTER, kind="shift", id=f"{monday}", community=actor.lo,
        step="shift_copied", shifts=made,
    )  # fmt: skip
    return Copied(made, len(new) - made, (len(rows) - len(staying)) * weeks)


def _lock(actor: Actor, ids: list[UUID]) -> list[Shift]:
    mine = Shift.objects.filter(org=actor.org, community__gte=actor.lo, community__lte=actor.hi)
    return list(mine.filter(pk__in=ids).select_for_update().order_by("pk"))


def _held(actor: Actor, shift: UUID, version: int) -> Shift:
    rows = _lock(actor, [shift])
    if not rows:
        raise NotFound()
    row = rows[0]
    if not rules.may_change(actor, row):
        raise NotKeeper()
    if row.version != version:
        raise OutOfDate(field="version")
    if rules.is_past(row):
        raise ShiftOver()
    return row


def _check(actor: Actor, shift: Shift) -> None:
    here = dict(staff(actor))
    if str(shift.user) not in here:
        raise NotAColleague(field="user")
    if shift.deputy is not None and str(shift.deputy) not in here:
        raise NotAColleague(field="deputy")
    if shift.deputy == shift.user:
        raise SamePerson(field="deputy")


def _save(shift: Shift) -> None:
    shift.version += 1
    try:
        with transaction.atomic():
            shift.save()
    except IntegrityError as error:
        raise HasThisShift(field="user") from error


def _tell(actor: Actor, *users: UUID | None) -> None:
    for user in sorted({one for one in users if one is not None} - {actor.user}, key=str):
        tell(code=NoticeCode.CHANGED, link=ROSTER_PAGE, user=user)


def _noted(actor: Actor, shift: Shift, step: str) -> Shift:
    note(actor, Deed.KEEP_ROSTER, kind="shift", id=shift.id, community=shift.community, step=step)
    return shift

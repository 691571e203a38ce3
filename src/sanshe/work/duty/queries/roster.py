"""The roster of a week, with the hours in which nobody is on duty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.trust.accounts import queries as accounts
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed

from .. import rules
from ..clock import midnight
from ..models import Shift


@dataclass(frozen=True, slots=True)
class Gap:
    """Nobody is on duty: an alarm calls everybody at the desk."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Named:
    """A shift as a page shows it."""

    row: Shift
    name: str
    deputy: str
    mine: bool
    may_change: bool


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    shifts: list[Named]
    gaps: list[Gap]


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from a Monday."""

    monday: date
    days: list[Day]

    @property
    def shifts(self) -> list[Named]:
        return [shift for day in self.days for shift in day.shifts]


def _mine(actor: Actor) -> QuerySet[Shift]:
    demand(actor, Deed.READ_DUTY)
    return Shift.objects.filter(
        org=actor.org, community__gte=actor.lo, community__lte=actor.hi
    ).order_by("start", "id")


def week(actor: Actor, monday: date) -> Week:
    """The actor's organisation's own week here; two queries."""
    first = midnight(monday)
    rows = list(_mine(actor).filter(start__lt=first + timedelta(days=7), end__gt=first))
    names = accounts.names_of({who for row in rows for who in (row.user, row.deputy) if who})
    now = timezone.now()
    days = []
    for number in range(7):
        start = first + timedelta(days=number)
        end = start + timedelta(days=1)
        shifts = [_named(actor, row, names, now) for row in rows if start <= row.start < end]
        days.append(Day(monday + timedelta(days=number), shifts, gaps(rows, start, end)))
    return Week(monday, days)


def shift(actor: Actor, id: UUID) -> Named:
    """One shift of the actor's organisation here. Raises NotFound."""
    row = _mine(actor).filter(pk=id).first()
    if row is None:
        raise NotFound()
    names = accounts.names_of({who for who in (row.user, row.deputy) if who})
    return _named(actor, row, names, timezone.now())


def _named(actor: Actor, row: Shift, names: dict[UUID, str], now: datetime) -> Named:
    return Named(
        row, names.get(row.user, ""), names.get(row.deputy, "") if row.deputy else "",
        row.user == actor.user, rules.may_change(actor, row) and not rules.is_past(row, now),
    )  # fmt: skip


def gaps(rows: list[Shift], start: datetime, end: datetime) -> list[Gap]:
    """The parts of a span that no shift covers. ``rows`` in order of their start."""
    found, covered = [], start
    for row in rows:
        if row.start >= end:
            break
        if row.start > covered:
            found.append(Gap(covered, row.start))
        covered = max(covered, row.end)
    if covered < end:
        found.append(Gap(covered, end))
    return found


def on_duty_now(actor: Actor) -> list[str]:
    """The names of those on duty for the actor's organisation at this moment."""
    now = timezone.now()
    rows = list(_mine(actor).filter(start__lte=now, end__gt=now))
    names = accounts.names_of({row.user for row in rows})
    return sorted({names[row.user] for row in rows if row.user in names})


def next_shift(actor: Actor) -> Shift | None:
    """The first shift of somebody else that has not ended and begins after the actor's own, or
    now: whoever takes over."""
    now = timezone.now()
    return (
        _mine(actor).filter(end__gt=now).exclude(Q(user=actor.user))
        .filter(start__gt=now - timedelta(hours=12)).first()
    )  # fmt: skip

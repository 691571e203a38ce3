"""Who is there to go: an agency's workers in a community, day by day, with what they have on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from sanshe.ground.calendars.workdays import is_working_day
from sanshe.trust.accounts import queries as accounts
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Role
from sanshe.work.visits import queries as visits
from sanshe.work.visits.enums import VisitState, Way

from .models import Absence, Working
from .slots import Seat, Taken

# Where nobody wrote down a worker's hours; our own decision
WEEKDAYS, FROM, TO, MOST = (0, 1, 2, 3, 4), time(9, 0), time(17, 30), 6
NOTICE = timedelta(minutes=60)  # nobody is sent anywhere within the hour


@dataclass(frozen=True, slots=True)
class Hand:
    """A worker with their hours; ``known`` is False where the default holds."""

    id: UUID
    name: str
    working: Working
    known: bool


def hands(actor: Actor, org: UUID, community: int) -> list[Hand]:
    """The workers of an agency in a community, by name."""
    kept = {row.user: row for row in Working.objects.filter(org=org)}
    return [
        Hand(user.id, user.name, kept.get(user.id) or default_of(org, user.id), user.id in kept)
        for user in accounts.staff_in(org, community, Role.WORKER)
    ]


def default_of(org: UUID, user: UUID) -> Working:
    return Working(user=user, org=org, weekdays=list(WEEKDAYS), start=FROM, end=TO, most=MOST)


def seats(
    actor: Actor, team: Iterable[Hand], first: date, last: date,
    *, away: Iterable[tuple[UUID, date, date]] = (), without: Iterable[UUID] = (),
) -> list[Seat]:  # fmt: skip
    """Each worker's open minutes from a day to a day. ``away``: absences about to be noted;
    ``without``: visits that do not count, because they are about to be moved."""
    team = list(team)
    org = {hand.working.org for hand in team}
    off = [*_absences(org, first, last), *away]
    found = {hand.id: _seat(hand, first, last, off) for hand in team}
    for row in _planned(actor, found, first, last, set(without)):
        start, end = timezone.localtime(row.planned_start), timezone.localtime(row.planned_end)
        at_home = row.way in (Way.HOME, Way.ESCORT)
        taken = Taken(
            minutes(start.time()), minutes(end.time()) or 24 * 60, "" if at_home else None,
            2 if at_home else 1,
        )  # fmt: skip
        for who in {row.worker, *row.companions} & found.keys():
            found[who].taken[start.date()].append(taken)
            found[who].load += taken.cost
    return list(found.values())


def _planned(
    actor: Actor, who: Iterable[UUID], first: date, last: date, without: set[UUID]
) -> list[Any]:
    workers = list(who)
    rows = visits.visible(actor).filter(
        state=VisitState.PLANNED, planned_start__gte=_midnight(first),
        planned_start__lt=_midnight(last + timedelta(days=1)), agency=actor.org,
    )  # fmt: skip
    rows = rows.exclude(pk__in=without).only(
        "planned_start", "planned_end", "way", "worker", "companions", "service"
    )
    return [row for row in rows if {row.worker, *row.companions} & set(workers)]


def _absences(orgs: set[UUID], first: date, last: date) -> list[tuple[UUID, date, date]]:
    rows = Absence.objects.filter(org__in=orgs, ended=False, first__lte=last, last__gte=first)
    return list(rows.values_list("user", "first", "last"))


def _seat(hand: Hand, first: date, last: date, off: list[tuple[UUID, date, date]]) -> Seat:
    mine = [(a, b) for user, a, b in off if user == hand.id]
    spans = {}
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        if works_on(hand.working, day) and not any(a <= day <= b for a, b in mine):
            span = _span(hand.working, day)
            if span[0] < span[1]:
                spans[day] = span
    working = hand.working
    return Seat(hand.id, spans, working.most, working.sex, frozenset(working.languages))


def works_on(working: Working, day: date) -> bool:
    """Working days as the state has them, make-up days too. A weekend somebody works is one that
    lies beside a working day: inside a festival nobody is sent out."""
    if day.weekday() < 5:
        return is_working_day(day) and day.weekday() in working.weekdays
    if is_working_day(day):  # 调休
        return True
    beside = day - timedelta(days=1) if day.weekday() == 5 else day + timedelta(days=1)
    return day.weekday() in working.weekdays and is_working_day(beside)


def _span(working: Working, day: date) -> tuple[int, int]:
    """The minutes of a day; of today only what is left of it."""
    begin, end = minutes(working.start), minutes(working.end)
    soon = timezone.localtime(timezone.now() + NOTICE)
    if day == timezone.localdate():
        begin = max(begin, minutes(soon.time())) if soon.date() == day else end
    return begin, end


def minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def clock(minute: int) -> time:
    return time(minute // 60, minute % 60)


def moment(day: date, minute: int) -> datetime:
    return _midnight(day) + timedelta(minutes=minute)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

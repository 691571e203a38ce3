"""What is seen in plain lists of times: functions of their arguments and nothing else, so that the
order in which records arrive cannot matter."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit import chance

from . import rules


class Stay(NamedTuple):
    """Where somebody was, by one record of the book."""

    record: UUID
    county: int
    agency: UUID
    community: int
    day: date
    started_at: datetime
    ended_at: datetime
    person: UUID | None
    sealed: bool


class Signing(NamedTuple):
    """A confirmation somebody gave."""

    record: UUID
    county: int
    agency: UUID
    community: int
    at: datetime
    person: UUID | None
    sealed: bool


class Spot(NamedTuple):
    """A point on the map, in degrees (WGS 84)."""

    lat: float
    lon: float


Pair = tuple[Stay, Stay]


def overlaps(stays: Iterable[Stay]) -> list[Pair]:
    """Pairs that begin in the same minute, or of which one begins before the other has ended."""
    found: list[Pair] = []
    going: list[Stay] = []
    for one in sorted(stays, key=lambda stay: (stay.started_at, stay.record)):
        going = [other for other in going if collide(other, one)]
        found += [(other, one) for other in going]
        going.append(one)
    return found


def collide(first: Stay, then: Stay) -> bool:
    """Whether two stays, in the order of their beginnings, cannot both be the same person's."""
    return then.started_at < first.ended_at or _minute(first) == _minute(then)


def _minute(stay: Stay) -> datetime:
    return stay.started_at.replace(second=0, microsecond=0)


def begins_on(pair: Pair) -> date:
    """The day on which a pair collides: that of its later record."""
    return timezone.localdate(pair[1].started_at)


def hurried(stays: Iterable[Stay], where: dict[UUID, Spot]) -> list[tuple[Stay, Stay, float, int]]:
    """One after the other, nearer in time than the way allows: with the metres between them in a
    straight line, and the minutes between. Where a place is not known, nothing is said."""
    found = []
    for first, then in pairwise(sorted(stays, key=lambda stay: (stay.started_at, stay.record))):
        metres = 0.0 if collide(first, then) else _between(first, then, where)
        minutes = (then.started_at - first.ended_at).total_seconds() / 60
        if _hurried(metres, minutes):
            found.append((first, then, metres, int(minutes)))
    return found


def far_apart(pair: Pair, where: dict[UUID, Spot]) -> bool:
    """Whether two stays that collide were in two places: communities, or buildings so far from
    each other that nobody gets there in no time, by the same rule as ``hurried``."""
    first, then = pair
    return first.community != then.community or _hurried(_between(first, then, where), 0)


def _between(first: Stay, then: Stay, where: dict[UUID, Spot]) -> float:
    """Metres from one to the other; 0 where either place is not known."""
    if first.person not in where or then.person not in where:
        return 0.0
    return distance(where[first.person], where[then.person])  # type: ignore[index]


def _hurried(metres: float, minutes: float) -> bool:
    return metres > 0 and minutes + rules.CLOCKS < rules.way_minutes(metres)


def distance(a: Spot, b: Spot) -> float:
    """Metres in a straight line (haversine, a globe of 6,371 km)."""
    lat1, lon1, lat2, lon2 = map(math.radians, (a.lat, a.lon, b.lat, b.lon))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * 6_371_000 * math.asin(math.sqrt(half))


def runs(signings: Iterable[Signing]) -> list[Signing]:
    """The confirmations that belong to a run: many, for many residents, in one breath."""
    found: list[Signing] = []
    run: list[Signing] = []
    for one in sorted(signings, key=lambda signing: (signing.at, signing.record)):
        if run and one.at - run[-1].at > rules.RUN_GAP:
            found += run if _is_run(run) else []
            run = []
        run.append(one)
    return found + (run if _is_run(run) else [])


def _is_run(run: Sequence[Signing]) -> bool:
    records = {one.record for one in run}
    persons = {one.person or one.record for one in run}
    return len(records) >= rules.RUN_LEAST and len(persons) >= rules.RUN_PERSONS


class Told(NamedTuple):
    """A group's share and that of the rest of its county: ``yes`` of ``n``, and theirs."""

    yes: int
    n: int
    rest_yes: int
    rest: int


def too_few(told: Told, least: int) -> bool:
    """Whether there is too little on either side to say anything."""
    return told.n < least or told.rest < least


def rounder(told: Told) -> bool:
    """Whether a group's round share is far above the rest's: far, and hardly by chance even if
    the rest's true share is the highest that its own figures allow (binomial, one-sided)."""
    if too_few(told, rules.LEAST_RECORDS):
        return False
    usual = chance.interval(told.rest_yes, told.rest, rules.Z)[1]
    far = told.yes / told.n - told.rest_yes / told.rest >= rules.FAR
    return far and chance.at_least(told.yes, told.n, usual) < rules.CHANCE


def less_confirmed(told: Told) -> bool:
    """Whether a group's share is far below the rest's: far, and the intervals do not touch."""
    if too_few(told, rules.LEAST_FOR_RATE):
        return False
    mine = chance.interval(told.yes, told.n, rules.Z)
    theirs = chance.interval(told.rest_yes, told.rest, rules.Z)
    far = told.rest_yes / told.rest - told.yes / told.n >= rules.FAR
    return far and mine[1] < theirs[0]

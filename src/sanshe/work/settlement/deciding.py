"""Which record counts for what: a function of the records and the rules, and of nothing else.

The order in which records arrive does not matter: where only the first counts (one person once),
the first is the earliest that took place. A record counts for at most one indicator: the first
whose rule takes it; where none does, the first that was asked says why not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from sanshe.ground.calendars import workdays
from sanshe.ground.calendars.deadlines import SHANGHAI
from sanshe.ledger.enums import Standing
from sanshe.ledger.queries import Fact
from sanshe.registry.agreements.enums import Once
from sanshe.registry.catalogue.enums import Unit

from .enums import Why

STANDS = (Standing.RECORDED, Standing.CONFIRMED)
BY_HEAD = (Unit.PERSON_TIMES, Unit.PERSONS)
"""Units in which each person is one."""


@dataclass(frozen=True, slots=True)
class Counter:
    """One indicator with its rule, as bare facts: what ``agreements`` promises, ready to ask."""

    indicator: UUID
    rule: UUID
    order: int
    starts_on: date
    ends_on: date
    communities: frozenset[int]
    services: frozenset[int]
    unit: str
    confirmed_only: bool
    once: str
    min_heads: int
    min_minutes: int
    min_contacts: int
    min_sessions: int
    min_members: int
    within_working_days: int | None
    alive: bool


class Ruling(NamedTuple):
    """What was decided of one record."""

    why: Why
    counter: Counter | None = None
    amount: Decimal = Decimal(0)
    has: Decimal | None = None
    wants: Decimal | None = None


def decide(
    records: Iterable[Fact], counters: Sequence[Counter], died: Mapping[UUID, date]
) -> dict[UUID, Ruling]:
    """A ruling for each record. ``records`` must hold whole groups: for a rule that counts a
    person once a day all of that day, once a term all of the term, for one about series all of
    the series. ``died``: days of death of those who have."""
    known = sorted(records, key=_order)
    series = _series(known)
    taken: set[tuple[UUID, UUID, date | None]] = set()
    return {one.id: _rule(one, counters, series, died, taken) for one in known}


def _order(one: Fact) -> tuple[date, object, UUID]:
    return one.day, one.started_at, one.id


def _series(records: Iterable[Fact]) -> dict[UUID, list[Fact]]:
    found: dict[UUID, list[Fact]] = defaultdict(list)
    for one in records:
        if one.series is not None and one.standing in STANDS:
            found[one.series].append(one)
    return found


def _rule(
    one: Fact, counters: Sequence[Counter], series: Mapping[UUID, list[Fact]],
    died: Mapping[UUID, date], taken: set[tuple[UUID, UUID, date | None]],
) -> Ruling:  # fmt: skip
    first: Ruling | None = None
    for counter in counters:
        if one.service not in counter.services or one.community not in counter.communities:
            continue
        refused = _refused(one, counter, series, died)
        if refused is None:
            return _once(one, counter, died, taken)
        first = first or refused
    return first or Ruling(_standing(one) or Why.NO_INDICATOR)


def _standing(one: Fact) -> Why | None:
    return {
        Standing.REVERSED.value: Why.REVERSED,
        Standing.DISPUTED.value: Why.DISPUTED,
    }.get(one.standing)


def _refused(
    one: Fact, counter: Counter, series: Mapping[UUID, list[Fact]], died: Mapping[UUID, date]
) -> Ruling | None:
    """What stands against it by itself, whatever else was done; None for nothing."""
    if why := _standing(one):
        return Ruling(why, counter)
    if not counter.starts_on <= one.day <= counter.ends_on:
        return Ruling(Why.OUTSIDE_TERM, counter)
    if one.unit != counter.unit:
        return Ruling(Why.NO_INDICATOR)
    if counter.confirmed_only and one.standing != Standing.CONFIRMED:
        return Ruling(Why.NOT_CONFIRMED, counter)
    if counter.alive and one.persons and not _living(one, died):
        return Ruling(Why.PERSON_DIED, counter)
    return _too_little(one, counter, series) or _too_late(one, counter)


def _too_little(one: Fact, counter: Counter, series: Mapping[UUID, list[Fact]]) -> Ruling | None:
    """People, minutes, and what belongs to the same case or group."""
    minutes = int((one.ended_at - one.started_at).total_seconds() // 60)
    same = series.get(one.series, []) if one.series else []
    others = [other for other in same if other.id != one.id]
    contacts = sum(other.unit != Unit.CASES for other in others)
    full = sum(
        other.unit == Unit.SESSIONS and other.heads >= counter.min_members for other in others
    )
    for why, has, wants in (
        (Why.TOO_FEW_PEOPLE, one.heads, counter.min_heads),
        (Why.TOO_SHORT, minutes, counter.min_minutes),
        (Why.TOO_FEW_CONTACTS, contacts, counter.min_contacts),
        (Why.TOO_FEW_SESSIONS, full, counter.min_sessions),
    ):
        if has < wants:
            return Ruling(why, counter, has=Decimal(has), wants=Decimal(wants))
    return None


def _too_late(one: Fact, counter: Counter) -> Ruling | None:
    """Written down after more working days than the rule gives, the day itself not counted."""
    allowed = counter.within_working_days
    if allowed is None:
        return None
    written = one.recorded_at.astimezone(SHANGHAI).date()
    if written <= workdays.add_working_days(one.day, allowed):
        return None
    took = workdays.working_days_between(one.day, written)
    return Ruling(Why.RECORDED_LATE, counter, has=Decimal(took), wants=Decimal(allowed))


def _living(one: Fact, died: Mapping[UUID, date]) -> list[UUID]:
    """Those who had not died before that day."""
    return [person for person in one.persons if died.get(person, one.day) >= one.day]


def _once(
    one: Fact, counter: Counter, died: Mapping[UUID, date],
    taken: set[tuple[UUID, UUID, date | None]],
) -> Ruling:  # fmt: skip
    """How much of it counts, once those were taken off who count already. Where nobody is known
    by name, what was written stands."""
    persons = _living(one, died) if counter.alive else list(one.persons)
    if counter.once and persons:
        day = one.day if counter.once == Once.PER_DAY else None
        fresh = [p for p in persons if (counter.indicator, p, day) not in taken]
        if not fresh:
            return Ruling(Why.SAME_DAY if day else Why.COUNTED_BEFORE, counter)
        taken.update((counter.indicator, person, day) for person in fresh)
        persons = fresh
    if persons and counter.unit in BY_HEAD and len(persons) < len(one.persons):
        return Ruling(Why.COUNTED, counter, min(one.quantity, Decimal(len(persons))))
    return Ruling(Why.COUNTED, counter, one.quantity)

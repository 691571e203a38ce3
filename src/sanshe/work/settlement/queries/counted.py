"""The records that count for an agreement, for whoever follows its money: their sums by day, and
the records themselves a stretch at a time, however many there are.

Bare numbers, also of records that the actor may not open: the book decides what is shown of each.
All raise NotFound, also to a stranger.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from sanshe.registry.agreements import queries as agreements
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope

from ..enums import Why
from ..models import Day, Verdict


class Counted(NamedTuple):
    """One record that counts: for which indicator, and how much of it in its unit."""

    record: UUID
    county: int
    day: date
    indicator: UUID
    amount: Decimal


class Done(NamedTuple):
    """What one day brought an indicator, in its unit, by how many records."""

    day: date
    indicator: UUID
    amount: Decimal
    records: int


def counted_days(actor: Actor, agreement: UUID) -> list[Done]:
    """The days of every indicator, in order: as many rows as days, however many records."""
    mine = _indicators(actor, agreement)
    with scope(Actor.job("counted"), read_only=True):
        rows = Day.objects.filter(indicator__in=mine).values_list("day", "indicator")
        summed = rows.annotate(Sum("amount"), Sum("records")).order_by("day", "indicator")
        return [Done(*row) for row in summed]


def counted_sums(actor: Actor, agreement: UUID) -> dict[UUID, Decimal]:
    """What the records of each indicator add up to, one by one: what the days are held against."""
    mine = _indicators(actor, agreement)
    with scope(Actor.job("counted"), read_only=True):
        rows = _counted(mine).values_list("indicator")
        return {
            indicator: amount for indicator, amount in rows.annotate(Sum("amount")) if indicator
        }


def counted_between(
    actor: Actor, agreement: UUID, since: date, until: date, *, indicator: UUID | None = None,
    after: tuple[date, UUID] | None = None, limit: int | None = None,
) -> list[Counted]:  # fmt: skip
    """Records of some days by day and number, those that follow ``after``."""
    mine = [one for one in _indicators(actor, agreement) if indicator in (None, one)]
    asked = Q(day__range=(since, until))
    if after is not None:
        day, record = after
        asked &= Q(day__gt=day) | Q(day=day, record__gt=record)
    return _read(_counted(mine).filter(asked), limit)


def counted_on(
    actor: Actor, agreement: UUID, days: Collection[date],
    parts: Iterable[tuple[date, UUID]] = (),
) -> list[Counted]:  # fmt: skip
    """All records of some ``days``, and of some ``parts`` of days (of one indicator each)."""
    mine = _indicators(actor, agreement)
    parts = list(parts)
    asked = Q(day__in=days)
    for day, indicator in parts:
        asked |= Q(day=day, indicator=indicator)
    near = {*days, *(day for day, _indicator in parts)}  # by the index, before anything else
    return _read(_counted(mine).filter(asked, day__in=near))


def counted_as(actor: Actor, agreement: UUID, records: Collection[UUID]) -> list[Counted]:
    """Those of some records that count for it."""
    return _read(_counted(_indicators(actor, agreement)).filter(record__in=records))


def counted_open(actor: Actor, agreement: UUID, until: date) -> list[UUID]:
    """What can be drawn for a look at the files: open records up to a day, never sealed ones."""
    mine = _indicators(actor, agreement)
    with scope(Actor.job("counted"), read_only=True):
        rows = _counted(mine).filter(day__lte=until, sealed=False)
        return list(rows.values_list("record", flat=True).iterator())


def _indicators(actor: Actor, agreement: UUID) -> list[UUID]:
    row = agreements.get(actor, agreement)
    return list(row.indicators.values_list("pk", flat=True))


def _counted(indicators: list[UUID]) -> QuerySet[Verdict]:
    return Verdict.objects.filter(indicator__in=indicators, why=Why.COUNTED)


def _read(rows: QuerySet[Verdict], limit: int | None = None) -> list[Counted]:
    with scope(Actor.job("counted"), read_only=True):
        found = rows.order_by("day", "record").values_list(*Counted._fields)
        return [Counted(*row) for row in found[:limit]]

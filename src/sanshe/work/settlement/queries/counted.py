"""The records that count for an agreement, for whoever follows its money."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from sanshe.registry.agreements import queries as agreements
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope

from ..enums import Why
from ..models import Verdict


class Counted(NamedTuple):
    """One record that counts: for which indicator, and how much of it in its unit."""

    record: UUID
    county: int
    day: date
    indicator: UUID
    amount: Decimal
    sealed: bool


def counted_of(actor: Actor, agreement: UUID) -> list[Counted]:
    """All of them, by day and number. Bare numbers, also of records that the actor may not open:
    the book decides what is shown of each. Raises NotFound, also to a stranger."""
    row = agreements.get(actor, agreement)
    mine = list(row.indicators.values_list("pk", flat=True))
    with scope(Actor.job("counted"), read_only=True):
        rows = Verdict.objects.filter(indicator__in=mine, why=Why.COUNTED).order_by("day", "record")
        return [
            Counted(one.record, one.county, one.day, one.indicator, one.amount, one.sealed)
            for one in rows.iterator()
            if one.indicator is not None
        ]

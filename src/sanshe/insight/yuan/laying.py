"""Laying records on money, exactly: in fractions of a yuan, rounded only where they are shown."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple
from uuid import UUID

CENT = Decimal("0.01")
NOTHING = Fraction(0)


class Price(NamedTuple):
    """What an indicator is worth whole, in yuan, and how many units make it whole."""

    worth: Fraction
    target: Decimal

    @property
    def unit(self) -> Fraction:
        return self.worth / Fraction(self.target)


class Segment(NamedTuple):
    """A stretch of money: one payment of a tranche, or (``payment`` None) its unpaid rest."""

    tranche: int
    payment: UUID | None
    size: Fraction


class Part(NamedTuple):
    segment: Segment
    worth: Fraction


class Laid(NamedTuple):
    """One record on the money: what of it was still wanted, its worth, and who pays which part."""

    record: UUID
    indicator: UUID
    amount: Decimal
    wanted: Decimal
    worth: Fraction
    parts: tuple[Part, ...]


def lay(
    counted: Iterable[tuple[UUID, UUID, Decimal]],
    prices: Mapping[UUID, Price],
    segments: Sequence[Segment],
    *,
    before: Mapping[UUID, Decimal] | None = None,
    spent: Fraction = NOTHING,
) -> Iterator[Laid]:
    """Lay ``counted`` (record, indicator, amount; in order) on the segments, in order. What came
    ``before`` of each indicator, and took ``spent`` of the money, is not laid again."""
    done: dict[UUID, Decimal] = defaultdict(Decimal, before or {})
    purse = _Purse(segments)
    purse.take(spent)
    for record, indicator, amount in counted:
        price = prices[indicator]
        wanted = max(Decimal(0), min(amount, price.target - done[indicator]))
        done[indicator] += amount
        worth = price.unit * Fraction(wanted)
        yield Laid(record, indicator, amount, wanted, worth, purse.take(worth))


class _Purse:
    """The segments, spent from the front."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.waiting = deque(one for one in segments if one.size > 0)
        self.left = self.waiting[0].size if self.waiting else NOTHING

    def take(self, worth: Fraction) -> tuple[Part, ...]:
        parts = []
        while worth > 0 and self.waiting:
            taken = min(worth, self.left)
            parts.append(Part(self.waiting[0], taken))
            worth, self.left = worth - taken, self.left - taken
            if not self.left:
                self.waiting.popleft()
                self.left = self.waiting[0].size if self.waiting else NOTHING
        return tuple(parts)


def yuan(value: Fraction) -> Decimal:
    """To the cent, half up: for showing one figure."""
    return Decimal(round(value * 100)) / 100


def in_cents(parts: Sequence[Fraction]) -> list[Decimal]:
    """To the cent so that the shown parts add up to the shown whole: what rounding leaves over goes
    to the largest remainders."""
    whole = round(sum(parts, NOTHING) * 100)
    cents = [int(one * 100 // 1) for one in parts]
    rest = sorted(range(len(parts)), key=lambda n: (cents[n] - parts[n] * 100, n))
    for n in rest[: whole - sum(cents)]:
        cents[n] += 1
    return [Decimal(one) / 100 for one in cents]

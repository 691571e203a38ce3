"""The days of an agreement's work on its money.

Records are laid in the order of their days, so the sums of the days say where each begins: how
much of every indicator was done before, and how much of the money was taken. The records of a day
are read only where their order within it matters: on the few days on which the money passes from
one segment to the next, or an indicator reaches its target.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from math import lcm
from uuid import UUID

from sanshe.work.settlement.queries import Counted, Done

from .laying import NOTHING, Laid, Part, Price, Segment, lay

Reader = Callable[[Collection[date], Iterable[tuple[date, UUID]]], list[Counted]]
"""All records of some days, and of some indicators on some days; by day and number."""


@dataclass(slots=True)
class OneDay:
    """``before``: of each indicator; ``spent``: of the money, until then; ``full``: indicators that
    reach their target in the middle of it; ``passes``: the money goes on to the next segment."""

    spent: Fraction
    worth: Fraction = NOTHING
    before: dict[UUID, Decimal] = field(default_factory=dict)
    brought: dict[UUID, Done] = field(default_factory=dict)
    full: list[UUID] = field(default_factory=list)
    passes: bool = False


@dataclass(slots=True)
class Reach:
    """The records that a tranche pays, whole or in part."""

    records: int = 0
    first: date | None = None
    last: date | None = None

    def add(self, day: date, records: int) -> None:
        if records:
            self.records += records
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)


class Course:
    """Work laid on money, day by day."""

    def __init__(
        self, rows: Iterable[Done], prices: Mapping[UUID, Price], segments: Sequence[Segment],
        read: Reader,
    ) -> None:  # fmt: skip
        self.prices = prices
        self.segments = [one for one in segments if one.size > 0]
        self.ends = list(accumulate(one.size for one in self.segments))
        self.done: dict[UUID, Decimal] = defaultdict(Decimal)
        self.records: dict[UUID, int] = defaultdict(int)
        self.days: dict[date, OneDay] = {}
        self.worth = NOTHING
        self._read = read
        self._kept: dict[date, dict[UUID, Laid]] = {}
        for row in rows:
            self._take(row)
        for one in self.days.values():
            at = bisect_right(self.ends, one.spent)
            one.passes = at < len(self.ends) and self.ends[at] < one.spent + one.worth

    def _take(self, row: Done) -> None:
        price = self.prices[row.indicator]
        day = self.days.setdefault(row.day, OneDay(self.worth))
        before = self.done[row.indicator]
        day.before[row.indicator], day.brought[row.indicator] = before, row
        self.done[row.indicator] += row.amount
        self.records[row.indicator] += row.records
        if before < price.target < self.done[row.indicator]:
            day.full.append(row.indicator)
        wanted = max(Decimal(0), min(row.amount, price.target - before))
        worth = price.unit * Fraction(wanted)
        day.worth += worth
        self.worth += worth

    def taken(self) -> list[tuple[Segment, Fraction]]:
        """How much of each segment the work has reached."""
        starts = [NOTHING, *self.ends]
        return [
            (one, max(NOTHING, min(one.size, self.worth - start)))
            for one, start in zip(self.segments, starts, strict=False)
        ]

    def reached(self) -> dict[int, Reach]:
        """The records of each tranche."""
        found: dict[int, Reach] = defaultdict(Reach)
        mixed = {day for day, one in self.days.items() if self._passes_tranche(one)}
        parts = {(day, which) for day, one in self.days.items() if day not in mixed
                 for which in one.full}  # fmt: skip
        rows = self._read(mixed, parts) if mixed or parts else []
        alone: dict[tuple[date, UUID], list[Counted]] = defaultdict(list)
        whole: dict[date, list[Counted]] = defaultdict(list)
        for row in rows:
            if row.day in mixed:
                whole[row.day].append(row)
            else:
                alone[row.day, row.indicator].append(row)
        for day, one in self.days.items():
            if day in mixed:
                for numbers in self._passing(one, whole[day]):
                    for number in numbers:
                        found[number].add(day, 1)
            elif (segment := self._segment(one.spent)) is not None:
                found[segment.tranche].add(day, self._wanted(day, one, alone))
        return found

    def _wanted(
        self, day: date, one: OneDay, alone: Mapping[tuple[date, UUID], list[Counted]]
    ) -> int:
        """How many of a day's records are worth anything."""
        count = 0
        for which, row in one.brought.items():
            left = self.prices[which].target - one.before[which]
            if not self.prices[which].worth or left <= 0:
                continue
            if which not in one.full:
                count += row.records
                continue
            starts = accumulate((each.amount for each in alone[day, which]), initial=Decimal(0))
            count += sum(start < left for start in list(starts)[:-1])
        return count

    def _passing(self, one: OneDay, rows: Iterable[Counted]) -> Iterator[set[int]]:
        """The tranches that pay each record of a day. In whole numbers of a share that divides
        every sum: exact as fractions are, and some thousands of records are no wait."""
        units = {which: price.unit / 100 for which, price in self.prices.items()}
        sums = (one.spent, *self.ends, *units.values())
        share = lcm(*(value.denominator for value in sums))
        worth = {which: int(unit * share) for which, unit in units.items()}
        ends, at = [int(end * share) for end in self.ends], int(one.spent * share)
        left = {which: int((self.prices[which].target - done) * 100)
                for which, done in one.before.items()}  # fmt: skip
        for row in rows:
            amount = int(row.amount * 100)
            begin, at = at, at + worth[row.indicator] * max(0, min(amount, left[row.indicator]))
            left[row.indicator] -= amount
            if at > begin:
                last = min(bisect_left(ends, at) + 1, len(ends))
                yield {self.segments[n].tranche for n in range(bisect_right(ends, begin), last)}

    def _passes_tranche(self, one: OneDay) -> bool:
        if not one.passes:
            return False
        last = self._segment(one.spent + one.worth, end=True)
        first = self._segment(one.spent)
        beyond = one.spent + one.worth > self.ends[-1]
        return beyond or (first and first.tranche) != (last and last.tranche)

    def _segment(self, at: Fraction, *, end: bool = False) -> Segment | None:
        """The one that pays for what begins (ends) there."""
        place = bisect_right(self.ends, at)
        if end and place and self.ends[place - 1] == at:
            place -= 1
        return self.segments[place] if place < len(self.segments) else None

    def lay(self, rows: Sequence[Counted]) -> list[Laid]:
        """Some records on the money, wherever they lie in the order."""
        mixed = {row.day for row in rows if self.days[row.day].passes or self.days[row.day].full}
        if more := mixed - self._kept.keys():
            each: dict[date, list[Counted]] = defaultdict(list)
            for row in self._read(more, ()):
                each[row.day].append(row)
            for day in more:
                self._kept[day] = self._laid_whole(day, each[day])
        return [
            self._kept[row.day][row.record] if row.day in mixed else self._plain(row)
            for row in rows
        ]

    def _laid_whole(self, day: date, rows: list[Counted]) -> dict[UUID, Laid]:
        one = self.days[day]
        bare = ((row.record, row.indicator, row.amount) for row in rows)
        found = lay(bare, self.prices, self.segments, before=one.before, spent=one.spent)
        return {laid.record: laid for laid in found}

    def _plain(self, row: Counted) -> Laid:
        """On a day on which the order does not matter."""
        one, price = self.days[row.day], self.prices[row.indicator]
        wanted = row.amount if one.before[row.indicator] < price.target else Decimal(0)
        worth = price.unit * Fraction(wanted)
        segment = self._segment(one.spent)
        parts = (Part(segment, worth),) if worth and segment else ()
        return Laid(row.record, row.indicator, row.amount, wanted, worth, parts)

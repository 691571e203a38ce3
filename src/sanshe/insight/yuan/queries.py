"""Reads of the money's way, limited to what the actor may see of the agreement and of the book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from sanshe.ground.kit import chance
from sanshe.ground.kit.errors import NotFound
from sanshe.ledger import queries as ledger
from sanshe.registry.agreements import queries as agreements
from sanshe.trust.policy.actor import Actor
from sanshe.work.settlement import queries as settlement
from sanshe.work.settlement.queries import Counted

from . import laying, rules
from .laying import Laid
from .rules import MOST_DRAWN, SHOWN, USUAL_DRAWN
from .trail import Paid, Sum, Trail, parts_by_source, sums, trail

__all__ = [
    "MOST_DRAWN", "SHOWN", "USUAL_DRAWN", "Back", "Drawn", "Key", "OnRecord", "Paid", "Sum",
    "Trail", "all_lines", "back", "drawn", "lines_of", "pool_of", "sums", "trail",
]  # fmt: skip


Key = tuple[date, UUID]
"""A record's place in the order of the work: its day and number."""


@dataclass(frozen=True, slots=True)
class OnRecord:
    """One record with its worth; ``line`` None where the actor may not open it. ``tranches``: the
    numbers of those that pay it, with the part that is paid already."""

    laid: Laid
    day: date
    county: int
    worth: Decimal
    paid: Decimal
    tranches: list[int]
    line: ledger.Line | None


def lines_of(
    actor: Actor, found: Trail, *, indicator: UUID | None = None, tranche: int | None = None,
    after: Key | None = None,
) -> tuple[list[OnRecord], Key | None]:  # fmt: skip
    """A page of the records behind an indicator or a tranche, the first work first; and after
    which the next page begins (None: there is none)."""
    since, until = _span(found, tranche)
    page: list[tuple[Counted, Laid]] = []
    for some in _stretches(actor, found, since, until, rules.SHOWN + 1, indicator, after):
        page += [
            (row, one)
            for row, one in zip(some, found.course.lay(some), strict=True)
            if tranche is None or tranche in {part.segment.tranche for part in one.parts}
        ]
        if len(page) > rules.SHOWN:
            break
    shown = page[: rules.SHOWN]
    more = (shown[-1][0].day, shown[-1][0].record) if len(page) > len(shown) else None
    return _opened(actor, shown), more


def all_lines(actor: Actor, found: Trail) -> Iterator[OnRecord]:
    """Every record on the money, in order; those with a line that the actor may open have one."""
    since, until = _span(found, None)
    for some in _stretches(actor, found, since, until, rules.AT_ONCE):
        yield from _opened(actor, list(zip(some, found.course.lay(some), strict=True)))


def _span(found: Trail, tranche: int | None) -> tuple[date, date]:
    """The days of its work; the last before the first where there is none."""
    steps = [one for one in found.steps if one.due.tranche.number == tranche]
    if steps:
        return steps[0].first or date.max, steps[0].last or date.min
    days = found.course.days
    return min(days, default=date.max), max(days, default=date.min)


def _stretches(
    actor: Actor, found: Trail, since: date, until: date, size: int,
    indicator: UUID | None = None, after: Key | None = None,
) -> Iterator[list[Counted]]:  # fmt: skip
    """Records in their order, ``size`` at first and then as many as are read at once. Each read
    is held to the days that bring so many, and never sorts what comes later."""
    at = max(since, after[0]) if after else since
    while at <= until:
        last = _brings(found, indicator, at, until, size)
        some = settlement.counted_between(
            actor, found.agreement.pk, at, last, indicator=indicator, after=after, limit=size
        )
        if some:
            yield some
        if len(some) == size:
            at, after = some[-1].day, (some[-1].day, some[-1].record)
        else:
            at = last + timedelta(days=1)
        size = rules.AT_ONCE


def _brings(found: Trail, indicator: UUID | None, since: date, until: date, size: int) -> date:
    """The day by which so many records came since the day before."""
    count = 0
    for day, one in found.course.days.items():
        if day > since:  # of the first day some may have been shown
            count += sum(row.records for which, row in one.brought.items()
                         if indicator in (None, which))  # fmt: skip
        if count >= size:
            return min(day, until)
    return until


def _opened(actor: Actor, some: list[tuple[Counted, Laid]]) -> list[OnRecord]:
    counties: dict[int, list[UUID]] = {}
    for row, _one in some:
        counties.setdefault(row.county, []).append(row.record)
    lines = {
        line.id: line
        for county, ids in counties.items()
        for line in ledger.several(actor, county=county, records=ids)
    }
    return [
        OnRecord(
            one, row.day, row.county, laying.yuan(one.worth),
            laying.yuan(sum((p.worth for p in one.parts if p.segment.payment), Fraction(0))),
            sorted({part.segment.tranche for part in one.parts}), lines.get(row.record),
        )
        for row, one in some
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Back:
    """The way back from one record. ``by_source`` in yuan; ``unpaid`` what nobody has paid yet."""

    trail: Trail
    laid: Laid
    indicator: Any
    worth: Decimal
    parts: list[tuple[int, Paid | None, Decimal]]
    by_source: list[tuple[Any, Decimal]]
    chain_end: str


def back(actor: Actor, record: UUID) -> Back | None:
    """Who paid for a record; None where it counts for nothing that was bought. Raises NotFound."""
    verdict = settlement.why(actor, record)
    if verdict is None or verdict.indicator is None or verdict.why != "counted":
        return None
    home = agreements.of_indicator(actor, verdict.indicator)
    found = trail(actor, home.pk)
    counted = settlement.counted_as(actor, home.pk, [record])
    if not counted:
        raise NotFound()
    (one,) = found.course.lay(counted)
    paid = {payment.id: payment for step in found.steps for payment in step.payments}
    cents = laying.in_cents([part.worth for part in one.parts])
    parts = [
        (part.segment.tranche, paid.get(part.segment.payment) if part.segment.payment else None, c)
        for part, c in zip(one.parts, cents, strict=True)
    ]
    shares = parts_by_source(one.parts, paid)
    sums = dict(zip(shares, laying.in_cents(list(shares.values())), strict=True))
    by_source = [(source, sums[source.id]) for source in found.sources if source.id in sums]
    ends = ledger.ends(actor, verdict.agency)
    end = next((hash for chain, hash in ends if chain.county == verdict.county), "")
    indicator = next(w.indicator for w in found.worths if w.indicator.pk == one.indicator)
    return Back(found, one, indicator, laying.yuan(one.worth), parts, by_source, end)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Records drawn by a seed; ``same`` whether the pool is still what it was at the draw."""

    seed: str
    pool: int
    digest: str
    same: bool
    rows: list[OnRecord]


def pool_of(actor: Actor, found: Trail, until: date) -> list[UUID]:
    """What can be drawn: the open records that count, up to a day; sealed ones never."""
    return settlement.counted_open(actor, found.agreement.pk, until)


def drawn(
    actor: Actor, found: Trail, *, seed: str, size: int, until: date, digest: str = ""
) -> Drawn:
    """The records that a seed draws: the same for everybody who asks."""
    pool = pool_of(actor, found, until)
    chosen = chance.draw(seed, pool, min(size, rules.MOST_DRAWN))
    counted = settlement.counted_as(actor, found.agreement.pk, chosen)
    by_record = {row.record: (row, one)
                 for row, one in zip(counted, found.course.lay(counted), strict=True)}  # fmt: skip
    now = chance.digest(pool)
    rows = _opened(actor, [by_record[one] for one in chosen])
    return Drawn(seed, len(pool), now, digest in ("", now[: len(digest)]), rows)

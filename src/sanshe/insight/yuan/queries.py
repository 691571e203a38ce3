"""Reads of the money's way, limited to what the actor may see of the agreement and of the book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
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

from . import laying, rules
from .laying import Laid
from .rules import MOST_DRAWN, SHOWN, USUAL_DRAWN
from .trail import Paid, Sum, Trail, parts_by_source, trail

__all__ = [
    "MOST_DRAWN", "SHOWN", "USUAL_DRAWN", "Back", "Drawn", "OnRecord", "Paid", "Sum", "Trail",
    "all_lines", "back", "drawn", "lines_of", "pool_of", "trail",
]  # fmt: skip


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
    actor: Actor,
    found: Trail,
    *,
    indicator: UUID | None = None,
    tranche: int | None = None,
    after: int = 0,
) -> tuple[list[OnRecord], int]:
    """A page of the records behind an indicator or a tranche, the first work first; and where the
    next page begins (0: none)."""  # fmt: skip
    mine = [
        one
        for one in found.laid
        if indicator in (None, one.indicator)
        and (tranche is None or tranche in {part.segment.tranche for part in one.parts})
    ]
    page = mine[after : after + rules.SHOWN]
    return _opened(actor, found, page), after + rules.SHOWN if len(mine) > after + len(page) else 0


def all_lines(actor: Actor, found: Trail) -> Iterator[OnRecord]:
    """Every record on the money, in order; those with a line that the actor may open have one."""
    for start in range(0, len(found.laid), rules.AT_ONCE):
        yield from _opened(actor, found, found.laid[start : start + rules.AT_ONCE])


def _opened(actor: Actor, found: Trail, some: list[Laid]) -> list[OnRecord]:
    counties: dict[int, list[UUID]] = {}
    for one in some:
        counties.setdefault(found.counted[one.record].county, []).append(one.record)
    lines = {
        line.id: line
        for county, ids in counties.items()
        for line in ledger.several(actor, county=county, records=ids)
    }
    return [
        OnRecord(
            one, found.counted[one.record].day, found.counted[one.record].county,
            laying.yuan(one.worth),
            laying.yuan(sum((p.worth for p in one.parts if p.segment.payment), Fraction(0))),
            sorted({part.segment.tranche for part in one.parts}), lines.get(one.record),
        )
        for one in some
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
    one = next((one for one in found.laid if one.record == record), None)
    if one is None:
        raise NotFound()
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


def pool_of(found: Trail, until: date) -> list[UUID]:
    """What can be drawn: the open records that count, up to a day; sealed ones never."""
    return [
        one.record
        for one in found.laid
        if found.counted[one.record].day <= until and not found.counted[one.record].sealed
    ]


def drawn(
    actor: Actor, found: Trail, *, seed: str, size: int, until: date, digest: str = ""
) -> Drawn:
    """The records that a seed draws: the same for everybody who asks."""
    pool = pool_of(found, until)
    chosen = chance.draw(seed, pool, min(size, rules.MOST_DRAWN))
    by_record = {one.record: one for one in found.laid}
    now = chance.digest(pool)
    rows = _opened(actor, found, [by_record[one] for one in chosen])
    return Drawn(seed, len(pool), now, digest in ("", now[: len(digest)]), rows)

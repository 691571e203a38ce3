"""How a line is counted: cells for all lines of a source in one question, and the records behind
one line with the same conditions, so that they always add up to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet, Sum

from sanshe.ground.kit.paging import PAGE_SIZE, Page
from sanshe.ground.kit.places import span_of
from sanshe.trust.policy.actor import Actor

Picks = Mapping[str, tuple[Any, ...]]
Cell = tuple[dict[str, Any], Decimal]


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose tables, of which area and year, as they stood on which day."""

    actor: Actor
    area: int
    year: int
    as_of: date

    @property
    def lo(self) -> int:
        return span_of(self.area)[0]

    @property
    def hi(self) -> int:
        return span_of(self.area)[1]

    @property
    def since(self) -> date:
        return date(self.year, 1, 1)


@dataclass(frozen=True, slots=True)
class Behind:
    """One record behind a number, and how much of it. ``kind`` and ``key`` say what to open:
    an entrance knows where. ``facts`` are its conditions, where the record is itself a sum."""

    kind: str
    key: Any
    label: str
    amount: Decimal
    detail: str = ""
    place: int = 0
    on: date | None = None
    facts: Mapping[str, Any] | None = None


class Source(Protocol):
    """``picks``: what a line may narrow it by."""

    @property
    def picks(self) -> frozenset[str]: ...
    def cells(self, asked: Asked) -> list[Cell]: ...
    def behind(self, asked: Asked, picks: Picks, after: str = "") -> Page: ...


def number(cells: list[Cell], picks: Picks) -> Decimal:
    """The sum of the cells that a line picks."""
    return sum(
        (
            amount
            for facts, amount in cells
            if all(facts[name] in wanted for name, wanted in picks.items())
        ),
        Decimal(0),
    )


@dataclass(frozen=True, slots=True)
class Rows:
    """A source that counts rows of a table, or sums their ``amount``."""

    rows: Callable[[Asked], QuerySet[Any]]
    show: Callable[[list[Any]], list[Behind]]
    picks: frozenset[str] = frozenset()
    amount: str = ""

    def cells(self, asked: Asked) -> list[Cell]:
        much = Sum(self.amount) if self.amount else Count("pk")
        rows = self.rows(asked).order_by()
        if not self.picks:
            return [({}, Decimal(rows.aggregate(much=much)["much"] or 0))]
        found = rows.values(*sorted(self.picks)).annotate(much=much)
        return [(cell, Decimal(cell.pop("much") or 0)) for cell in found]

    def behind(self, asked: Asked, picks: Picks, after: str = "") -> Page:
        rows = self.rows(asked).filter(**{f"{name}__in": wanted for name, wanted in picks.items()})
        if after:
            try:
                rows = rows.filter(pk__lt=rows.model._meta.pk.to_python(after))
            except ValidationError:
                after = ""  # written by hand: start over
        found = list(rows.order_by("-pk")[: PAGE_SIZE + 1])
        more = len(found) > PAGE_SIZE
        found = found[:PAGE_SIZE]
        return Page(self.show(found), str(found[-1].pk) if more else "")

"""What the book says of services that a table asks for by name.

Sealed records stand in none of these numbers: whoever reads the tables may not open them, and a
number must open what is behind it. Reversed ones count nowhere.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sanshe.ground.kit.paging import PAGE_SIZE, Page
from sanshe.ledger import queries as ledger
from sanshe.ledger.enums import Standing
from sanshe.registry.catalogue import queries as catalogue

from .base import Asked, Behind, Cell, Picks


class Book:
    """``of``: records, heads (person-times) or quantity in ``unit``."""

    picks = frozenset({"reported_as", "unit", "standing", "of"})

    def cells(self, asked: Asked) -> list[Cell]:
        return [(facts, amount) for facts, amount, _figure in _figures(asked)]

    def behind(self, asked: Asked, picks: Picks, after: str = "") -> Page:
        """One row a service and standing: each opens its lines in the book."""
        found = [
            (facts, amount, figure)
            for facts, amount, figure in _figures(asked)
            if all(facts[name] in wanted for name, wanted in picks.items())
        ]
        found.sort(key=lambda row: (row[2].label, row[2].standing, row[2].unit))
        start = int(after) if after.isdecimal() else 0
        page = found[start : start + PAGE_SIZE]
        more = len(found) > start + PAGE_SIZE
        return Page([_behind(asked, *row) for row in page], str(start + PAGE_SIZE) if more else "")


def _figures(asked: Asked) -> list[tuple[dict[str, Any], Decimal, ledger.Figure]]:
    reported = catalogue.services_reported(asked.lo, asked.hi)
    if not reported:
        return []
    filters = ledger.Filters(since=asked.since, until=asked.as_of, area=asked.area)
    found: list[tuple[dict[str, Any], Decimal, ledger.Figure]] = []
    for figure in ledger.tallies(asked.actor, filters, by="service", by_standing=True):
        if figure.sealed or figure.key not in reported:
            continue
        facts = {
            "reported_as": reported[figure.key], "unit": figure.unit, "standing": figure.standing,
        }  # fmt: skip
        found += [
            ({**facts, "of": of}, Decimal(getattr(figure, of)), figure)
            for of in ("records", "heads", "quantity")
        ]
    return found


def _behind(asked: Asked, facts: dict[str, Any], amount: Decimal, figure: ledger.Figure) -> Behind:
    stands = Standing(figure.standing).label
    return Behind(
        "ledger", figure.key, figure.label, amount, detail=f"{figure.unit_label} · {stands}",
        place=asked.area,
        facts={
            "service": figure.key, "unit": figure.unit, "standing": figure.standing,
            "since": asked.since, "until": asked.as_of, "area": asked.area,
        },
    )  # fmt: skip

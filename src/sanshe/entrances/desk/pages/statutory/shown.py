"""Numbers and records of the tables as a page shows them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from sanshe.insight.statutory.enums import Measure
from sanshe.insight.statutory.queries import Behind, Figure


def number(measure: Measure, value: Decimal | None) -> str:
    """As it is written in a table, beside its unit: yuan with cents, everything else no longer than
    it is."""
    if value is None:
        return ""
    return f"{value:,.2f}" if measure == Measure.YUAN else f"{value.normalize():,f}"


def row(figure: Figure) -> dict[str, Any]:
    """A line with its number in words."""
    measure = figure.line.measure
    grown = figure.grown
    return {
        "figure": figure,
        "line": figure.line,
        "shown": number(measure, figure.shown),
        "grown": f"{grown:+}%" if grown and not figure.line.growth_of else "",
        "closed": number(measure, figure.closed),
        "moved": figure.closed != figure.shown,
    }


def opens(behind: Behind) -> str:
    """The page of one record behind a number."""
    if behind.kind == "ledger":
        return f"{reverse('desk:ledger')}?{urlencode(behind.facts or {})}"
    if behind.kind == "policy":
        return reverse("desk:statutory_papers")
    return reverse(f"desk:{behind.kind}", args=[behind.key])

"""How far a purchase is laid down, before it is signed: what adds up and what is still open."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from .enums import Never
from .models import Agreement

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Draft:
    """Sums in yuan, ``weights`` in percent. ``unanswered`` and ``forbidden``: questions of the
    negative list without an answer, and those answered so that nothing may be bought."""

    unanswered: list[Never]
    forbidden: list[Never]
    sources: Decimal
    budget: Decimal
    tranches: Decimal
    indicators: int
    weights: Decimal
    without_rule: int
    price: Decimal | None

    @property
    def whole(self) -> Decimal:
        """What sources, budget and tranches come to: the price, or before it the sources."""
        return self.price if self.price is not None else self.sources


def draft_of(agreement: Agreement) -> Draft:
    """Read from its rows; the caller may see the agreement."""
    ones = agreement.indicators.all()
    return Draft(
        unanswered=[one for one in Never if one.value not in agreement.never],
        forbidden=[one for one in Never if agreement.never.get(one.value)],
        sources=_sum(agreement.sources), budget=_sum(agreement.budget),
        tranches=_sum(agreement.tranches), indicators=ones.count(),
        weights=ones.aggregate(sum=Sum("weight"))["sum"] or _NOTHING,
        without_rule=ones.filter(measured=False, rules__isnull=True).count(),
        price=agreement.price,
    )  # fmt: skip


def _sum(rows: Any) -> Decimal:
    return rows.aggregate(sum=Sum("amount"))["sum"] or _NOTHING

"""Reads of the money: balances by source and by budget line, and the summary for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Sum
from django.utils import translation

from sanshe.registry.agreements import queries as agreements
from sanshe.registry.agreements.queries import Agreement
from sanshe.trust.policy.actor import Actor

from ..enums import Flow
from ..models import Entry, Payment

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Balance:
    """A source (``planned``: what it was to give) or a budget line (what it was to cost), in yuan.
    Of a line nothing is received."""

    id: UUID
    name: str
    planned: Decimal
    received: Decimal
    spent: Decimal
    is_line: bool = False

    @property
    def left(self) -> Decimal:
        return (self.planned if self.is_line else self.received) - self.spent

    @property
    def over(self) -> bool:
        """Spent more than there is: a warning, and no more."""
        return self.left < 0


@dataclass(frozen=True, slots=True)
class Books:
    """All of it."""

    sources: list[Balance]
    lines: list[Balance]
    spent_by: dict[tuple[UUID, UUID], Decimal]  # (budget line, source)
    paid: Decimal  # by the purchaser, whether or not it was entered as received

    def crossed(self) -> list[tuple[Balance, list[Decimal]]]:
        """What each budget line took from each source, in their order."""
        return [
            (line, [self.spent_by.get((line.id, one.id), _NOTHING) for one in self.sources])
            for line in self.lines
        ]

    @property
    def received(self) -> Decimal:
        return sum((one.received for one in self.sources), _NOTHING)

    @property
    def spent(self) -> Decimal:
        return sum((one.spent for one in self.sources), _NOTHING)


def books(actor: Actor, agreement: UUID) -> Books:
    """How its money stands. Raises NotFound, also to a stranger."""
    return _books(agreements.get(actor, agreement))


def _books(row: Agreement) -> Books:
    sums: dict[tuple[str, UUID | None, UUID | None], Decimal] = {}
    rows = Entry.objects.filter(agreement=row).order_by()
    for flow, source, line, amount in rows.values_list("flow", "source", "line").annotate(
        Sum("amount")
    ):
        sums[flow, source, line] = amount

    def total(flow: Flow, *, source: UUID | None = None, line: UUID | None = None) -> Decimal:
        return sum(
            (
                amount
                for (which, from_, for_), amount in sums.items()
                if which == flow and source in (None, from_) and line in (None, for_)
            ),
            _NOTHING,
        )

    return Books(
        sources=[
            Balance(one.pk, _named(one), one.amount,
                    total(Flow.RECEIVED, source=one.pk), total(Flow.SPENT, source=one.pk))
            for one in row.sources.order_by("-amount", "name")
        ],
        lines=[
            Balance(one.pk, one.name, one.amount, _NOTHING, total(Flow.SPENT, line=one.pk),
                    is_line=True)
            for one in row.budget.order_by("order")
        ],
        spent_by={
            (line, source): amount
            for (flow, source, line), amount in sums.items()
            if flow == Flow.SPENT and line is not None and source is not None
        },
        paid=_paid(row),
    )  # fmt: skip


def _paid(row: Agreement) -> Decimal:
    rows = Payment.objects.filter(claim__agreement=row)
    return rows.aggregate(sum=Sum("amount"))["sum"] or _NOTHING


def entries(actor: Actor, agreement: UUID) -> list[Entry]:
    """The newest first."""
    row = agreements.get(actor, agreement)
    rows = Entry.objects.filter(agreement=row).select_related("source", "line", "reversal")
    return list(rows.order_by("-on", "-at", "-id"))


def _named(source: Any) -> str:
    """Of which kind and from whom; once where that is the same, also to who reads another language
    than it was typed in."""
    kind = str(source.get_kind_display())
    with translation.override(settings.LANGUAGE_CODE):
        typed = str(source.get_kind_display())
    return kind if source.name in ("", kind, typed) else f"{kind} · {source.name}"


@dataclass(frozen=True, slots=True)
class Summary:
    """What anybody may know of a published agreement's money."""

    price: Decimal
    paid: Decimal
    received: Decimal
    spent: Decimal
    lines: list[Balance]


def public_summary(agreement: Agreement) -> Summary:
    """For the community's page: the caller shows published agreements only."""
    held = _books(agreement)
    return Summary(agreements.price_of(agreement), held.paid, held.received, held.spent, held.lines)

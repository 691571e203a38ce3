"""Reads of payments: each tranche with its gates, what was paid, how late, and what both said."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum
from django.utils import timezone

from sanshe.registry.agreements import queries as agreements
from sanshe.registry.agreements.queries import Agreement, Tranche
from sanshe.trust.policy.actor import Actor

from .. import rules
from ..enums import Side
from ..models import Claim, Payment, Statement
from .gates import Facts, GateView, gates_of, gates_then

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Due:
    """One tranche as it stands. ``amount``: with supplementary agreements, which the last tranche
    carries. ``late``: days, while unpaid up to today."""

    tranche: Tranche
    amount: Decimal
    gates: list[GateView]
    claim: Claim | None
    payments: list[Payment]
    late: int
    statements: dict[Side, list[Statement]]

    @property
    def open(self) -> bool:
        return all(gate.open for gate in self.gates)

    @property
    def paid(self) -> Decimal:
        return sum((one.amount for one in self.payments), _NOTHING)

    @property
    def left(self) -> Decimal:
        return self.amount - self.paid

    @property
    def suppliers_words(self) -> list[Statement]:
        return self.statements.get(Side.SUPPLIER, [])

    @property
    def purchasers_words(self) -> list[Statement]:
        return self.statements.get(Side.PURCHASER, [])


def amount_of(agreement: Agreement, tranche: Tranche) -> Decimal:
    """What a tranche comes to: the last one carries what was added or taken away since."""
    last = max(one.number for one in agreements.tranches_of(agreement))
    if tranche.number != last:
        return tranche.amount
    return tranche.amount + agreements.price_of(agreement) - (agreement.price or _NOTHING)


def left_of(agreement: Agreement, tranche: Tranche) -> Decimal:
    """What may still be paid for it: also never more than the whole price in all."""
    rows = Payment.objects.filter(claim__agreement=agreement)
    all_ = rows.aggregate(sum=Sum("amount"))["sum"] or _NOTHING
    here = rows.filter(claim__tranche=tranche).aggregate(sum=Sum("amount"))["sum"] or _NOTHING
    return min(amount_of(agreement, tranche) - here, agreements.price_of(agreement) - all_)


def left_to_pay(agreement: Agreement, claim: Claim) -> Decimal:
    """What may still be paid for a claim: of its tranche, or of what was agreed at the end."""
    if claim.tranche is not None:
        return left_of(agreement, claim.tranche)
    paid = claim.payments.aggregate(sum=Sum("amount"))["sum"] or _NOTHING
    return claim.closing.amount - paid


def tranches(actor: Actor, agreement: UUID, *, today: date | None = None) -> list[Due]:
    """Every tranche of an agreement. Raises NotFound, also to a stranger."""
    row = agreements.get(actor, agreement)
    day = today or timezone.localdate()
    facts = Facts(actor, row, day)
    asked = Claim.objects.filter(agreement=row, tranche__isnull=False)
    claims = {one.tranche_id: one for one in asked}
    paid: dict[UUID, list[Payment]] = defaultdict(list)
    for one in Payment.objects.filter(claim__agreement=row).order_by("on", "at"):
        paid[one.claim_id].append(one)
    words: dict[UUID, dict[Side, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    said = Statement.objects.filter(tranche__agreement=row).select_related("document")
    for text in said.defer("document__content").order_by("at"):
        words[text.tranche_id][Side(text.side)].append(text)
    found = []
    for tranche in agreements.tranches_of(row):
        claim = claims.get(tranche.pk)
        payments = paid[claim.pk] if claim else []
        amount = amount_of(row, tranche)
        found.append(
            Due(
                tranche,
                amount,
                _gates(facts, tranche, claim),
                claim,
                payments,
                _late(tranche, claim, payments, amount, day),
                words[tranche.pk],
            )
        )
    return found


def _gates(facts: Facts, tranche: Tranche, claim: Claim | None) -> list[GateView]:
    """As they are; of what was approved, as they were then."""
    if claim is not None and claim.opened is not None:
        return gates_then(tranche, claim.opened)
    return gates_of(facts, tranche)


def _late(
    tranche: Tranche, claim: Claim | None, payments: list[Payment], amount: Decimal, today: date
) -> int:
    """Days from when it was due and asked for until it was paid whole, or today."""
    if claim is None:
        return 0
    whole = sum((one.amount for one in payments), _NOTHING) >= amount
    until = max(one.on for one in payments) if whole and payments else today
    return rules.days_late(until, due_on=tranche.due_on, asked_on=claim.asked_on)

"""When everything is accepted and paid, the purchase is settled."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.db.models import Sum
from django.utils import timezone

from sanshe.registry.agreements import actions as agreements
from sanshe.registry.agreements import queries as promised
from sanshe.registry.agreements.enums import State
from sanshe.trust.policy.actor import Actor

from ..models import Payment


def paid_of(agreement: UUID) -> Decimal:
    rows = Payment.objects.filter(claim__agreement=agreement)
    return rows.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)


def settle_if_paid(actor: Actor, agreement: UUID) -> bool:
    """Move it on where it is accepted and paid to the last cent."""
    row = promised.get(actor, agreement)
    if row.state != State.ACCEPTED or row.side:
        return False
    if paid_of(agreement) != promised.price_of(row):
        return False
    agreements.pass_stage(
        actor, agreement=agreement, to=State.SETTLED.value, on=timezone.localdate()
    )
    return True

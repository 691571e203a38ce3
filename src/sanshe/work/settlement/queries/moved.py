"""Reads of money that moved in a span of days, under all agreements of an area."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from sanshe.registry.agreements import queries as agreements
from sanshe.trust.policy.actor import Actor

from ..enums import Flow
from ..models import Entry, Payment


def received_in(actor: Actor, lo: int, hi: int, *, since: date, until: date) -> QuerySet[Entry]:
    """What suppliers wrote down as received, and what they took back of it, under the purchases of
    an area that the actor may read."""
    return Entry.objects.filter(
        agreement__in=_bought(actor, lo, hi),
        flow=Flow.RECEIVED, on__range=(since, until),
    ).select_related("agreement", "source")  # fmt: skip


def paid_in(actor: Actor, lo: int, hi: int, *, since: date, until: date) -> QuerySet[Payment]:
    """What the purchasers of an area paid, of what the actor may read."""
    return Payment.objects.filter(
        claim__agreement__in=_bought(actor, lo, hi),
        on__range=(since, until),
    ).select_related("claim__agreement")


def _bought(actor: Actor, lo: int, hi: int) -> list[UUID]:
    """By number: who may read an agreement is asked in words that name its table."""
    rows = agreements.visible(actor).filter(area__range=(lo, hi))
    return list(rows.order_by().values_list("pk", flat=True))

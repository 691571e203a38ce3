"""What was bought, what money came, what was paid."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet

from sanshe.registry.agreements import queries as agreements
from sanshe.work.settlement import queries as settlement

from .base import Asked, Behind, Rows


def _signed(asked: Asked) -> QuerySet[Any]:
    return agreements.visible(asked.actor).filter(
        area__range=(asked.lo, asked.hi), signed_on__range=(asked.since, asked.as_of)
    )


def _show_signed(rows: list[Any]) -> list[Behind]:
    return [
        Behind("agreement", row.pk, row.name, Decimal(1),
               f"{row.number} {row.purchaser.name}", row.area, row.signed_on)
        for row in rows
    ]  # fmt: skip


def _received(asked: Asked) -> QuerySet[Any]:
    return settlement.received_in(
        asked.actor, asked.lo, asked.hi, since=asked.since, until=asked.as_of
    ).annotate(kind=F("source__kind"))


def _from_whom(row: Any) -> str:
    """Kind, name and voucher; what is the same once."""
    said = (str(row.source.get_kind_display()), row.source.name, row.voucher)
    return " · ".join(dict.fromkeys(said))


def _show_received(rows: list[Any]) -> list[Behind]:
    return [
        Behind("money", row.agreement_id, row.agreement.name, row.amount,
               _from_whom(row),
               row.agreement.area, row.on)
        for row in rows
    ]  # fmt: skip


def _paid(asked: Asked) -> QuerySet[Any]:
    return settlement.paid_in(asked.actor, asked.lo, asked.hi, since=asked.since, until=asked.as_of)


def _show_paid(rows: list[Any]) -> list[Behind]:
    return [
        Behind("payments", row.claim.agreement_id, row.claim.agreement.name, row.amount,
               row.voucher, row.claim.agreement.area, row.on)
        for row in rows
    ]  # fmt: skip


AGREEMENTS = Rows(_signed, _show_signed)
RECEIVED = Rows(_received, _show_received, frozenset({"kind"}), "amount")
PAID = Rows(_paid, _show_paid, amount="amount")

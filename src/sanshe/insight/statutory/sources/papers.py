"""Policy papers of the year."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from ..models import Policy
from .base import Asked, Behind, Rows


def _papers(asked: Asked) -> QuerySet[Any]:
    return Policy.objects.filter(
        area__range=(asked.lo, asked.hi), issued_on__range=(asked.since, asked.as_of),
        withdrawn_at__isnull=True,
    )  # fmt: skip


PAPERS = Rows(
    _papers,
    lambda rows: [
        Behind("policy", row.pk, row.title, Decimal(1), f"{row.issuer} {row.number}".strip(),
               row.area, row.issued_on)
        for row in rows
    ],
    frozenset({"topic"}),
)  # fmt: skip

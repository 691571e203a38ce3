"""Short ways to write into the book."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.ids import new_id
from sanshe.ledger import actions
from sanshe.trust.policy.actor import Actor

from .district import FX, District


def visit(district: District, **other: Any) -> dict[str, Any]:
    """What a good record of one visit yesterday says."""
    start = timezone.now() - timedelta(days=1)
    return {
        "community": FX,
        "agency": district.agency.id,
        "item": district.visiting.id,
        "service": district.service.id,
        "platform": district.station.id,
        "started_at": start,
        "ended_at": start + timedelta(minutes=40),
        "persons": [new_id()],
        "heads": 1,
        "workers": [district.worker.user],
        "quantity": 1,
        "unit": "person_times",
        "source": "visit",
        "source_id": new_id(),
        **other,
    }


def record(district: District, actor: Actor | None = None, **other: Any) -> UUID:
    """One recorded visit by the worker."""
    return actions.record(actor or district.worker, **visit(district, **other))

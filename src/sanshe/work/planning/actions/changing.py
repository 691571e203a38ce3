"""Another organisation runs the platform: the former one no longer sees its plans' lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action, scope
from sanshe.trust.policy.walls import instead

from ..models import PlanLine, RemakeLine, RoundLine


@action(Deed.CARRY_TAKEOVER)
def change_operator(actor: Actor, *, persons: Iterable[UUID], former: UUID) -> int:
    """What was planned for these ``persons`` (all their entries) names them: the former one reads
    it no more. Gives how many lines there were."""
    who, count = list(persons), 0
    with scope(Actor.job("take-over")):
        for model in (PlanLine, RemakeLine, RoundLine):
            rows = model.objects.select_for_update(of=("self",)).filter(
                person__in=who, seen_by__contains=[former]
            )
            held: list[Any] = [row.pk for row in rows.order_by("pk").only("pk")]
            count += model.objects.filter(pk__in=held).update(seen_by=instead(former, None))
    note(actor, Deed.CARRY_TAKEOVER, kind="plan", id=former, lines=count)
    return count

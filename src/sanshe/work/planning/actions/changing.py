"""Another organisation runs the platform: the former one no longer sees its plans' lines."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action, scope

from ..models import PlanLine, RemakeLine, RoundLine


@action(Deed.CARRY_TAKEOVER)
def change_operator(actor: Actor, *, persons: Iterable[UUID], former: UUID) -> int:
    """``persons`` are all entries that are one person. What was planned for them names them: the
    former one reads it no more. Gives how many lines there were."""
    count = 0
    with scope(Actor.job("take-over")):
        for model in (PlanLine, RemakeLine, RoundLine):
            rows = model.objects.select_for_update(of=("self",)).filter(
                person__in=list(persons), seen_by__contains=[former]
            )
            for row in rows.order_by("id"):
                row.seen_by = [org for org in row.seen_by if org != former]
                row.save(update_fields=["seen_by"])
                count += 1
    note(actor, Deed.CARRY_TAKEOVER, kind="plan", id=former, lines=count)
    return count

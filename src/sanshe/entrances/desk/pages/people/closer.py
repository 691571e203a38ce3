"""Visits and plans stand above the register: what names somebody there is kept as close as they."""

from __future__ import annotations

from uuid import UUID

from sanshe.trust.policy.actor import Actor
from sanshe.work.planning import actions as planning
from sanshe.work.visits import actions as visits


def kept_closer(actor: Actor, person: UUID) -> None:
    """Called in the same request as what may have marked somebody confidential or sealed."""
    visits.follow_person(actor, person=person)
    planning.follow_person(actor, person=person)

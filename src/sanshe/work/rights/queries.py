"""What would be handed out, for whoever looks it through first."""

from __future__ import annotations

from uuid import UUID

from sanshe.registry.people import queries as people
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed, Privacy
from sanshe.work.needs import queries as needs
from sanshe.work.visits import queries as visits

from . import rules
from .reading import Package

__all__ = ["MOST", "Package", "holds_sealed", "matters_of"]

MOST = 500
"""Matters, and visits, of one person at most."""


def matters_of(actor: Actor, person: UUID) -> tuple[list[needs.Need], list[needs.Need]]:
    """The matters linked to somebody, as far as the actor sees them: those they told themselves,
    and those that others told."""
    demand(actor, Deed.EXPORT_PERSON)
    ids = people.ids_of(actor, person)
    found = needs.visible(actor).filter(person_id__in=ids).order_by("-heard_at")[:MOST]
    own: list[needs.Need] = []
    others: list[needs.Need] = []
    for need in found:
        (own if rules.told_by_themselves(need) else others).append(need)
    return own, others


def holds_sealed(actor: Actor, person: UUID) -> bool:
    """Whether anything that the actor sees of somebody is sealed."""
    ids = people.ids_of(actor, person)
    rows = (
        people.visible(actor).filter(pk__in=ids),
        needs.visible(actor).filter(person_id__in=ids),
        visits.visible(actor).filter(person_id__in=ids),
    )
    return any(some.filter(privacy=Privacy.SEALED).exists() for some in rows)

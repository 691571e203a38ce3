"""Reads of the policy papers of an area."""

from __future__ import annotations

from uuid import UUID

from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.paging import Page, page_by_id
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed

from ..models import Policy


def policies(actor: Actor, *, after: str = "") -> Page:
    """What the actor's area and the areas in it issued, also what was withdrawn; newest first."""
    demand(actor, Deed.READ_STATUTORY)
    return page_by_id(Policy.objects.filter(area__range=(actor.lo, actor.hi)), after=after)


def policy(actor: Actor, id: UUID) -> Policy:
    """One paper. Raises NotFound, also to a stranger."""
    demand(actor, Deed.READ_STATUTORY)
    row = Policy.objects.filter(pk=id, area__range=(actor.lo, actor.hi)).first()
    if row is None:
        raise NotFound()
    return row

"""Whom a matter is about, as far as the reader may see them."""

from __future__ import annotations

from contextlib import suppress

from sanshe.ground.kit.errors import NotFound
from sanshe.registry.people import queries as people
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed

from ..models import Need


def about(actor: Actor, need: Need) -> people.Card | None:
    """The masked card of whom it is about; None where nobody is linked, and where the register
    does not show them to the actor. A matter opens nobody's page: it holds a key, and the
    register decides anew for each reader whether it fits."""
    if need.person_id is None or not actor.may(Deed.READ_PEOPLE):
        return None
    with suppress(NotFound):
        return people.get(actor, need.person_id)
    return None

"""How many of those who must be visited monthly were reached, place by place: names nobody."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sanshe.ground.kit.places import span_of
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed, Sight
from sanshe.trust.policy.scope import scope

from ..enums import Contact
from ..month import last_of, month_of
from ..roster import elders, with_contacts


class Covered(NamedTuple):
    """One community's month: ``must`` be reached, ``done`` were; ``refused`` want nobody."""

    community: int
    must: int
    done: int
    refused: int


def covered(actor: Actor, *, area: int, month: date) -> list[Covered]:
    """By community. An agency's people: those they see. Others: everybody in the area, also those
    they may not see (a figure names nobody)."""
    demand(actor, Deed.READ_BOARDS)
    month = month_of(month)
    counts: dict[int, list[int]] = {}
    reader = actor if actor.sight == Sight.ORG else Actor.job("boards")
    with scope(reader):
        for one in with_contacts(reader, elders(reader, within=span_of(area)), since=month):
            cell = counts.setdefault(one.community, [0, 0, 0])
            done = any(contact.made for contact in one.between(month, last_of(month)))
            refused = one.wish is not None and one.wish.contact == Contact.NONE and not done
            cell[0] += not refused
            cell[1] += done
            cell[2] += refused
    return [Covered(place, *cell) for place, cell in sorted(counts.items())]

"""Who asked for what of somebody's data, and why: for the organisation that keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sanshe.ground.kit.errors import NotFound
from sanshe.trust.accounts import queries as accounts
from sanshe.trust.audit import queries as audit
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Role
from sanshe.trust.policy.scope import looking_back

from ..enums import Purpose
from ..models import Person
from .seeing import canonical, ids_of, visible

DEEDS = (Deed.REVEAL_PERSON, Deed.KEEP_PEOPLE, Deed.FOLLOW_PERSON, Deed.EXPORT_PERSON)
SHARED = ("shared", "no longer shared")
MOST = 200
"""So many of the newest are read; who asks for more reads the audit itself."""


@dataclass(frozen=True, slots=True)
class Look:
    """One reading or showing. ``to``: the organisation it was shown to from then on."""

    at: datetime
    name: str
    role: str
    org: UUID
    deed: str
    why: str
    to: UUID | None
    ended: bool


def may_look_back(actor: Actor, person: Person) -> bool:
    """Whoever keeps somebody answers to them for who has looked."""
    return actor.may(Deed.KEEP_PEOPLE) and actor.org == person.made_by_org


def looks(actor: Actor, person: UUID, *, limit: int = MOST) -> list[Look] | None:
    """The newest first; None where the actor's organisation does not keep them. Raises NotFound.

    Staff by their names at work, which are public; a relative is not named.
    """
    row = visible(actor).filter(id=canonical(actor, person)).first()
    if row is None:
        raise NotFound()
    if not may_look_back(actor, row):
        return None
    ids = ids_of(actor, row.id)
    with looking_back(ids):
        found = audit.about(
            kind="person", ids=ids, community=row.community, deeds=DEEDS, limit=MOST
        )
    told = [one for one in found if _tells(one)][:limit]
    names = accounts.names_of({one.actor for one in told})
    return [_look(one, names) for one in told]


def _tells(one: audit.Look) -> bool:
    """What was only written or mended, is not a looking."""
    return one.deed != Deed.KEEP_PEOPLE or one.detail.get("did") in SHARED


def _look(one: audit.Look, names: dict[UUID, str]) -> Look:
    code, _, more = one.purpose.partition(" ")
    known = str(Purpose(code).label) if code in Purpose.values else code
    to = one.detail.get("org")
    return Look(
        at=one.at,
        name=names.get(one.actor, ""),
        role=str(Role(one.role).label),
        org=one.org,
        deed=one.deed,
        why=" ".join(filter(None, [known, more])),
        to=UUID(to) if to else None,
        ended=one.detail.get("did") == SHARED[1],
    )

"""The actor: who does it, for which organisation, in which role, over which areas."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from sanshe.ground.kit.errors import NotAllowed, NotFound
from sanshe.ground.kit.ids import NOBODY
from sanshe.ground.kit.places import HIGHEST, LOWEST, span_of

from .enums import Deed, Role, Sight
from .table import TABLE


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody acting. Made by an entrance, never by a module.

    ``user`` is None for a resident without an account; ``org`` is ``NOBODY`` where there is no
    organisation; ``receipt`` is the one receipt number a resident has shown the secret for;
    ``consent`` the one a relative looks by.
    """

    role: Role
    name: str
    user: UUID | None = None
    org: UUID = NOBODY
    lo: int = LOWEST
    hi: int = LOWEST
    receipt: str = ""
    consent: UUID | None = None
    purpose: str = field(default="", compare=False)

    @classmethod
    def staff(cls, *, user: UUID, name: str, role: Role, org: UUID, area: int) -> Actor:
        """A signed-in person in one of their roles; ``area`` is the code they work in."""
        lo, hi = span_of(area)
        return cls(role=Role(role), name=name, user=user, org=org, lo=lo, hi=hi)

    @classmethod
    def resident(cls, *, community: int, receipt: str = "") -> Actor:
        """Somebody without an account: may speak to one community and follow one receipt."""
        return cls(role=Role.RESIDENT, name="", lo=community, hi=community, receipt=receipt)

    @classmethod
    def relative(cls, *, community: int, consent: UUID) -> Actor:
        """Somebody who was allowed to see how one person is; nothing else."""
        return cls(role=Role.RELATIVE, name="", lo=community, hi=community, consent=consent)

    @classmethod
    def job(cls, name: str) -> Actor:
        """The platform itself: set-up, imports, deadlines, mail."""
        return cls(role=Role.JOB, name=name, lo=LOWEST, hi=HIGHEST)

    @property
    def sight(self) -> Sight:
        return TABLE[self.role].sight

    @property
    def sees_sealed(self) -> bool:
        return TABLE[self.role].sealed

    def may(self, deed: Deed) -> bool:
        """Whether the table lets this role do that at all."""
        return deed in TABLE[self.role].deeds

    def covers(self, community: int) -> bool:
        """Whether a place lies inside the areas acted over."""
        return self.lo <= community <= self.hi


def demand(actor: Actor, deed: Deed, *, community: int | None = None) -> None:
    """Raise NotAllowed where the role may not, NotFound where the place is not the actor's."""
    if not actor.may(deed):
        raise NotAllowed()
    if community is not None and not actor.covers(community):
        raise NotFound()

"""Predicates in words."""

from __future__ import annotations

from collections.abc import Iterable

from sanshe.ground.kit.places import span_of
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Role

from .models import Assignment, User

ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
"""The three separate administrators of 等保 level 3 (三员分立)."""

NEVER_GRANTED = frozenset({Role.RESIDENT, Role.RELATIVE, Role.JOB})
GRANTED = tuple(role for role in Role if role not in NEVER_GRANTED)


def is_the_platform(actor: Actor) -> bool:
    """Set-up and commands on the server itself."""
    return actor.role == Role.JOB


def keeps_area(actor: Actor, area: int) -> bool:
    """Whether an area lies wholly inside the actor's."""
    lo, hi = span_of(area)
    return actor.lo <= lo and hi <= actor.hi


def may_keep(actor: Actor, user: User, held: Iterable[Assignment]) -> bool:
    """An account is kept by an administrator whose area holds all that it may do: otherwise a
    district's administrator could take over a province's account by a new password."""
    return all(keeps_area(actor, assignment.area) for assignment in held)


def stay_apart(roles: Iterable[str]) -> bool:
    """Whether one person may hold these roles at the same time: an administrator is nothing
    else."""
    held = set(roles)
    return len(held) < 2 or not held & ADMINISTRATORS

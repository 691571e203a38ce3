"""Who may see and change what is kept of a person: predicates in words."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import OPEN, Privacy, Sight
from sanshe.trust.policy.walls import Walled


def may_see(actor: Actor, about: Walled) -> bool:
    """Whether a person or household is shown to the actor at all. The committee sees the open
    ones of its area; an agency those it is part of; the platform's own jobs everybody."""
    if actor.sight == Sight.ALL:
        return True
    if not actor.covers(about.community):
        return False
    if actor.sight == Sight.AREA:
        return about.privacy in OPEN
    return (
        actor.sight == Sight.ORG
        and actor.org in about.seen_by
        and (about.privacy != Privacy.SEALED or actor.sees_sealed)
    )


def may_reveal(actor: Actor, person: Walled) -> bool:
    """Whether the actor may read phone and address: a person's act, never a job's."""
    return actor.user is not None and may_see(actor, person)


def may_keep_so(actor: Actor, privacy: str) -> bool:
    """Whether the actor may keep a person under this privacy: a committee only openly."""
    return privacy in OPEN or actor.sight == Sight.ORG


def most_private(levels: Iterable[str]) -> str:
    """The strictest of some privacies: the one a household takes."""
    order = [Privacy.NORMAL, Privacy.THIRD_PARTY, Privacy.CONFIDENTIAL, Privacy.SEALED]
    return max((Privacy(level) for level in levels), key=order.index, default=Privacy.NORMAL)


def together(*groups: Iterable[UUID]) -> list[UUID]:
    """The organisations of all groups, each once, in order."""
    return list(dict.fromkeys(org for group in groups for org in group))

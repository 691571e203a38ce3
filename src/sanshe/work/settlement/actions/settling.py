"""Counting the book against the agreements: what is new, or everything where a promise changed."""

from __future__ import annotations

from uuid import UUID

from sanshe.ledger import queries as ledger
from sanshe.ledger.queries import Chain
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import counting


@action(Deed.SETTLE)
def settle(actor: Actor, *, chain: Chain) -> int:
    """Count what came to one organisation's chain in one county; gives how many records were
    decided. Safe to lose and to repeat: a verdict depends on the book and the rules alone."""
    decided = counting.count(actor, chain)
    note(
        actor, Deed.SETTLE, kind="chain", id=chain.agency, community=chain.county, upto=chain.seq,
        decided=decided,
    )  # fmt: skip
    return decided


@action(Deed.SETTLE)
def touch_person(actor: Actor, *, person: UUID) -> int:
    """A day of death became known, or was taken back: whatever names them is decided anew.
    Called by whoever marked it; gives how many records were looked at."""
    decided = 0
    for chain, ids in ledger.of_person(actor, person):
        decided += counting.again(actor, chain, ids)
    note(actor, Deed.SETTLE, kind="person", id=person, decided=decided)
    return decided

"""What is written: the fold of what came into the book, what counties' boards told, and how far a
recount is."""

from __future__ import annotations

from uuid import UUID

from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from . import folding, keeping, recounting
from .folding import Fold

__all__ = ["begin_recount", "fold", "read_county", "recount_step"]


@action(Deed.FOLD_BOARDS)
def fold(actor: Actor) -> Fold:
    """Add what the book's new entries moved to the boards of every level. Safe to lose, to repeat
    and to run twice at once: each entry is added once."""
    done = folding.fold()
    note(actor, Deed.FOLD_BOARDS, kind="boards", chains=done.chains, entries=done.entries)
    return done


@action(Deed.FOLD_BOARDS)
def read_county(actor: Actor, *, county: int) -> int | None:
    """Keep what a county's board tells of its matters and elders, for the boards above; how many
    figures, None where another process is reading."""
    kept = keeping.read(actor, county)
    note(actor, Deed.FOLD_BOARDS, kind="boards", county=county, kept=kept)
    return kept


@action(Deed.VERIFY_CHAINS)
def begin_recount(actor: Actor) -> UUID:
    """Begin to count the boards again, or go on with what was left unfinished; gives its number."""
    run = recounting.begin()
    note(actor, Deed.VERIFY_CHAINS, kind="boards", id=run)
    return run


@action(Deed.VERIFY_CHAINS)
def recount_step(actor: Actor, *, run: UUID) -> int | None:
    """Count one county again: how many figures differ, None where no county is left. Any number of
    processes may take steps at once; one that dies leaves its step to another."""
    differ = recounting.step(run)
    note(actor, Deed.VERIFY_CHAINS, kind="boards", id=run, differ=differ)
    return differ

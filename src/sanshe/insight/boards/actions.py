"""The one write: folding upward what came into the book. The jobs call it twice a second."""

from __future__ import annotations

from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from . import folding
from .folding import Fold

__all__ = ["fold"]


@action(Deed.FOLD_BOARDS)
def fold(actor: Actor) -> Fold:
    """Add what the book's new entries moved to the boards of every level. Safe to lose, to repeat
    and to run twice at once: each entry is added once."""
    done = folding.fold()
    note(actor, Deed.FOLD_BOARDS, kind="boards", chains=done.chains, entries=done.entries)
    return done

"""How much waits. Counted to a hundred and no further: more is "99+" on every page anyway."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed

from .. import rules
from ..enums import State
from .matter import visible

CAP = 100


@dataclass(frozen=True, slots=True)
class Counts:
    """What waits for the actor's organisation, each up to ``CAP``."""

    waiting: int
    at_once: int
    overdue: int


def counts(actor: Actor) -> Counts:
    """Three short walks along the queue's index."""
    demand(actor, Deed.READ_NEEDS)
    rows = visible(actor).filter(waits_for=actor.org).exclude(state=State.CLOSED).order_by()
    now = timezone.now()
    return Counts(
        waiting=rows[:CAP].count(),
        at_once=rows.filter(turn__lt=now - rules.BEFORE_ALL / 2)[:CAP].count(),
        overdue=rows.filter(turn__lt=now, due_at__lt=now)[:CAP].count(),
    )


def count_open(actor: Actor) -> int:
    """How many matters wait for the actor's organisation, up to ``CAP``."""
    demand(actor, Deed.READ_NEEDS)
    rows = visible(actor).filter(waits_for=actor.org).exclude(state=State.CLOSED)
    return rows.order_by()[:CAP].count()

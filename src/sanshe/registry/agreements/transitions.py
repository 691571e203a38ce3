"""How a purchase moves: the table the steps keep to, drawn in ``docs/states.md``."""

from __future__ import annotations

from typing import NamedTuple

from .enums import Side, State


class Move(NamedTuple):
    """From a state to the next, and the action that takes it there."""

    start: State
    to: State
    by: str


MOVES: tuple[Move, ...] = (
    Move(State.IDEA, State.NEED_SURVEY, "advance"),
    Move(State.NEED_SURVEY, State.CATALOGUE_CHECK, "advance"),
    Move(State.CATALOGUE_CHECK, State.BUDGETED, "advance"),
    Move(State.BUDGETED, State.REQUIREMENT_PUBLISHED, "advance"),
    Move(State.REQUIREMENT_PUBLISHED, State.PROCUREMENT, "advance"),
    Move(State.PROCUREMENT, State.EVALUATED, "advance"),
    Move(State.EVALUATED, State.AWARDED, "award"),
    Move(State.AWARDED, State.CONTRACTED, "sign"),
    Move(State.CONTRACTED, State.IN_FORCE, "advance"),
    Move(State.IN_FORCE, State.MIDTERM_REVIEWED, "publish_review"),
    Move(State.IN_FORCE, State.FINAL_REVIEWED, "publish_review"),
    Move(State.MIDTERM_REVIEWED, State.FINAL_REVIEWED, "publish_review"),
    Move(State.FINAL_REVIEWED, State.ACCEPTED, "close_acceptance"),
    Move(State.ACCEPTED, State.SETTLED, "pay"),
    Move(State.SETTLED, State.ARCHIVED, "archive"),
)
"""A purchase without a mid-term review goes on without one."""

CLICKED = frozenset(move.to for move in MOVES if move.by == "advance")
EARNED = frozenset(
    move.to for move in MOVES if move.by in ("publish_review", "close_acceptance", "pay")
)
"""Steps that are earned (reviews, acceptance, payment), not clicked."""

FOR_GOOD = (Side.FAILED_BID, Side.TERMINATED)
"""What ended so is never lifted; it is archived where it stood."""

FOR_A_WHILE = (Side.DISPUTED, Side.SUSPENDED)

STOPPABLE = tuple(State)[: tuple(State).index(State.SETTLED)]
"""States in which a purchase may still be stopped: what is settled is over."""


def follows(now: str, then: str) -> bool:
    """Whether a step comes next."""
    return any(move.start == now and move.to == then for move in MOVES)

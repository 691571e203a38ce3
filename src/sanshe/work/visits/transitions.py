"""How a visit and an escort move on: the one table the actions go by and the docs are drawn from.

The ladder's moves are in ``ladders.py``, with its time limits.
"""

from __future__ import annotations

from typing import NamedTuple

from sanshe.ground.kit.errors import OutOfDate

from .enums import VisitState


class Move(NamedTuple):
    """From a state, by an action, to a state."""

    start: str
    by: str
    to: str


VISIT = (
    Move(VisitState.PLANNED, "record", VisitState.RECORDED),
    Move(VisitState.PLANNED, "cancel", VisitState.CANCELLED),
    Move(VisitState.RECORDED, "correct", VisitState.RECORDED),
)
ESCORT = (
    Move("planned", "depart", "out"),
    Move("out", "home", "home"),
)


def after(state: str, by: str, *, table: tuple[Move, ...] = VISIT) -> str:
    """Where it stands after an action. Raises OutOfDate where that cannot be done now: somebody
    else was faster."""
    for move in table:
        if (move.start, move.by) == (state, by):
            return move.to
    raise OutOfDate()

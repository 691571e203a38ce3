"""From where to where a take-over goes: the one table. The actions ask it, and
``docs/states.md`` is drawn from it (``python -m tools.states``)."""

from __future__ import annotations

from typing import NamedTuple

from .enums import State, Step
from .errors import NotNow


class Move(NamedTuple):
    """From a state, by a step, to a state."""

    start: str
    by: str
    to: str


UNTIL_THE_DAY = (State.ANNOUNCED, State.PREPARING, State.FAREWELL, State.READY)
AT_WORK = (State.PREPARING, State.FAREWELL, State.READY)
"""While lists may be added to."""

MOVES = (
    Move(State.ANNOUNCED, Step.DRAWN, State.PREPARING),
    *(Move(state, Step.DRAWN, State.PREPARING) for state in AT_WORK),
    Move(State.PREPARING, Step.LISTED, State.FAREWELL),
    Move(State.FAREWELL, Step.TOLD, State.READY),
    Move(State.FAREWELL, Step.BACK, State.PREPARING),
    Move(State.READY, Step.BACK, State.PREPARING),
    Move(State.READY, Step.SIGNED, State.READY),
    Move(State.READY, Step.HANDED_OVER, State.HANDED_OVER),
    Move(State.HANDED_OVER, Step.LOOKED_BACK, State.CLOSED),
    *(Move(state, Step.BROKEN_OFF, State.BROKEN_OFF) for state in UNTIL_THE_DAY),
)


def after(state: str, by: str) -> State:
    """Where it stands after a step. Raises NotNow where that cannot be done now."""
    for move in MOVES:
        if (move.start, move.by) == (state, by):
            return State(move.to)
    raise NotNow(state=State(state).label)

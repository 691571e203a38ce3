"""How a case moves on: the one table the actions go by and ``docs/states.md`` is drawn from."""

from __future__ import annotations

from typing import NamedTuple

from .enums import RUNNING, CaseState
from .errors import NotThisFar


class Move(NamedTuple):
    """From a state, by an action, to a state."""

    start: str
    by: str
    to: str


MOVES = (
    Move(CaseState.OPEN, "assess", CaseState.OPEN),
    Move(CaseState.OPEN, "plan", CaseState.PLANNED),
    Move(CaseState.OPEN, "contact", CaseState.OPEN),
    Move(CaseState.PLANNED, "contact", CaseState.WORKING),
    Move(CaseState.WORKING, "contact", CaseState.WORKING),
    Move(CaseState.CLOSED, "contact", CaseState.CLOSED),  # the follow-up after the end
    Move(CaseState.PLANNED, "review", CaseState.PLANNED),
    Move(CaseState.WORKING, "review", CaseState.WORKING),
    Move(CaseState.WORKING, "close", CaseState.CLOSED),
    *(
        Move(state, by, to)
        for state in RUNNING
        for by, to in (
            ("refer", state), ("declined", state),
            ("accepted", CaseState.ENDED), ("end", CaseState.ENDED),
        )
    ),
)  # fmt: skip


def after(state: str, by: str) -> str:
    """Where a case stands after an action. Raises NotThisFar where it cannot be done now."""
    for move in MOVES:
        if (move.start, move.by) == (state, by):
            return move.to
    raise NotThisFar()

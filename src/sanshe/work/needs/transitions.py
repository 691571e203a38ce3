"""From where to where a matter goes, step by step: the one table. ``steps.keep`` refuses to write
a change of state that is not in it, ``steps.standing`` asks it, and ``docs/states.md`` is drawn
from it (``python -m tools.states``).

A step that is not named here leaves the matter standing where it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .enums import State, Step

START = ""
"""Before it is heard."""
HEARD, SORTED, DISPATCHED, ANSWERED, CLOSED = State
OPEN_STATES = (HEARD, SORTED, DISPATCHED, ANSWERED)
AT_WORK_AGAIN = (DISPATCHED, SORTED)
"""Back to whoever led it; what never had a lead goes back to its desk."""


@dataclass(frozen=True, slots=True)
class Move:
    """A step may be made from ``froms``; it leads to one of ``to``, or leaves it there (empty)."""

    froms: tuple[str, ...]
    to: tuple[str, ...] = ()

    def allows(self, before: str, after: str) -> bool:
        return before in self.froms and after in (self.to or (before,))


MOVES: dict[Step, tuple[Move, ...]] = {
    Step.HEARD: (Move((START,), (HEARD,)),),
    Step.SORTED: (Move((HEARD, SORTED), (SORTED,)),),
    Step.DISPATCHED: (Move((SORTED, DISPATCHED), (DISPATCHED,)),),
    Step.REFERRED: (Move((SORTED, DISPATCHED), (DISPATCHED,)),),
    Step.ASKED_BACK: (Move((DISPATCHED,)),),
    Step.RETURNED: (Move((DISPATCHED,), (SORTED,)),),
    Step.RECALLED: (Move((DISPATCHED,), (SORTED,)),),
    Step.PAUSED: (Move((DISPATCHED,)),),
    Step.RESUMED: (Move((DISPATCHED,)),),
    Step.DISPUTED: (Move((DISPATCHED,)),),
    Step.APPEALED: (Move(OPEN_STATES),),
    Step.DECIDED: (Move(OPEN_STATES), Move(OPEN_STATES, (DISPATCHED,))),
    Step.HIDDEN: (Move((DISPATCHED, ANSWERED)), Move((DISPATCHED, ANSWERED), (SORTED,))),
    Step.ANSWERED: (Move((DISPATCHED,), (ANSWERED,)),),
    Step.VISITED: (
        Move((*OPEN_STATES, CLOSED)),
        Move((DISPATCHED,), (ANSWERED,)),
        Move((ANSWERED,), AT_WORK_AGAIN),  # it was written down wrongly: nobody was met
    ),
    Step.ATTEMPT: (Move((ANSWERED,)),),
    Step.CONFIRMED: (Move((DISPATCHED, ANSWERED), (CLOSED,)),),
    Step.NOT_SOLVED: (Move((*OPEN_STATES, CLOSED)), Move((ANSWERED, CLOSED), AT_WORK_AGAIN)),
    Step.REOPENED: (Move((CLOSED,), AT_WORK_AGAIN),),
    Step.CLOSED: (Move((HEARD, SORTED, ANSWERED), (CLOSED,)),),
    Step.LASTING: (Move((CLOSED,)), Move((CLOSED,), AT_WORK_AGAIN)),
    Step.SPLIT: (Move((HEARD, SORTED)),),
    Step.JOINED: (Move(OPEN_STATES, OPEN_STATES),),
    Step.FOLLOWED: (Move((*OPEN_STATES, CLOSED), (*OPEN_STATES, CLOSED)),),
    Step.UNJOINED: (Move((*OPEN_STATES, CLOSED)),),
    Step.TAKEN_OVER: (Move(OPEN_STATES), Move((DISPATCHED,), (SORTED,))),
    Step.CHECKED: (Move((CLOSED,)), Move((CLOSED,), AT_WORK_AGAIN)),
}


def froms(step: Step) -> tuple[str, ...]:
    """The states in which a step may be made."""
    return tuple(dict.fromkeys(state for move in MOVES[step] for state in move.froms))


def allowed(steps: Iterable[str], before: str, after: str) -> bool:
    """Whether one of these steps may carry a matter from ``before`` to ``after``."""
    declared = [MOVES.get(Step(step)) for step in steps]
    if before == after and None in declared:
        return True
    return any(move.allows(before, after) for moves in declared if moves for move in moves)

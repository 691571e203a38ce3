"""Law: how matters and visits move is drawn from the code, and the drawing is up to date."""

from __future__ import annotations

from tools import states

from sanshe.work.needs import transitions
from sanshe.work.needs.enums import State, Step


def test_the_drawing_is_up_to_date():
    assert states.OUT.read_text(encoding="utf-8") == states.page(), "run python -m tools.states"


def test_closing_takes_the_residents_word_or_counted_attempts():
    """No other step than these leads to the end; what they ask for is shown where they are made.
    What was joined to another follows that one, whose resident says the word."""
    ends = {step for step, moves in transitions.MOVES.items()
            for move in moves if State.CLOSED in move.to}  # fmt: skip
    assert ends == {Step.CONFIRMED, Step.CLOSED, Step.FOLLOWED}


def test_every_state_can_be_left_again():
    for state in State:
        assert any(state in move.froms and set(move.to) - {state}
                   for moves in transitions.MOVES.values() for move in moves), state  # fmt: skip

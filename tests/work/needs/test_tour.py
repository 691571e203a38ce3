"""A guided tour beside the random one of ``test_no_path_loses_one``: whatever chance leaves out,
every step and every end was really reached, with the same promises asked after each."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from sanshe.work.needs.enums import ClosedHow, Step
from sanshe.work.needs.transitions import MOVES
from tests.work.needs.test_no_path_loses_one import Matter

ELSEWHERE = {Step.SPLIT, Step.JOINED, Step.FOLLOWED, Step.UNJOINED, Step.CHECKED,
             Step.TAKEN_OVER}  # fmt: skip
"""Steps that take a second matter (test_two_in_one), a drawn sample (test_after) or another agency
(tests/work/takeover)."""

SORTED = ("sort", "desk", "need", "P2", "normal")
SENT = ("dispatch", "desk", "agency")
TOURS: dict[str, tuple[tuple[object, ...], ...]] = {
    "nobody is reached": (
        SORTED, SENT, ("answer", "lead"), ("close_unreached", "desk", "refused"),
        *[("reach", "desk", False), ("a_night_passes",)] * 3, ("close_unreached", "desk"),
        ("reopen", "holder"), ("answer", "lead"), ("confirm", "holder"),
    ),
    "praise is passed on": (("sort", "desk", "praise", "P4", "normal"), ("pass_on", "desk")),
    "to and fro": (
        SORTED, SENT, ("recall", "desk"), SENT, ("send_back", "lead"), SENT,
        ("send_back", "lead", "refused"), ("dispute", "lead"),
        ("decide", "decider", "instructs", "agency"), ("send_back", "lead", "refused"),
        ("appeal", "holder", "bounced"), ("decide", "decider", "declined", "agency"),
        ("pause", "lead", 3), ("resume", "lead"), ("raise_privacy", "lead", "confidential"),
        ("visit", "lead", "done"), ("not_solved", "holder"), ("visit", "lead", "done"),
        ("confirm", "holder"), ("four_weeks_pass", False, "holder"), ("answer", "lead"),
    ),
    "somebody outside": (
        SORTED, ("hand_over", "desk"), ("ask_back", "desk", "going"), ("ask_back", "desk", "done"),
        ("answer", "desk"), ("confirm", "holder"),
    ),
}  # fmt: skip


def walk(matter: Matter, tour: Iterable[tuple[object, ...]]) -> set[str]:
    """Each step is made (or, where it says so, refused); gives what the story tells."""
    for name, *said in tour:
        refused = bool(said) and said[-1] == "refused"
        before = matter.steps
        getattr(matter, str(name))(*(said[:-1] if refused else said))
        made = matter.steps > before
        assert name == "a_night_passes" or made is not refused, (name, said)
        matter.promises_hold()
    story = matter.story()
    return {line.step for line in story} | {
        line.data["how"] for line in story if line.step in (Step.CLOSED, Step.CONFIRMED)
    }


@pytest.fixture
def reached(district, monkeypatch):
    Matter.district, Matter.monkeypatch = district, monkeypatch
    found: set[str] = set()
    for tour in TOURS.values():
        matter = Matter()
        found |= walk(matter, tour)
        matter.teardown()
    return found


def test_every_step_and_every_end_is_reached(reached):
    assert set(MOVES) - ELSEWHERE <= reached, set(MOVES) - ELSEWHERE - reached
    ends = {ClosedHow.RESIDENT, ClosedHow.UNREACHED, ClosedHow.PASSED_ON}
    assert ends <= reached, ends - reached

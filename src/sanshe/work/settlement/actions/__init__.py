"""Writes: counting the book against what was promised; judging, hearing, accepting, paying."""

from .accepting import (
    answer_objection,
    close_acceptance,
    judge_line,
    notice,
    object_to,
    open_acceptance,
    renew_survey,
    take_paper,
)
from .archiving import archive
from .asking import answer_slip, ask, close_survey, give_slip, open_survey
from .closing import answer_closing, ask_closing
from .money import enter, take_back
from .paying import approve, claim, pay, state
from .reviewing import (
    check_file,
    declare,
    draw_files,
    give_points,
    invite,
    open_review,
    publish_review,
)
from .settling import settle, touch_person

__all__ = [
    "answer_closing", "answer_objection", "answer_slip", "approve", "archive", "ask",
    "ask_closing", "check_file", "claim", "close_acceptance", "close_survey", "declare",
    "draw_files", "enter", "give_points", "give_slip", "invite", "judge_line", "notice",
    "object_to", "open_acceptance", "open_review", "open_survey", "pay", "publish_review",
    "renew_survey", "settle", "state", "take_back", "take_paper", "touch_person",
]  # fmt: skip

"""Writes: one file for each part of a matter's life."""

from __future__ import annotations

from ..lessons import forget as forget_lessons
from .answering import answer, note, thank
from .changing import change_operator, pass_closed
from .checking import check, draw_checks
from .closing import attempt, close_unreached, confirm, not_solved, pass_on, reopen
from .complaining import complain
from .dispatching import dispatch, send_back
from .hearing import Heard, hear
from .hiding import raise_privacy
from .joining import join, unjoin
from .lasting import ask_lasting, say_lasting
from .naming import link_person, register_person, unlink_person
from .pausing import pause, resume, resume_due
from .recalling import recall
from .referring import ask_back, hand_over, remind_ask_back
from .reminding import remind_overdue, remind_rulings, warn_soon
from .revealing import reveal_contact
from .ruling import appeal, decide, dispute
from .sorting import sort
from .splitting import split
from .viewing import drop_view, keep_view, rename_view
from .visiting import note_visit
from .withdrawing import withdraw

__all__ = [
    "Heard",
    "answer",
    "appeal",
    "ask_back",
    "ask_lasting",
    "attempt",
    "change_operator",
    "check",
    "close_unreached",
    "complain",
    "confirm",
    "decide",
    "dispatch",
    "dispute",
    "draw_checks",
    "drop_view",
    "forget_lessons",
    "hand_over",
    "hear",
    "join",
    "keep_view",
    "link_person",
    "not_solved",
    "note",
    "note_visit",
    "pass_closed",
    "pass_on",
    "pause",
    "raise_privacy",
    "recall",
    "register_person",
    "remind_ask_back",
    "remind_overdue",
    "remind_rulings",
    "rename_view",
    "reopen",
    "resume",
    "resume_due",
    "reveal_contact",
    "say_lasting",
    "send_back",
    "sort",
    "split",
    "thank",
    "unjoin",
    "unlink_person",
    "warn_soon",
    "withdraw",
]  # fmt: skip

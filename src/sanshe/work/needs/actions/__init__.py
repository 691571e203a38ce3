"""Writes: one file for each part of a matter's life."""

from __future__ import annotations

from .answering import answer, note, thank
from .closing import attempt, close_unreached, confirm, not_solved, pass_on, reopen
from .dispatching import dispatch, send_back
from .hearing import Heard, hear
from .naming import link_person, register_person, unlink_person
from .reminding import remind_overdue
from .revealing import reveal_contact
from .sorting import sort
from .visiting import note_visit
from .withdrawing import withdraw

__all__ = [
    "Heard", "answer", "attempt", "close_unreached", "confirm", "dispatch", "hear", "link_person",
    "not_solved", "note", "note_visit", "pass_on", "register_person", "remind_overdue", "reopen",
    "reveal_contact", "send_back", "sort", "thank", "unlink_person", "withdraw",
]  # fmt: skip

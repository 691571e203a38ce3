"""Writes of a take-over, one file for each part of its way."""

from .announcing import announce, announce_agreement, break_off, send_back
from .asking import answer_online, ask, tell
from .listing import (
    add_thing,
    assign,
    decide,
    draw,
    drop_thing,
    finish_farewell,
    finish_lists,
    introduce,
    meet_thing,
    write_farewell,
)
from .signing import look_back, remind, sign

__all__ = [
    "add_thing",
    "announce",
    "announce_agreement",
    "answer_online",
    "ask",
    "assign",
    "break_off",
    "decide",
    "draw",
    "drop_thing",
    "finish_farewell",
    "finish_lists",
    "introduce",
    "look_back",
    "meet_thing",
    "remind",
    "send_back",
    "sign",
    "tell",
    "write_farewell",
]

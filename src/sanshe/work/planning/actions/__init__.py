"""Writes of planning, one file per use case."""

from .changing import change_operator
from .making import accept, drop, fill, make, move_line, take_out
from .narrowing import follow_person
from .remaking import remake, undo
from .rounds import close_round, open_round, ring_overdue, tick
from .staffing import keep_hours, take_back
from .tiers import set_policy
from .wishing import end_mark, keep_mark, keep_wish

__all__ = [
    "accept",
    "change_operator",
    "close_round",
    "drop",
    "end_mark",
    "fill",
    "follow_person",
    "keep_hours",
    "keep_mark",
    "keep_wish",
    "make",
    "move_line",
    "open_round",
    "remake",
    "ring_overdue",
    "set_policy",
    "take_back",
    "take_out",
    "tick",
    "undo",
]

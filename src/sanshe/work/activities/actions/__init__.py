"""Writes of the activities, one file per use case."""

from .closing import cancel, close
from .correcting import correct
from .listing import enrol, let_come, make, part_with
from .planning import add_session, change, drop_session, plan
from .recording import bear_out, record

__all__ = [
    "add_session",
    "bear_out",
    "cancel",
    "change",
    "close",
    "correct",
    "drop_session",
    "enrol",
    "let_come",
    "make",
    "part_with",
    "plan",
    "record",
]

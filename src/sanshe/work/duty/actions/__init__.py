"""Writes: the alarm, the roster, the end of a shift."""

from __future__ import annotations

from .handing import accept, hand_over
from .raising import follow, raise_alarm
from .ringing import ring
from .roster import Copied, add_shift, change_shift, copy_week, remove_shift, swap
from .taking import hand_on, report, stand_down, take

__all__ = [
    "Copied", "accept", "add_shift", "change_shift", "copy_week", "follow", "hand_on",
    "hand_over", "raise_alarm", "remove_shift", "report", "ring", "stand_down", "swap", "take",
]  # fmt: skip

"""Writes: one file for each way in."""

from __future__ import annotations

from .hearing import take_in
from .lists import drop_line, hear_some, mend_line, open_list, undo_some
from .orders import Brought, bring_order, return_order, tell_hotline
from .photos import add_photo, forget_old, take_photo_back

__all__ = [
    "Brought", "add_photo", "bring_order", "drop_line", "forget_old", "hear_some", "mend_line",
    "open_list", "return_order", "take_in", "take_photo_back", "tell_hotline", "undo_some",
]  # fmt: skip

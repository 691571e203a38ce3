"""Reads of what comes with matters, and of lists."""

from __future__ import annotations

from .. import rows
from ..orders import ORDER_COLUMNS, raw_orders, read_order
from ..pictures import MAX_MEGABYTES as PHOTO_MEGABYTES
from ..rules import MOST_PHOTOS, UNDO_HOURS
from .callers import Caller, callers
from .lists import Line, Progress, any_old, lines, list_of, lists, progress
from .matter import Beside, beside, photo, photos_of
from .orders import OrderRow, Reply, orders, replies

LIST_COLUMNS = rows.COLUMNS

__all__ = [
    "LIST_COLUMNS", "MOST_PHOTOS", "ORDER_COLUMNS", "PHOTO_MEGABYTES", "UNDO_HOURS", "Beside",
    "Caller", "Line", "OrderRow", "Progress", "Reply", "any_old",
    "beside", "callers", "lines", "list_of",
    "lists", "orders", "photo", "photos_of", "progress", "raw_orders", "read_order", "replies",
]  # fmt: skip

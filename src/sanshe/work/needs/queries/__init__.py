"""Reads about residents' matters. Each returns only what the actor may see."""

from __future__ import annotations

from ..hotlines import HOTLINES, Hotline, hotlines_for
from .counts import Counts, count_open, counts
from .follow import follow
from .matter import Line, get, held, mine, story, visible
from .queue import Filters, Row, queue

__all__ = [
    "HOTLINES", "Counts", "Filters", "Hotline", "Line", "Row", "count_open", "counts", "follow",
    "get", "held", "hotlines_for", "mine", "queue", "story", "visible",
]  # fmt: skip

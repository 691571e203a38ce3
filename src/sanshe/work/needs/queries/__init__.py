"""Reads about residents' matters. Each returns only what the actor may see."""

from __future__ import annotations

from ..hotlines import HOTLINES, Hotline, hotlines_for
from ..models import Need
from ..sorting import Reading, read
from ..sorting.proposal import Proposal, signs_in
from .counts import Counts, count_open, counts
from .follow import follow
from .matter import Line, get, held, mine, story, visible
from .offers import offers
from .persons import about
from .queue import Filters, Row, queue

__all__ = [
    "HOTLINES", "Counts", "Filters", "Hotline", "Line", "Need", "Proposal", "Reading", "Row",
    "about", "count_open", "counts", "follow", "get", "held", "hotlines_for", "mine", "offers",
    "queue", "read", "signs_in", "story", "visible",
]  # fmt: skip

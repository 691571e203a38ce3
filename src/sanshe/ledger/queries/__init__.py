"""Reads of the book."""

from __future__ import annotations

from ..rules import may_confirm, may_dispute, may_reverse
from .figures import (
    GROUPS,
    Choices,
    Figure,
    choices,
    persons_reached,
    tallies,
    total,
)
from .filters import Filters
from .lines import MOST_EXPORTED, Line, Said, entries, entry, export
from .readings import Difference
from .shut import SMALLEST, are_shut
from .whole import Report, recount, verify

__all__ = [
    "GROUPS",
    "MOST_EXPORTED",
    "SMALLEST",
    "Choices",
    "Difference",
    "Figure",
    "Filters",
    "Line",
    "Report",
    "Said",
    "are_shut",
    "choices",
    "entries",
    "entry",
    "export",
    "may_confirm",
    "may_dispute",
    "may_reverse",
    "persons_reached",
    "recount",
    "tallies",
    "total",
    "verify",
]

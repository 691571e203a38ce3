"""Reads of the book."""

from __future__ import annotations

from ..rules import may_confirm, may_dispute, may_reverse
from .facts import Chain, Fact, chains, ends, facts, of_person, touched
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
from .lines import MOST_EXPORTED, Line, Said, entries, entry, export, several
from .readings import Difference
from .shut import SMALLEST, are_shut
from .whole import Report, recount, verify

__all__ = [
    "GROUPS",
    "MOST_EXPORTED",
    "SMALLEST",
    "Chain",
    "Choices",
    "Difference",
    "Fact",
    "Figure",
    "Filters",
    "Line",
    "Report",
    "Said",
    "are_shut",
    "chains",
    "choices",
    "ends",
    "entries",
    "entry",
    "export",
    "facts",
    "may_confirm",
    "may_dispute",
    "may_reverse",
    "of_person",
    "persons_reached",
    "recount",
    "several",
    "tallies",
    "total",
    "touched",
    "verify",
]

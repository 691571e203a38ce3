"""Reads of the boards: one question a board, each actor exactly their part."""

from __future__ import annotations

from ..shading import SMALLEST
from .answers import (
    Answers,
    AsOf,
    Coverage,
    answers,
    as_of,
    counties_to_read,
    coverage,
    month_covered,
)
from .asking import level_of, own
from .promised import BY_PROMISES, Promises, PromisesBoard, promises
from .services import BY, Board, Line, View, answerable, anything_to_fold, recounted, services

__all__ = [
    "BY",
    "BY_PROMISES",
    "SMALLEST",
    "Answers",
    "AsOf",
    "Board",
    "Coverage",
    "Line",
    "Promises",
    "PromisesBoard",
    "View",
    "answerable",
    "answers",
    "anything_to_fold",
    "as_of",
    "counties_to_read",
    "coverage",
    "level_of",
    "month_covered",
    "own",
    "promises",
    "recounted",
    "services",
]  # fmt: skip

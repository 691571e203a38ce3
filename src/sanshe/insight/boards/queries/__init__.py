"""Reads of the boards: one question a board, each actor exactly their part."""

from __future__ import annotations

from ..shading import SMALLEST
from .answers import Answers, Coverage, answers, coverage, is_narrow
from .asking import level_of, own
from .promised import BY_PROMISES, Promises, PromisesBoard, promises
from .services import BY, Board, Line, View, answerable, anything_to_fold, recounted, services

__all__ = [
    "BY",
    "BY_PROMISES",
    "SMALLEST",
    "Answers",
    "Board",
    "Coverage",
    "Line",
    "Promises",
    "PromisesBoard",
    "View",
    "answerable",
    "answers",
    "anything_to_fold",
    "coverage",
    "is_narrow",
    "level_of",
    "own",
    "promises",
    "recounted",
    "services",
]  # fmt: skip

"""Reads of the boards: one question a board, each actor exactly their part."""

from __future__ import annotations

from ..shading import SMALLEST
from .answers import Answers, Coverage, answers, coverage, is_narrow
from .asking import own
from .services import BY, Board, Line, View, answerable, anything_to_fold, recounted, services

__all__ = [
    "BY", "SMALLEST", "Answers", "Board", "Coverage", "Line", "View", "answerable", "answers",
    "anything_to_fold", "coverage", "is_narrow", "own", "recounted",
    "services",
]  # fmt: skip

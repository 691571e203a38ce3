"""Reads of the boards: one question a board, each actor exactly their part."""

from __future__ import annotations

from ..shading import SMALLEST
from .services import BY, Board, Line, View, anything_to_fold, services

__all__ = ["BY", "SMALLEST", "Board", "Line", "View", "anything_to_fold", "services"]

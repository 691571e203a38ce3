"""Writes: the register of organisations, and the platforms they run."""

from __future__ import annotations

from .bodies import add_alias, describe, register, rename
from .platforms import (
    close_platform,
    correct_platform,
    hand_over_platform,
    open_platform,
    settle,
)

__all__ = [
    "add_alias",
    "close_platform",
    "correct_platform",
    "describe",
    "hand_over_platform",
    "open_platform",
    "register",
    "rename",
    "settle",
]

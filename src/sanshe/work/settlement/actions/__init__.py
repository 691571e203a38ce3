"""Writes: counting the book against what was promised."""

from .settling import settle, touch_person

__all__ = ["settle", "touch_person"]

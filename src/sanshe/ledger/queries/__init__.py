"""Reads of the book."""

from __future__ import annotations

from .recount import Difference
from .verify import Report, recount, verify

__all__ = ["Difference", "Report", "recount", "verify"]

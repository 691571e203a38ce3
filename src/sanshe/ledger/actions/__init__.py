"""Writes of the book: a service is recorded, and afterwards confirmed, disputed or reversed."""

from __future__ import annotations

from .record import record
from .remark import confirm, dispute, reverse

__all__ = ["confirm", "dispute", "record", "reverse"]

"""Writes of the book: a service is recorded, and afterwards confirmed, disputed or reversed."""

from __future__ import annotations

from ..bulk import Coming
from .many import record_many
from .record import record
from .remark import confirm, dispute, reverse

__all__ = ["Coming", "confirm", "dispute", "record", "record_many", "reverse"]

"""The operator's days, read at most once a minute by each process."""

from __future__ import annotations

import time
from datetime import date

from .models import DayOverride

LIFE = 60.0  # seconds a new import may take to be seen by every process
_days: dict[date, bool] = {}
_read_at: float | None = None


def days() -> dict[date, bool]:
    """Day → whether it is worked."""
    global _days, _read_at
    now = time.monotonic()
    if _read_at is None or now - _read_at > LIFE:
        _days = dict(DayOverride.objects.values_list("day", "working"))
        _read_at = now
    return _days


def forget() -> None:
    """Read again at the next question."""
    global _read_at
    _read_at = None

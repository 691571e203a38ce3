"""The demo's calendar: lets the product's own actions happen on days that have passed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time

from django.utils import timezone


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Inside, ``timezone.now()`` is ``moment``. For the demo only: one thread, no web."""
    real = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real


def morning(day: date) -> datetime:
    """Half past eight, when the desks open."""
    return datetime.combine(day, time(8, 30), timezone.get_current_timezone())

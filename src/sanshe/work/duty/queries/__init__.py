"""Reads of alarms, the roster and hand-overs. Each returns only what the actor may see."""

from __future__ import annotations

from ..models import Alarm, HandOver, Shift
from .alarms import Bar, Told, bar, colleagues, get, of_ids, open_ones, recent, story
from .handovers import handover, handovers, staff
from .roster import Day, Gap, Week, next_shift, on_duty_now, shift, week

__all__ = [
    "Alarm",
    "Bar",
    "Day",
    "Gap",
    "HandOver",
    "Shift",
    "Told",
    "Week",
    "bar",
    "colleagues",
    "get",
    "handover",
    "handovers",
    "next_shift",
    "of_ids",
    "on_duty_now",
    "open_ones",
    "recent",
    "shift",
    "staff",
    "story",
    "week",
]  # fmt: skip

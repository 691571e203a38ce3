"""The law's limits of a purchase: which ran, which are running, how late.

A limit is written beside a step when it is taken (``Event.due_on``); one that still runs is
reckoned from the step that began it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from sanshe.ground.calendars import deadlines

from .enums import State
from .models import Agreement, Event

NOTICED, PUBLISHED, FILED = "noticed", "published", "filed"
"""Steps beside the states: the winner is told, the contract is public, its copy is filed."""

AFTER: tuple[tuple[str, str, str], ...] = (
    (State.EVALUATED, State.AWARDED, "PROC-WINNER"),
    (State.AWARDED, NOTICED, "PROC-AWARD-NOTICE"),
    (NOTICED, State.CONTRACTED, "PROC-SIGN"),
    (State.CONTRACTED, PUBLISHED, "PROC-PUBLISH-CONTRACT"),
    (State.CONTRACTED, FILED, "PROC-FILE-COPY"),
)
"""What a step starts, and the row of the deadline table that says how long it may take."""


@dataclass(frozen=True, slots=True)
class Limit:
    """``step`` is to be taken by ``due_on``; ``code`` names the law's row."""

    step: str
    code: str
    due_on: date

    def days_left(self, today: date) -> int:
        """Below zero: so many days late."""
        return (self.due_on - today).days


def due_on(code: str, since: date) -> date:
    """The last day of a limit that began on ``since``."""
    return deadlines.due(code, datetime.combine(since, time(12), deadlines.SHANGHAI)).date()


def running(agreement: Agreement, events: Iterable[Event]) -> list[Limit]:
    """The limits that run and are not met yet, the nearest first; none where it is stopped. Who
    has signed without a notice gives none any more."""
    if agreement.side:
        return []
    taken = {event.step: event.on for event in sorted(events, key=lambda one: one.at)}
    if State.CONTRACTED in taken:
        taken.setdefault(NOTICED, taken[State.CONTRACTED])
    found = [
        Limit(step, code, due_on(code, taken[before]))
        for before, step, code in AFTER
        if before in taken and step not in taken
    ]
    return sorted(found, key=lambda one: one.due_on)

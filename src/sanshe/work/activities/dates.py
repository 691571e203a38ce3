"""On which days an activity takes place. Knows no database but the operator's own days off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sanshe.ground.calendars.workdays import is_working_day

from .enums import Every

WEEK = timedelta(days=7)
SATURDAY = 5


def days_of(first: date, every: str, count: int) -> list[date]:
    """The first ``count`` days from ``first`` on which it can be held. What falls on a public
    holiday is held later instead, so that as many sessions are planned as were promised."""
    days = _days(first, Every(every))
    return [next(days) for _ in range(1 if every == Every.ONCE else count)]


def is_holiday(day: date) -> bool:
    """A day of Monday to Friday that is not worked. Weekends are nobody's hindrance: children's
    classes and families' groups are held then."""
    return day.weekday() < SATURDAY and not is_working_day(day)


def _days(first: date, every: Every) -> Iterator[date]:
    step = WEEK if every == Every.WEEK else timedelta(days=1)
    day = first
    while True:
        if every == Every.ONCE or _held(day, every):
            yield day
        day += step


def _held(day: date, every: Every) -> bool:
    return is_working_day(day) if every == Every.WORKDAY else not is_holiday(day)

"""Months, weeks and the windows in which a contact is due. Pure reckoning; no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sanshe.ground.calendars.deadlines import add_months

from .enums import Per

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rule:
    """So many contacts in a time, so many of them at home."""

    times: int
    per: str
    home: int
    home_per: str

    def a_month(self, days: int = 30) -> float:
        """About how many contacts a month of ``days`` this asks for."""
        each = {Per.TWO_DAYS: 2, Per.WEEK: 7, Per.MONTH: days, Per.QUARTER: days * 3}
        return self.times * days / each[Per(self.per)]


@dataclass(frozen=True, slots=True)
class Window:
    """From a day to a day, both counted; ``home`` if it must be at home. A contact is never due
    by the quarter (the floor is a month), only being at home may be."""

    first: date
    last: date
    home: bool = False

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def month_of(day: date) -> date:
    return day.replace(day=1)


def next_month(month: date) -> date:
    return add_months(month.replace(day=1), 1)


def last_of(month: date) -> date:
    return next_month(month) - DAY


def days_of(month: date) -> list[date]:
    first = month.replace(day=1)
    return [first + DAY * n for n in range((last_of(month) - first).days + 1)]


def quarter_of(day: date) -> date:
    """The first day of the quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def windows(rule: Rule, month: date, home_since_quarter: bool) -> list[Window]:
    """When contacts are due in ``month`` by a rule. A week belongs to the month that holds its
    Thursday, so that none is due twice; parts of a month are as even as days allow.

    ``home_since_quarter``: somebody was at home this quarter already; a quarter not served yet is
    served in the first month that can.
    """
    found = _spans(rule, month)
    if rule.home_per == Per.QUARTER:
        at_home = 0 if home_since_quarter else rule.home
    elif rule.home_per == Per.MONTH:
        at_home = rule.home
    else:
        at_home = len(found) if rule.home else 0
    return [Window(a, b, home=n < at_home) for n, (a, b) in enumerate(found)]


def _spans(rule: Rule, month: date) -> list[tuple[date, date]]:
    first, last = month.replace(day=1), last_of(month)
    if rule.per == Per.TWO_DAYS:
        starts = [first + DAY * n for n in range(0, (last - first).days + 1, 2)]
        return [(a, min(a + DAY, last)) for a in starts for _ in range(rule.times)]
    if rule.per == Per.WEEK:
        return [part for a, b in weeks(month) for part in _split(a, b, rule.times)]
    return _split(first, last, rule.times)


def weeks(month: date) -> list[tuple[date, date]]:
    """The weeks whose Thursday lies in the month, Monday to Sunday: they may reach over its
    edges by three days."""
    first = month.replace(day=1)
    monday = first - DAY * first.weekday()
    if monday + DAY * 3 < first:
        monday += DAY * 7
    found = []
    while monday + DAY * 3 <= last_of(month):
        found.append((monday, monday + DAY * 6))
        monday += DAY * 7
    return found


def _split(first: date, last: date, parts: int) -> list[tuple[date, date]]:
    """A time in so many even parts, never more than it has days."""
    days = (last - first).days + 1
    parts = min(parts, days)
    edges = [first + DAY * (days * n // parts) for n in range(parts)]
    ends: Sequence[date] = [edge - DAY for edge in edges[1:]]
    return list(zip(edges, [*ends, last], strict=True))

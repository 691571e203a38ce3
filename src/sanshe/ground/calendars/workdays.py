"""Working days in China: weekends, public holidays and make-up days (调休).

Known years come from the ``chinesecalendar`` library and from the operator's own days, which go
first. For a year not announced yet, weekends and the holidays with a fixed date are reckoned,
and ``known`` says no, so that a page can say so: the holidays by the moon (春节, 端午, 中秋) and
all make-up days are missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import overrides

# 全国年节及纪念日放假办法 (2024 wording, in force 2025-01-01); 清明 moves and is reckoned apart
FIXED_HOLIDAYS = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
NOT_ANNOUNCED = _("%(year)s年放假安排还没公布,先按周末和固定日期的节日算。")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayKind:
    """Whether a day is worked, and whether that is certain."""

    working: bool
    certain: bool


def day_kind(day: date) -> DayKind:
    """What is known of a day. Certain where the operator or an announced calendar says it."""
    own = overrides.days().get(day)
    if own is not None:
        return DayKind(own, certain=True)
    return DayKind(_year(day.year)[day], certain=known(day.year))


def is_working_day(day: date) -> bool:
    """Whether people work on that day, as far as is known."""
    own = overrides.days().get(day)
    return _year(day.year)[day] if own is None else own


def known(year: int) -> bool:
    """Whether the year's holidays are announced: to the library, or to the operator (who has
    taken in at least one day off of that year)."""
    return year in _announced() or any(
        day.year == year and not working for day, working in overrides.days().items()
    )


def warning(year: int) -> str | Promise:
    """Plain words for a page where a year is not known; "" where it is."""
    return "" if known(year) else str(NOT_ANNOUNCED) % {"year": year}


def add_working_days(day: date, count: int) -> date:
    """The ``count``-th working day after ``day`` (before it, when negative). ``day`` itself never
    counts; with 0, it is given back as it is."""
    step = _DAY if count >= 0 else -_DAY
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """Working days after ``first`` up to and with ``last``; negative when ``last`` is earlier.
    So ``working_days_between(d, add_working_days(d, n)) == n``."""
    if last < first:
        return -_count(last - _DAY, first - _DAY)
    return _count(first, last)


def next_working_day(day: date) -> date:
    """``day`` itself when it is worked, else the first one after it."""
    while not is_working_day(day):
        day += _DAY
    return day


def _count(first: date, last: date) -> int:
    return sum(is_working_day(first + _DAY * n) for n in range(1, (last - first).days + 1))


@cache
def _announced() -> frozenset[int]:
    """The years the library knows."""
    from chinese_calendar import holidays

    return frozenset(day.year for day in holidays)


@cache
def _year(year: int) -> dict[date, bool]:
    """Every day of a year, worked or not, without the operator's own."""
    first = date(year, 1, 1)
    days = [first + _DAY * n for n in range((date(year, 12, 31) - first).days + 1)]
    if year in _announced():
        from chinese_calendar import is_workday

        return {day: is_workday(day) for day in days}
    rest = FIXED_HOLIDAYS | {(4, _qingming(year))}
    return {day: day.weekday() < 5 and (day.month, day.day) not in rest for day in days}


def _qingming(year: int) -> int:
    """The day in April of 清明, by the common formula for 2000-2099; it is the 4th or 5th.
    Outside that century, the 5th."""
    if not 2000 <= year <= 2099:
        return 5
    short = year % 100
    return int(short * 0.2422 + 4.81) - (short // 4)

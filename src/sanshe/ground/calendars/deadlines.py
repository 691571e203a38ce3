"""The deadline engine: when a limit of the table ends, counted as the Civil Code counts.

* The day of the trigger is not counted; hours run from the moment itself.
* A limit in days, working days, months or years ends with its last day, at 23:59:59 in Shanghai.
* A month without that day ends with its last: 31 January + 1 month is 28 or 29 February.
* A limit in days, months or years that ends on a rest day ends with the next working day
  (``REST_DAY_RULE``). Not so where something may last *at most* that long, nor fixed dates.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import workdays
from .enums import Certainty, Means, Unit
from .errors import NoExtension, UnknownDeadline
from .table import TABLE, Row

__all__ = ["REST_DAY_RULE", "TABLE", "Due", "due", "opens", "reckon", "red", "row", "words"]

SHANGHAI = ZoneInfo("Asia/Shanghai")
LAST_SECOND = time(23, 59, 59)
REST_DAY_RULE: tuple[str | Promise, Certainty] = (
    gettext_lazy("民法典第203条:最后一天是休息日的,顺延到下一个工作日"),
    Certainty.MEMORY,
)


@dataclass(frozen=True, slots=True)
class Due:
    """When a limit ends. ``certain`` is False where holidays that count are not announced yet;
    ``moved_from`` is the rest day that it would have ended on."""

    at: datetime
    certain: bool = True
    moved_from: date | None = None


def row(code: str) -> Row:
    """The row of the table; raises UnknownDeadline."""
    try:
        return TABLE[code]
    except KeyError:
        raise UnknownDeadline(deadline=code) from None


def due(
    code: str, start: datetime, *, extended: bool = False, limit: int | None = None
) -> datetime:
    """When the limit ``code`` that began at ``start`` ends, in Shanghai time. See ``reckon``."""
    return reckon(code, start, extended=extended, limit=limit).at


def reckon(code: str, start: datetime, *, extended: bool = False, limit: int | None = None) -> Due:
    """When it ends, and how sure that is.

    ``extended`` adds the extension that the law allows. ``limit`` is the place's own number where
    the row is configurable. Raises UnknownDeadline, NoExtension; ValueError for a ``start``
    without a time zone or a ``limit`` where none may be set.
    """
    rule = row(code)
    if start.tzinfo is None:
        raise ValueError("a deadline starts at a moment with a time zone")
    if limit is not None and not rule.configurable:
        raise ValueError(f"{code} is not configurable")
    if extended and not rule.extra:
        raise NoExtension(deadline=code)
    count = (rule.limit if limit is None else limit) + (rule.extra if extended else 0)
    local = start.astimezone(SHANGHAI)
    if rule.unit == Unit.HOURS:
        return Due(local + timedelta(hours=count))
    last = _last_day(rule.unit, local.date(), count)
    if rule.unit == Unit.WORKING_DAYS:
        return Due(_end_of(last), certain=_certain(local.date(), last))
    if rule.unit == Unit.DATE or rule.means == Means.AT_MOST:
        return Due(_end_of(last))
    working = workdays.next_working_day(last)
    moved = None if working == last else last
    return Due(_end_of(working), certain=_certain(last, working), moved_from=moved)


def red(code: str, start: datetime, *, extended: bool = False) -> datetime:
    """From when it is late: its end, or some hours later where the limit is "at once"."""
    return due(code, start, extended=extended) + timedelta(hours=row(code).red_after)


def opens(code: str, end: datetime) -> datetime:
    """The beginning of the day from which something may be done before ``end`` (a renewal)."""
    day = add_months(end.astimezone(SHANGHAI).date(), -row(code).opens)
    return datetime.combine(day, time(), SHANGHAI)


def add_months(day: date, count: int) -> date:
    """The same day ``count`` months on, or the month's last where it has no such day."""
    month = day.year * 12 + day.month - 1 + count
    year, month = month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def words(code: str) -> str:
    """The limit in words for a page, with its basis; what was not read in the source says so."""
    rule = row(code)
    parts = [_limit_in_words(rule)]
    if rule.extra:
        parts.append(_("可延长%(count)s") % {"count": _count_in_words(rule.extra, rule.unit)})
    if rule.quota:
        parts.append(_("共%(count)s学时") % {"count": rule.quota})
    if rule.note:
        parts.append(str(rule.note))
    basis = [str(rule.basis)] if rule.basis else []
    if rule.tag != Certainty.READ:
        basis.append(str(Certainty(rule.tag).label))
    return f"{';'.join(parts)}({','.join(basis)})"


def _limit_in_words(rule: Row) -> str:
    if rule.unit == Unit.DATE:
        return _("每年%(month)s月%(day)s日前") % {
            "month": rule.limit // 100, "day": rule.limit % 100
        }  # fmt: skip
    if rule.limit == 0:
        return _("期满时") if rule.opens else _("立即")
    count = _count_in_words(rule.limit, rule.unit)
    if rule.means == Means.AT_LEAST:
        return _("至少保存%(count)s") % {"count": count}
    if rule.means == Means.AT_MOST:
        return _("最长%(count)s") % {"count": count}
    return _("%(count)s内") % {"count": count}


def _count_in_words(count: int, unit: Unit) -> str:
    pattern = {
        Unit.HOURS: _("%(count)s小时"),
        Unit.DAYS: _("%(count)s天"),
        Unit.WORKING_DAYS: _("%(count)s个工作日"),
        Unit.MONTHS: _("%(count)s个月"),
        Unit.YEARS: _("%(count)s年"),
    }[unit]
    return pattern % {"count": count}


def _last_day(unit: Unit, start: date, count: int) -> date:
    if unit == Unit.WORKING_DAYS:
        return workdays.add_working_days(start, count)
    if unit == Unit.DAYS:
        return start + timedelta(days=count)
    if unit == Unit.DATE:
        return _next_date(start, count)
    return add_months(start, count * 12 if unit == Unit.YEARS else count)


def _next_date(start: date, month_day: int) -> date:
    """The first such day of the year on or after ``start``."""
    this_year = date(start.year, month_day // 100, month_day % 100)
    return this_year if this_year >= start else this_year.replace(year=start.year + 1)


def _certain(first: date, last: date) -> bool:
    return all(workdays.known(year) for year in range(first.year, last.year + 1))


def _end_of(day: date) -> datetime:
    return datetime.combine(day, LAST_SECOND, SHANGHAI)

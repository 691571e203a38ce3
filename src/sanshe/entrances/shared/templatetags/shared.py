"""Filters every template may use (they are built in: no ``{% load %}`` needed)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import ROUND_DOWN, Decimal, InvalidOperation

from django import template
from django.utils import dateformat, timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from sanshe.entrances.shared.formats import DAY, SHORT_WEEK
from sanshe.ground.areas.queries import name_of
from sanshe.ground.calendars.workdays import working_days_between
from sanshe.ground.kit import lists

register = template.Library()


@register.filter
def day(value: date | datetime | None) -> str:
    """2026年9月15日 周二, in Asia/Shanghai; "" for nothing."""
    if not value:
        return ""
    wanted = DAY.get(get_language() or "", DAY["zh-hans"])
    return dateformat.format(_local(value), wanted).replace(*SHORT_WEEK)


@register.filter
def weekday(value: date | datetime | None) -> str:
    """周二, beside a short date; "" for nothing."""
    return dateformat.format(_local(value), "D").replace(*SHORT_WEEK) if value else ""


@register.filter
def day_time(value: datetime | None) -> str:
    """2026年9月15日 周二 14:05, in Asia/Shanghai; "" for nothing."""
    return f"{day(value)} {clock(value)}" if value else ""


@register.filter
def short(value: date | datetime | None) -> str:
    """For the rows of a table: 9月15日, with the year where it is not this one."""
    if not value:
        return ""
    value = _local(value)
    this_year = value.year == timezone.localdate().year
    return date_format(value, "MONTH_DAY_FORMAT" if this_year else "DATE_FORMAT")


@register.filter
def short_time(value: datetime | None) -> str:
    """For the rows of a table: 9月15日 14:05."""
    return f"{short(value)} {clock(value)}" if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """14:05, in Asia/Shanghai; "" for nothing."""
    return date_format(_local(value), "TIME_FORMAT") if value else ""


@register.filter
def money(value: Decimal | int | str | None) -> str:
    """¥144,000.00; "" for nothing. Takes yuan."""
    if value is None or value == "":
        return ""
    try:
        return f"¥{Decimal(str(value)):,.2f}"
    except InvalidOperation:
        return str(value)


@register.filter
def figure(value: Decimal | int | None) -> str:
    """12,345 and 50.9, no more than one place; "" for nothing."""
    return "" if value is None else f"{Decimal(value):,.1f}".removesuffix(".0")


@register.filter
def whole(value: Decimal | float | None) -> str:
    """12,345, rounded; "" for nothing."""
    return "" if value is None else f"{round(value):,}"


@register.filter
def never_up(percent: Decimal | None) -> str:
    """44.9 of 44.97: progress is never told rounded up, for a gate is not opened by rounding."""
    return "" if percent is None else f"{Decimal(percent).quantize(Decimal('0.1'), ROUND_DOWN)}"


@register.filter
def listed(names: Iterable[object]) -> str:
    """Several names in one line: 甲、乙、丙."""
    return lists.listed(names)


@register.filter
def receipt(value: str | None) -> str:
    """Nine digits in threes, as one reads them aloud: 123 456 789."""
    digits = str(value or "")
    return " ".join(digits[at : at + 3] for at in range(0, len(digits), 3))


@register.filter
def due(value: datetime | None) -> str:
    """How long until a deadline, in words: 还有2个工作日, 还有3小时, 已超期1个工作日."""
    if not value:
        return ""
    now = timezone.now()
    if value < now:
        late = _working_days(value, now)
        if not late:
            return _("刚刚超期")
        return ngettext("已超期%(n)s个工作日", "已超期%(n)s个工作日", late) % {"n": late}
    if value - now < timedelta(hours=24):
        hours = int((value - now) / timedelta(hours=1))
        if not hours:
            return _("不到1小时")
        return ngettext("还有%(n)s小时", "还有%(n)s小时", hours) % {"n": hours}
    days = _working_days(now, value)
    return ngettext("还有%(n)s个工作日", "还有%(n)s个工作日", days) % {"n": days}


@register.filter
def overdue(value: datetime | None) -> bool:
    """Whether a deadline has passed."""
    return value is not None and value < timezone.now()


@register.filter
def area_name(code: int | None) -> str:
    """The name of an area; one query, so not for the rows of a list (use ``names_of``)."""
    return name_of(code) if code else ""


def _working_days(start: datetime, end: datetime) -> int:
    return working_days_between(timezone.localdate(start), timezone.localdate(end))


def _local(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value

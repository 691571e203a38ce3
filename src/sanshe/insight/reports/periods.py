"""Which days a report is about."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from sanshe.insight.boards.queries import View

from .enums import Kind


@dataclass(frozen=True, slots=True)
class Span(View):
    """A board's question over several months in a row."""

    last: date = date.min

    @property
    def until(self) -> date:
        return self.last


def first_of(kind: Kind, day: date) -> date:
    """The first day of the period that ``day`` lies in; an overview is of a month."""
    if kind == Kind.HALF_YEAR:
        return date(day.year, 1 if day.month <= 6 else 7, 1)
    return day.replace(day=1)


def last_of(kind: Kind, start: date) -> date:
    month = start.month + 5 if kind == Kind.HALF_YEAR else start.month
    return date(start.year, month, monthrange(start.year, month)[1])


def months(start: date, until: date) -> list[date]:
    """The first day of each month."""
    count = (until.year - start.year) * 12 + until.month - start.month + 1
    return [
        date(start.year + (start.month + n - 1) // 12, (start.month + n - 1) % 12 + 1, 1)
        for n in range(count)
    ]


def next_month(until: date) -> tuple[date, date]:
    """The month after a period."""
    first = date(until.year + until.month // 12, until.month % 12 + 1, 1)
    return first, last_of(Kind.MONTH, first)


def name_of(kind: Kind, start: date) -> str:
    if kind != Kind.HALF_YEAR:
        return _("%(year)s年%(month)s月") % {"year": start.year, "month": start.month}
    if start.month == 1:
        return _("%(year)s年上半年") % {"year": start.year}
    return _("%(year)s年下半年") % {"year": start.year}


def periods(kind: Kind, today: date) -> list[tuple[date, str]]:
    """What may be asked for, the newest first: two years of months, or of half-years."""
    found, day = [], first_of(kind, today)
    for _n in range(4 if kind == Kind.HALF_YEAR else 24):
        found.append((day, name_of(kind, day)))
        day = first_of(kind, day.fromordinal(day.toordinal() - 1))
    return found

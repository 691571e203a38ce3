"""Days of steps: none before the step it follows, none that has not come yet.

An act is written down when it has happened; how late it was, its limit says (``limits``).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from . import errors
from .enums import State
from .limits import NOTICED
from .models import Agreement, Event

FIRST = date(2003, 1, 1)
"""The day the Government Procurement Law came into force: no purchase under it is older."""

START_WITHIN_DAYS = 366
"""The term begins at most a year before or after the signature: our own decision, against a
mistyped year."""

ON_THE_WAY = (*State.values, NOTICED)


def has_come(day: date, field: str = "on") -> None:
    """Raise NotYet for a day to come, TooSoon for one before the law was."""
    if day > timezone.localdate():
        raise errors.NotYet(field=field)
    if day < FIRST:
        raise errors.TooSoon(field=field, day=FIRST)


def in_order(
    row: Agreement, day: date, *, after: Iterable[str] = ON_THE_WAY, field: str = "on"
) -> None:
    """Raise OutOfOrder naming the latest of the steps ``after``, where the day lies before it;
    NotYet for a day to come."""
    has_come(day, field)
    last = before(row, after)
    if last is not None and day < last.on:
        raise errors.OutOfOrder(field=field, step=_name(last.step), day=last.on)


def before(row: Agreement, steps: Iterable[str] = ON_THE_WAY) -> Event | None:
    """The step of these that was taken last."""
    return row.events.filter(step__in=list(steps)).order_by("-at", "-id").first()


def _name(step: str) -> str:
    return str(State(step).label) if step in State.values else _("发中标通知")

"""The numbers of waiting: when the holder is warned, and how long a deadline may stand still.

All of them are our own decisions (domain file: none was found in a source), but the longest legal
limit of an outside body: 60 + 30 working days of labour inspection (劳动保障监察条例 17).
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from sanshe.ground.calendars import deadlines, workdays

from .enums import PauseWhy, State, Urgency
from .errors import DayWrong
from .models import Need

WARN_HOURS = {Urgency.P1: 6}
WARN_DAYS = {Urgency.P2: 1, Urgency.P3: 2, Urgency.P4: 2}
"""So long before a deadline its holder is told: hours, or working days at nine in the morning."""

PAUSE_LIMITS = {
    PauseWhy.RESIDENT: 10,
    PauseWhy.PAPERS: 15,
    PauseWhy.AWAY: 20,
    PauseWhy.OUTSIDE_LIMIT: 90,
}
"""Working days that a matter may stand still altogether, when it is paused for this reason."""
NEVER_PAUSED = (Urgency.P0, Urgency.P1)

ASK_BACK_CODE = "HOT-DEFAULT"
"""When we ask an outside body back where nobody named a day."""
ASK_BACK_LIMIT = timedelta(days=92)
NINE = time(9)


def warn_at(urgency: str, state: str, due_at: datetime) -> datetime | None:
    """When the holder is told that the deadline is near; None where it is due at once."""
    code = Urgency.P2 if state == State.ANSWERED else Urgency(urgency or Urgency.P3)
    if code in WARN_HOURS:
        return due_at - timedelta(hours=WARN_HOURS[code])
    if code not in WARN_DAYS:
        return None
    day = workdays.add_working_days(timezone.localdate(due_at), -WARN_DAYS[code])
    return morning_of(day)


def morning_of(day: date) -> datetime:
    return datetime.combine(day, NINE, timezone.get_current_timezone())


def moved(due_at: datetime, days: int) -> datetime:
    """The same time of day, so many working days later."""
    local = timezone.localtime(due_at)
    return datetime.combine(
        workdays.add_working_days(local.date(), days), local.time(), local.tzinfo
    )


def standing_still(since: datetime, until: date) -> int:
    """Working days of a pause: the day it begins does not count, its last day does."""
    return max(0, workdays.working_days_between(timezone.localdate(since), until))


def total_paused(need: Need) -> int:
    """Working days it has stood still so far, with a pause that still runs."""
    return need.paused_days + (_running(need, timezone.localdate()) if need.paused_since else 0)


def end_pause(need: Need) -> None:
    """The deadline keeps what was waited, and no more. Changes nothing where none runs."""
    if need.paused_since is None:
        return
    days = _running(need, timezone.localdate())
    assert need.due_unpaused is not None
    need.due_at = moved(need.due_unpaused, days)
    need.paused_days += days
    clear_pause(need)


def clear_pause(need: Need) -> None:
    need.paused_since = need.paused_until = need.due_unpaused = None
    need.pause_why = ""


def _running(need: Need, today: date) -> int:
    assert need.paused_since is not None and need.paused_until is not None
    return standing_still(need.paused_since, min(today, need.paused_until))


def ask_day(wanted: date | None) -> date:
    """The day of asking back: the one named, or by the limit of hotline orders."""
    today = timezone.localdate()
    if wanted is None:
        return timezone.localdate(deadlines.due(ASK_BACK_CODE, timezone.now()))
    last = today + ASK_BACK_LIMIT
    if not today < wanted <= last:
        raise DayWrong(field="ask_on", last=last)
    return wanted

"""When what is not urgent may be sent. The hours are our own decision: nobody is woken by a
notice that can wait, and two letters a day are read where ten are not."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from .enums import Pace

NIGHT_FROM, NIGHT_TO = time(21, 0), time(7, 30)
DIGEST_AT = (time(9, 0), time(16, 0))


def is_night(now: datetime) -> bool:
    """Whether only what is urgent goes out at this hour."""
    clock = timezone.localtime(now).time()
    return clock >= NIGHT_FROM or clock < NIGHT_TO


def first_try(pace: str, now: datetime) -> datetime | None:
    """When an ordinary message may first go out; None where the person wants none."""
    if pace == Pace.ONLY_URGENT:
        return None
    return _next_digest(now) if pace == Pace.TWICE_A_DAY else now


def _next_digest(now: datetime) -> datetime:
    here = timezone.localtime(now)
    for day in (here.date(), here.date() + timedelta(days=1)):
        for clock in DIGEST_AT:
            moment = timezone.make_aware(datetime.combine(day, clock))
            if moment > now:
                return moment
    raise AssertionError("tomorrow has a morning")

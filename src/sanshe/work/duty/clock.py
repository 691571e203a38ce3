"""Days and hours as they are in Shanghai."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def span(day: date, start: time, end: time) -> tuple[datetime, datetime]:
    """From when to when, as they are in Shanghai; a shift may go over midnight."""
    begin = timezone.make_aware(datetime.combine(day, start))
    finish = timezone.make_aware(datetime.combine(day, end))
    return begin, finish if finish > begin else finish + timedelta(days=1)


def midnight(day: date) -> datetime:
    """When a day begins."""
    return timezone.make_aware(datetime.combine(day, time.min))


def later(moment: datetime, weeks: int) -> datetime:
    """The same hour of the clock, so many weeks later (there is no summer time here)."""
    return moment + timedelta(weeks=weeks)

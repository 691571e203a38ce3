"""What the operator knows of single days that the built-in calendar does not."""

from __future__ import annotations

from django.db import models


class DayOverride(models.Model):
    """A day that is worked, or not, whatever the built-in calendar says of it."""

    day = models.DateField(primary_key=True)
    working = models.BooleanField()
    note = models.CharField(max_length=60, blank=True)

    class Meta:
        db_table = "calendars_day_override"

    def __str__(self) -> str:
        return self.day.isoformat()

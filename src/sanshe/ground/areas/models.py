"""Administrative areas by their 12-digit statistical code."""

from __future__ import annotations

from django.db import models

from .enums import Kind, Level


class Area(models.Model):
    """One area. A code that is no longer used keeps its row, its successor and the date."""

    code = models.BigIntegerField(primary_key=True)
    name = models.TextField()
    level = models.SmallIntegerField(choices=Level)
    parent = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=8, choices=Kind, blank=True)
    pinyin = models.TextField()
    initials = models.TextField()
    successor = models.BigIntegerField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        db_table = "areas_area"

    def __str__(self) -> str:
        return self.name

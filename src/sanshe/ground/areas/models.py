"""Administrative areas by their 12-digit statistical code."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from .enums import Kind, Level


class Area(models.Model):
    """One area. A code that is no longer used keeps its row, its successor and the date.

    ``words`` is what it is found by: the short name, its pinyin and its initials, from each of
    its characters on, so that any part of a name is the beginning of a word (``names.py``).
    """

    code = models.BigIntegerField(primary_key=True)
    name = models.TextField()
    level = models.SmallIntegerField(choices=Level)
    parent = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=8, choices=Kind, blank=True)
    pinyin = models.TextField()
    initials = models.TextField()
    words = SearchVectorField(null=True)
    successor = models.BigIntegerField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        db_table = "areas_area"
        indexes = [GinIndex(fields=["words"], name="area_by_words")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(successor__isnull=True) | models.Q(ended_on__isnull=False),
                name="area_with_successor_has_ended",
            ),
        ]

    def __str__(self) -> str:
        return self.name

"""What the book counts for: a verdict on each record, and the days they add up to.

Both are readings of the book, as its tallies are: they can be recounted at any time and nobody
types them.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ..enums import Why


class Verdict(models.Model):
    """Whether one record counts, for which indicator, how much of it, and why (not)."""

    record = models.UUIDField(primary_key=True)
    county = models.BigIntegerField()
    community = models.BigIntegerField()
    agency = models.UUIDField()
    sealed = models.BooleanField(default=False)
    service = models.BigIntegerField()
    day = models.DateField()
    indicator = models.UUIDField(null=True)
    rule = models.UUIDField(null=True)  # the one that decided
    why = models.CharField(max_length=16, choices=Why)
    amount = models.DecimalField(max_digits=12, decimal_places=2, default=0)  # in its unit
    has = models.DecimalField(max_digits=12, decimal_places=2, null=True)  # what it has, …
    wants = models.DecimalField(max_digits=12, decimal_places=2, null=True)  # … what was wanted

    class Meta:
        db_table = "settlement_verdict"
        constraints = [
            models.CheckConstraint(
                condition=Q(why="counted", amount__gt=0, indicator__isnull=False)
                | (~Q(why="counted") & Q(amount=0)),
                name="verdict_counts_or_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["indicator", "day"], name="verdicts_of_indicator"),
            models.Index(fields=["county", "agency", "day"], name="verdicts_of_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.record} {self.why}"


class Day(models.Model):
    """How much of an indicator was done on one day. Names nobody."""

    pk = models.CompositePrimaryKey("indicator", "county", "day")
    indicator = models.UUIDField()
    county = models.BigIntegerField()
    day = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    records = models.PositiveIntegerField()

    class Meta:
        db_table = "settlement_day"

    def __str__(self) -> str:
        return f"{self.indicator} {self.day}"


class Mark(models.Model):
    """How far a chain of the book has been counted, and by which promises."""

    pk = models.CompositePrimaryKey("county", "agency")
    county = models.BigIntegerField()
    agency = models.UUIDField()
    seq = models.BigIntegerField(default=0)
    by = models.CharField(max_length=64, blank=True)  # a digest of the rules counted by
    counted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "settlement_mark"

    def __str__(self) -> str:
        return f"{self.county} {self.agency} {self.seq}"

"""Asking residents by lot: which of a week's confirmed records somebody asks about."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sanshe.ground.kit.ids import new_id

from ..enums import Answer


class Draw(models.Model):
    """A week's draw from one agency's confirmed records in one county. Holds nothing about a
    person; with the seed anybody draws the same records again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    week = models.DateField()  # its Monday
    county = models.BigIntegerField()
    agency = models.UUIDField()
    seed = models.CharField(max_length=32)
    pool = models.PositiveIntegerField()
    pool_digest = models.CharField(max_length=64)
    drawn = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "checks_draw"
        constraints = [
            models.UniqueConstraint(fields=["week", "county", "agency"], name="records_drawn_once"),
        ]

    def __str__(self) -> str:
        return f"{self.week} {self.county} {self.agency}"


class Call(models.Model):
    """One drawn record, and what the resident said. Seen by who asks, never by who did the work."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    draw = models.ForeignKey(Draw, models.PROTECT, related_name="calls")
    county = models.BigIntegerField()
    record = models.UUIDField()
    community = models.BigIntegerField()
    agency = models.UUIDField()
    person = models.UUIDField()
    org = models.UUIDField()  # who asks
    tries = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=12, choices=Answer, blank=True)
    remark = models.CharField(max_length=200, blank=True)
    by_user = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    told = models.BooleanField(default=False)  # "did not happen" has become a flag

    class Meta:
        db_table = "checks_call"
        constraints = [
            models.UniqueConstraint(fields=["draw", "record"], name="record_drawn_once"),
        ]
        indexes = [
            models.Index(fields=["org"], name="calls_to_make", condition=Q(ended_at__isnull=True)),
            models.Index(
                fields=["answer"], name="calls_to_tell", condition=Q(told=False, answer="did_not")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record} {self.answer}"

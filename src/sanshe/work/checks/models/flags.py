"""A flag: something was seen that somebody should look at. It accuses nobody, changes nothing."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sanshe.ground.kit.ids import new_id

from ..enums import DECIDED, Kind, State, Step


class Flag(models.Model):
    """One thing seen. ``key`` keeps it one, however often it is seen; ``subject`` is what is looked
    at as a whole (somebody's day, a county's quarter). ``elsewhere`` counts records of other
    agencies that are part of it and not shown."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=160, unique=True)
    subject = models.CharField(max_length=60, db_index=True)
    kind = models.CharField(max_length=12, choices=Kind)
    county = models.BigIntegerField()
    community = models.BigIntegerField()  # a whole county's code for what concerns a group
    agency = models.UUIDField()
    platform = models.BigIntegerField(default=0)
    workers = ArrayField(models.UUIDField(), default=list, blank=True)
    day = models.DateField()
    until = models.DateField()
    records = ArrayField(models.UUIDField(), default=list, blank=True)
    elsewhere = models.PositiveIntegerField(default=0)
    seen = models.JSONField(default=dict)  # the figures
    sealed = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=State, default=State.NEW)
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "checks_flag"
        indexes = [
            models.Index(fields=["agency", "state"], name="flags_of_agency"),
            models.Index(fields=["county", "kind"], name="flags_of_county"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[one.value for one in DECIDED])
                | Q(answered_at__isnull=False),
                name="decided_flag_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Line(models.Model):
    """One step of a flag's story. Append-only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    flag = models.ForeignKey(Flag, models.PROTECT, related_name="lines")
    step = models.CharField(max_length=12, choices=Step)
    became = models.CharField(max_length=12, choices=State)
    at = models.DateTimeField()
    by_user = models.UUIDField(null=True)  # None: the platform itself
    by_org = models.UUIDField(null=True)
    text = models.TextField(blank=True)

    class Meta:
        db_table = "checks_line"
        indexes = [models.Index(fields=["flag", "at"], name="lines_of_flag")]

    def __str__(self) -> str:
        return f"{self.flag_id} {self.step}"

"""The alarm and its story, the roster, and what one shift handed to the next."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sanshe.ground.kit.ids import new_id
from sanshe.trust.policy.walls import Walled

from .enums import Did, How, State, Step, Why


class Shift(models.Model):
    """Who is on duty for an organisation, in a community or (with the street's code) in a street.

    Two may be on duty at once: then both are called.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.UUIDField()
    community = models.BigIntegerField()
    start = models.DateTimeField()
    end = models.DateTimeField()
    user = models.UUIDField()
    deputy = models.UUIDField(null=True, blank=True)
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "duty_shift"
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="shift_ends_later"),
            models.CheckConstraint(
                condition=Q(deputy__isnull=True) | ~Q(deputy=F("user")),
                name="deputy_is_somebody_else",
            ),
            models.UniqueConstraint(
                fields=["org", "community", "user", "start"], name="one_shift_a_person"
            ),
        ]
        indexes = [models.Index(fields=["org", "end"], name="shift_of_org")]

    def __str__(self) -> str:
        return f"{self.start:%F %R}"


class Alarm(Walled):
    """A danger somebody has to take. It rings in rounds: being handed on, or long silence, begins
    a new one; ``stage`` is how far the present one has climbed, ``next_at`` when it climbs on.

    Walled like its matter, whose ``privacy`` and ``seen_by`` it follows.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    need = models.UUIDField()
    desk_org = models.UUIDField()
    why = models.CharField(max_length=12, choices=Why)
    state = models.CharField(max_length=8, choices=State, default=State.RINGING)
    raised_at = models.DateTimeField()
    round = models.PositiveSmallIntegerField(default=0)
    round_at = models.DateTimeField()
    stage = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    asked = models.UUIDField(null=True)  # the colleague it was handed on to
    called = ArrayField(models.UUIDField(), default=list)
    holder = models.UUIDField(null=True)
    holder_name = models.CharField(max_length=40, blank=True)
    holder_org = models.UUIDField(null=True)
    taken_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=12, choices=How, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "duty_alarm"
        constraints = [
            models.UniqueConstraint(
                fields=["need"], condition=~Q(state="over"), name="one_open_alarm"
            ),
            models.CheckConstraint(
                condition=Q(state="over", next_at__isnull=True, ended_at__isnull=False) & ~Q(how="")
                | ~Q(state="over") & Q(next_at__isnull=False),
                name="open_alarm_climbs",
            ),
            models.CheckConstraint(
                condition=~Q(state="taken") | Q(holder__isnull=False, taken_at__isnull=False),
                name="taken_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=~Q(state="over"), name="alarm_due"),
            models.Index(fields=["community"], condition=~Q(state="over"), name="alarm_open"),
            models.Index(fields=["community", "-raised_at"], name="alarm_recent"),
        ]

    def __str__(self) -> str:
        return f"{self.raised_at:%F %R} {self.state}"


class Line(models.Model):
    """One line of an alarm's story. Append-only; a stage is told once a round."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    alarm = models.ForeignKey(Alarm, models.PROTECT, related_name="story")
    step = models.CharField(max_length=12, choices=Step)
    at = models.DateTimeField()
    round = models.PositiveSmallIntegerField()
    stage = models.PositiveIntegerField(null=True)
    told = ArrayField(models.UUIDField(), default=list)
    by_user = models.UUIDField(null=True)
    by_name = models.CharField(max_length=40, blank=True)
    by_org = models.UUIDField()
    did = ArrayField(models.CharField(max_length=8, choices=Did), default=list)
    text = models.TextField(blank=True)

    class Meta:
        db_table = "duty_line"
        constraints = [
            models.UniqueConstraint(
                fields=["alarm", "round", "stage"],
                condition=Q(step="rung"),
                name="stage_told_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.alarm_id} {self.step}"


class HandOver(models.Model):
    """What one shift told the next: the keys of what was pressing, and words. Append-only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.UUIDField()
    community = models.BigIntegerField()
    at = models.DateTimeField()
    by_user = models.UUIDField()
    by_name = models.CharField(max_length=40)
    to_user = models.UUIDField()
    to_name = models.CharField(max_length=40)
    words = models.TextField(blank=True)
    items = models.JSONField(default=dict)  # Pressing → keys

    class Meta:
        db_table = "duty_handover"
        indexes = [models.Index(fields=["org", "-id"], name="handover_of_org")]

    def __str__(self) -> str:
        return f"{self.at:%F %R}"


class Acceptance(models.Model):
    """The next shift has read it. Append-only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    handover = models.OneToOneField(HandOver, models.PROTECT, related_name="accepted")
    at = models.DateTimeField()
    by_user = models.UUIDField()
    by_name = models.CharField(max_length=40)
    words = models.TextField(blank=True)

    class Meta:
        db_table = "duty_acceptance"

    def __str__(self) -> str:
        return f"{self.at:%F %R}"

"""An activity, who comes to it, its sessions, and what was mended of them.

``Session.present`` are ids of members, not of persons: whoever may read the sessions of a
confidential group (dates and heads) learns nothing from them of who came.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sanshe.ground.kit.ids import new_id
from sanshe.ground.kit.lists import listed
from sanshe.trust.policy.walls import Walled

from . import enums


class Activity(Walled):
    """A group, a class or an event of one service, led by one agency."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=8, choices=enums.Kind)
    name = models.CharField(max_length=60)
    aim = models.CharField(max_length=300, blank=True)
    service = models.ForeignKey("catalogue.Service", models.PROTECT, related_name="+")
    agency = models.UUIDField()
    workers = ArrayField(models.UUIDField(), default=list)
    worker_names = ArrayField(models.CharField(max_length=40), default=list)
    room = models.CharField(max_length=60, blank=True)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    for_children = models.BooleanField(default=False)
    public = models.BooleanField(default=False)  # told on the community's public page
    measure = models.CharField(max_length=60, blank=True)  # the scale asked before and after
    state = models.CharField(max_length=10, choices=enums.State, default=enums.State.PLANNED)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    why_cancelled = models.CharField(max_length=200, blank=True)

    goal = models.CharField(max_length=8, choices=enums.Goal, blank=True)
    before = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    after = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    asked = models.PositiveSmallIntegerField(null=True, blank=True)  # members who were asked
    content = models.PositiveSmallIntegerField(null=True, blank=True)  # of whom content
    learned = models.CharField(max_length=500, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.UUIDField(null=True, blank=True)
    record = models.UUIDField(null=True, blank=True)  # the group's own line in the ledger
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "activities_activity"
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="group", state="closed") | (Q(asked__isnull=False) & ~Q(goal="")),
                name="closed_group_is_evaluated",
            ),
            models.CheckConstraint(
                condition=Q(public=False) | (Q(privacy="normal") & ~Q(kind="group")),
                name="only_open_activities_are_told",
            ),
            models.CheckConstraint(
                condition=Q(content__isnull=True) | Q(content__lte=F("asked")),
                name="content_among_the_asked",
            ),
        ]
        indexes = [models.Index(fields=["agency", "state"], name="activities_of_agency")]

    def __str__(self) -> str:
        return self.name

    @property
    def led_by(self) -> str:
        return listed(self.worker_names)


class Member(models.Model):
    """Somebody on the list: a person of the register, or one who is only called something."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="members")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    called = models.CharField(max_length=40, blank=True)  # usually; all there is without a person
    part = models.CharField(max_length=8, choices=enums.Part, default=enums.Part.MEMBER)
    guardian = models.CharField(max_length=40, blank=True)  # whose word lets a child come
    guardian_on = models.DateField(null=True, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "activities_member"
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "person"], name="member_once", condition=Q(until__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(called=""), name="member_is_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.part}"


class Session(models.Model):
    """One time it is held: planned, then written down once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="sessions")
    day = models.DateField()
    planned_start = models.DateTimeField()
    planned_end = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=enums.SessionState, default=enums.SessionState.PLANNED
    )
    why_cancelled = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    present = ArrayField(models.UUIDField(), default=list, blank=True)  # ids of members
    guests = models.PositiveIntegerField(default=0)  # who came and is on no list
    heads = models.PositiveIntegerField(default=0)
    workers = ArrayField(models.UUIDField(), default=list, blank=True)  # who was there
    happened = models.TextField(blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.UUIDField(null=True, blank=True)
    record = models.UUIDField(null=True, blank=True)  # its line in the ledger
    lines = models.PositiveSmallIntegerField(default=0)  # how many it has had there so far
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "activities_session"
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "day"], name="session_once_a_day",
                condition=~Q(state="cancelled"),
            ),
            models.CheckConstraint(
                condition=Q(planned_end__gt=F("planned_start")), name="session_window_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(state="recorded")
                | (
                    Q(started_at__isnull=False)
                    & Q(ended_at__gt=F("started_at"))
                    & Q(heads__gt=0)
                    & Q(record__isnull=False)
                ),
                name="recorded_session_is_in_the_book",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["activity", "planned_start"], name="sessions_in_order")]

    def __str__(self) -> str:
        return f"{self.day} {self.state}"


class Correction(models.Model):
    """A session that was written down wrongly: what stood there, and why it was changed.
    Append-only; ``former`` holds ids of members, never names."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="corrections")
    reason = models.CharField(max_length=200)
    former = models.JSONField()
    at = models.DateTimeField()
    by_user = models.UUIDField(null=True)
    by_name = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "activities_correction"

    def __str__(self) -> str:
        return f"{self.session_id} {self.at:%Y-%m-%d}"

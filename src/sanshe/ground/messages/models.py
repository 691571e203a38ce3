"""The inbox (what waits for somebody) and the outbox (what tells them so from outside)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from sanshe.ground.kit.ids import new_id

from .enums import Channel, NoticeCode, Pace, State


class Notice(models.Model):
    """One line of an inbox: for a person, or for whoever acts for an organisation (in a role)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.UUIDField(null=True)
    org = models.UUIDField(null=True)
    role = models.CharField(max_length=24, blank=True)
    code = models.CharField(max_length=12, choices=NoticeCode)
    link = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    read_by = models.UUIDField(null=True)

    class Meta:
        db_table = "notices_notice"
        indexes = [
            models.Index(fields=["user", "-id"], name="notice_of_user"),
            models.Index(fields=["org", "-id"], name="notice_of_org"),
            models.Index(
                fields=["user"], name="notice_unread_of_user", condition=Q(read_at__isnull=True)
            ),
            models.Index(
                fields=["org", "role"],
                name="notice_unread_of_org",
                condition=Q(read_at__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False) | Q(org__isnull=False),
                name="notice_is_for_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Outgoing(models.Model):
    """One message out. At most one waits for a person and channel: it stands for all of theirs.
    An ``urgent`` one stands for its own matter (``link``) only.

    ``next_try_at`` while waiting: not before then; while sending: if the sender has died, again
    from then on. ``tried_at`` is the last time it left us.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.UUIDField()
    channel = models.CharField(max_length=4, choices=Channel, default=Channel.MAIL)
    code = models.CharField(max_length=12, choices=NoticeCode)
    link = models.CharField(max_length=200)
    urgent = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    next_try_at = models.DateTimeField(default=timezone.now)
    tried_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "notices_outgoing"
        indexes = [
            models.Index(
                fields=["channel", "next_try_at"],
                name="outgoing_due",
                condition=Q(state__in=[State.WAITING, State.SENDING]),
            ),
            models.Index(fields=["user", "channel", "-tried_at"], name="outgoing_last_sent"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "channel"],
                condition=Q(state=State.WAITING, urgent=False),
                name="outgoing_one_waiting",
            ),
            models.UniqueConstraint(
                fields=["user", "channel", "link"],
                condition=Q(state=State.WAITING, urgent=True),
                name="outgoing_one_alarm",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"


class Preference(models.Model):
    """How often a person wants to be written to; without a row, at once."""

    user = models.UUIDField(primary_key=True)
    pace = models.CharField(max_length=8, choices=Pace, default=Pace.AT_ONCE)

    class Meta:
        db_table = "notices_preference"

    def __str__(self) -> str:
        return self.pace

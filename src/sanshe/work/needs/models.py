"""A resident's matter from first word to last, and its story."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sanshe.ground.kit.ids import new_id
from sanshe.trust.policy.walls import Walled
from sanshe.trust.seal.fields import SealedField

from .enums import Channel, ClosedHow, Kind, State, Step, Urgency


class Need(Walled):
    """One matter. ``seen_by`` holds desk, lead and helpers: those it is shown to."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    receipt = models.CharField(max_length=12, unique=True)
    secret_hash = models.CharField(max_length=128)
    text = models.TextField()  # the resident's own words, never edited
    channel = models.CharField(max_length=8, choices=Channel)
    heard_at = models.DateTimeField()
    on_behalf = models.BooleanField(default=False)
    contact_name = models.CharField(max_length=40, blank=True)
    contact_phone = SealedField(blank=True, default="")
    contact_address = SealedField(blank=True, default="")
    person = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    state = models.CharField(max_length=12, choices=State, default=State.HEARD)
    kind = models.CharField(max_length=12, choices=Kind, blank=True)
    category = models.CharField(max_length=32, blank=True)
    item = models.ForeignKey(
        "catalogue.ServiceItem", models.PROTECT, null=True, blank=True, related_name="+"
    )
    urgency = models.CharField(max_length=2, choices=Urgency, blank=True)
    proposal = models.JSONField(default=dict)  # what the rules proposed, with the words
    danger = ArrayField(models.CharField(max_length=24), default=list, blank=True)

    desk_org = models.UUIDField()  # whose desk sorts it
    lead_org = models.UUIDField(null=True, blank=True)
    helper_orgs = ArrayField(models.UUIDField(), default=list, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    returned = models.BooleanField(default=False)  # sent back once already
    attempts = models.PositiveSmallIntegerField(default=0)  # honest attempts to reach since answer
    reopened = models.PositiveSmallIntegerField(default=0)
    closed_how = models.CharField(max_length=12, choices=ClosedHow, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)  # what a form was filled in against

    class Meta:
        db_table = "needs_need"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="closed") | ~Q(closed_how=""), name="closed_says_how"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["heard", "sorted"])
                | Q(lead_org__isnull=False)
                | Q(closed_how="passed_on"),
                name="dispatched_has_a_lead",
            ),
        ]
        indexes = [
            # the queue: open matters of a place, the most pressing first
            models.Index(
                fields=["community", "urgency", "due_at"],
                condition=~Q(state="closed"),
                name="need_queue",
            ),
            models.Index(
                fields=["lead_org", "due_at"], condition=~Q(state="closed"), name="need_of_lead"
            ),
        ]

    def __str__(self) -> str:
        return self.receipt


class Event(models.Model):
    """One line of a need's story. Append-only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    need = models.ForeignKey(Need, models.PROTECT, related_name="story")
    step = models.CharField(max_length=16, choices=Step)
    at = models.DateTimeField()
    by_user = models.UUIDField(null=True)
    by_name = models.CharField(max_length=40, blank=True)
    by_role = models.CharField(max_length=24)
    by_org = models.UUIDField()
    text = models.TextField(blank=True)
    to_resident = models.BooleanField(default=False)  # whether the resident reads ``text``
    data = models.JSONField(default=dict)

    class Meta:
        db_table = "needs_event"

    def __str__(self) -> str:
        return f"{self.need_id} {self.step}"

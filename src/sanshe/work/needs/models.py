"""A resident's matter from first word to last, and its story."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from sanshe.ground.kit.ids import NOBODY, new_id
from sanshe.trust.policy.walls import Walled
from sanshe.trust.seal.fields import SealedField

from .enums import Channel, ClosedHow, Kind, State, Step, Urgency

OPEN = ~Q(state="closed")


class Need(Walled):
    """One matter. ``seen_by`` holds desk, lead and helpers: those it is shown to.

    ``waits_for`` is the organisation whose move is next and ``turn`` when it is due, matters of
    danger before all others (``rules.turn_of``): the queue is one walk along one index.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # made from the sender's own id, so that a message sent twice is heard once; never shown
    asked_as = models.UUIDField(unique=True, default=new_id, editable=False)
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
    waits_for = models.UUIDField(default=NOBODY)
    turn = models.DateTimeField(default=timezone.now)
    reminded_at = models.DateTimeField(null=True, blank=True)  # told that ``due_at`` has passed
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
            models.Index(fields=["waits_for", "turn", "id"], condition=OPEN, name="need_queue"),
            models.Index(fields=["community", "turn", "id"], condition=OPEN, name="need_of_place"),
            models.Index(fields=["lead_org", "turn", "id"], condition=OPEN, name="need_of_lead"),
            models.Index(fields=["turn", "id"], condition=OPEN, name="need_by_turn"),
            models.Index(
                fields=["due_at"],
                condition=OPEN & Q(reminded_at__isnull=True),
                name="need_to_remind",
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


class Tries(models.Model):
    """How often a receipt's secret was tried since when. Holds nothing about a person."""

    receipt = models.CharField(primary_key=True, max_length=12)
    since = models.DateTimeField()
    count = models.PositiveIntegerField()

    class Meta:
        db_table = "needs_tries"

    def __str__(self) -> str:
        return f"{self.receipt} {self.count}"

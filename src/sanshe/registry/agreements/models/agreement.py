"""A purchase of services, and the story of its steps."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sanshe.ground.kit.ids import new_id

from ..enums import Method, Paper, Side, State

SIGNED = [
    State.CONTRACTED, State.IN_FORCE, State.MIDTERM_REVIEWED, State.FINAL_REVIEWED,
    State.ACCEPTED, State.SETTLED, State.ARCHIVED,
]  # fmt: skip


class Agreement(models.Model):
    """One purchase: who buys, who delivers, where, for how much, from when to when.

    ``area`` is the purchaser's (its county, or higher); ``communities`` those served.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    purchaser = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    supplier = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    area = models.BigIntegerField(db_index=True)
    communities = ArrayField(models.BigIntegerField(), default=list)
    platforms = models.ManyToManyField("organisations.Platform", related_name="+", blank=True)
    method = models.CharField(max_length=24, choices=Method, blank=True)
    method_reason = models.CharField(max_length=300, blank=True)
    never = models.JSONField(default=dict, blank=True)  # the six answers of the negative list
    survey = models.TextField(blank=True)  # what the public said to the need survey
    price = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    awarded_on = models.DateField(null=True, blank=True)  # the award notice
    signed_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)  # the contract's text
    archived_on = models.DateField(null=True, blank=True)  # nothing changes from then on
    state = models.CharField(max_length=24, choices=State, default=State.IDEA)
    side = models.CharField(max_length=12, choices=Side, blank=True)
    former = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "agreements_agreement"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="agreement_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(price__isnull=True) | Q(price__gt=0), name="agreement_costs_something"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SIGNED)
                | Q(
                    supplier__isnull=False, price__isnull=False, starts_on__isnull=False,
                    ends_on__isnull=False, signed_on__isnull=False,
                ),
                name="signed_agreement_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ARCHIVED) | Q(archived_on__isnull=False),
                name="archived_agreement_has_its_day",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["supplier", "starts_on"], name="agreements_of_supplier")]

    def __str__(self) -> str:
        return self.number


class Event(models.Model):
    """One step of an agreement. Append-only. ``due_on`` is the law's limit for it, where there
    is one; ``code`` its row in the deadline table."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="events")
    step = models.CharField(max_length=24)
    at = models.DateTimeField()
    on = models.DateField()  # the day it took effect
    by_user = models.UUIDField(null=True)
    by_org = models.UUIDField()
    text = models.TextField(blank=True)
    code = models.CharField(max_length=24, blank=True)
    due_on = models.DateField(null=True, blank=True)
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        db_table = "agreements_event"
        indexes = [models.Index(fields=["agreement", "at"], name="events_of_agreement")]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.step}"


class Document(models.Model):
    """A paper that belongs to a step. Append-only: a better one is added, none is replaced."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="documents")
    step = models.CharField(max_length=24)
    kind = models.CharField(max_length=12, choices=Paper)
    title = models.CharField(max_length=120)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.BinaryField()
    content = models.BinaryField()
    public = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.UUIDField(null=True)

    class Meta:
        db_table = "agreements_document"

    def __str__(self) -> str:
        return self.title

"""A case as its agency's manager may know it: that it is there, and how far it has come."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from sanshe.ground.kit.ids import new_id

from ..enums import RUNNING, CaseState, Counted, WhyEnded


class Case(models.Model):
    """No word about whom or what: that stands in ``File``, behind a wall of its own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    community = models.BigIntegerField()
    agency = models.UUIDField()
    service = models.ForeignKey("catalogue.Service", models.PROTECT, related_name="+")
    worker = models.UUIDField()
    worker_name = models.CharField(max_length=40)
    second = models.UUIDField(null=True, blank=True)
    second_name = models.CharField(max_length=40, blank=True)
    whose = models.CharField(max_length=64)  # blind mark of the person: one open case a service
    state = models.CharField(max_length=12, choices=CaseState, default=CaseState.OPEN)
    opened_on = models.DateField()
    assessed_on = models.DateField(null=True, blank=True)
    contacts = models.PositiveSmallIntegerField(default=0)
    last_contact_on = models.DateField(null=True, blank=True)
    next_contact_on = models.DateField(null=True, blank=True)  # after the end: the follow-up
    reviewed_on = models.DateField(null=True, blank=True)
    review_by = models.DateField(null=True, blank=True)
    referral_waits = models.BooleanField(default=False)
    ended_on = models.DateField(null=True, blank=True)
    why_ended = models.CharField(max_length=12, choices=WhyEnded, blank=True)
    record = models.UUIDField(null=True, blank=True)  # one whole case in the ledger
    counted_by = models.CharField(max_length=12, choices=Counted, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "casework_case"
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "service", "whose"],
                condition=Q(state__in=RUNNING),
                name="one_open_case_a_person_and_service",
            ),
            models.CheckConstraint(
                condition=Q(second__isnull=True) | ~Q(second=F("worker")),
                name="a_case_has_two_different_workers",
            ),
            models.CheckConstraint(
                condition=Q(state__in=RUNNING, ended_on__isnull=True)
                | (~Q(state__in=RUNNING) & Q(ended_on__isnull=False)),
                name="a_case_that_is_over_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=CaseState.ENDED) | ~Q(why_ended=""),
                name="a_case_ended_early_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "community", "state"], name="casework_of_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.opened_on} {self.state}"

    @property
    def running(self) -> bool:
        return self.state in RUNNING

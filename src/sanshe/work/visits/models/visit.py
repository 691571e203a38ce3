"""A visit: planned, made, recorded with its five checks, confirmed by somebody else."""

from __future__ import annotations

from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sanshe.ground.kit.ids import new_id
from sanshe.ground.kit.lists import listed
from sanshe.trust.policy.walls import Walled
from sanshe.trust.seal.fields import SealedField

from ..enums import Finding, How, Outcome, Said, VisitState, Way


class Visit(Walled):
    """One visit by one worker (and companions) to one person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    need = models.ForeignKey(
        "needs.Need", models.PROTECT, null=True, blank=True, related_name="visits"
    )
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    whom = models.CharField(max_length=40)  # 「张阿姨, 3栋」
    service = models.ForeignKey("catalogue.Service", models.PROTECT, related_name="+")
    agency = models.UUIDField()
    worker = models.UUIDField()
    worker_name = models.CharField(max_length=40)
    companions = ArrayField(models.UUIDField(), default=list, blank=True)  # who goes along
    companion_names = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    alone_because = models.CharField(max_length=200, blank=True)  # where two should go
    way = models.CharField(max_length=8, choices=Way, default=Way.HOME)
    planned_start = models.DateTimeField()
    planned_end = models.DateTimeField()
    planned_by = models.UUIDField()
    spoken_code = SealedField()  # the resident says it; the worker types what they heard
    code_tries = models.PositiveSmallIntegerField(default=0)

    state = models.CharField(max_length=12, choices=VisitState, default=VisitState.PLANNED)
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    health = models.CharField(max_length=8, choices=Finding, blank=True)
    mood = models.CharField(max_length=8, choices=Finding, blank=True)
    safety = models.CharField(max_length=8, choices=Finding, blank=True)
    hygiene = models.CharField(max_length=8, choices=Finding, blank=True)
    living = models.CharField(max_length=8, choices=Finding, blank=True)
    noticed = models.TextField(blank=True)  # what should be followed up
    talked_about = models.TextField(blank=True)  # company counts, not only blood pressure
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.UUIDField(null=True, blank=True)  # the worker, or who typed it for them
    recorded_late = models.BooleanField(default=False)  # typed later from paper, and says so
    from_paper = models.BooleanField(default=False)  # written on paper at the door
    record = models.UUIDField(null=True, blank=True)  # its line in the ledger
    lines = models.PositiveSmallIntegerField(default=0)  # how many it has had there so far
    corrected_at = models.DateTimeField(null=True, blank=True)  # words before it speak of the old
    follow_up = models.ForeignKey(
        "needs.Need", models.PROTECT, null=True, blank=True, related_name="noticed_on"
    )  # what was noticed, as a matter of its own
    why_cancelled = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "visits_visit"
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_end__gte=F("planned_start")), name="visit_window_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(state="recorded") | ~Q(outcome=""), name="recorded_visit_has_outcome"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="done")
                | (
                    Q(started_at__isnull=False)
                    & Q(ended_at__isnull=False)
                    & ~Q(health="")
                    & ~Q(mood="")
                    & ~Q(safety="")
                    & ~Q(hygiene="")
                    & ~Q(living="")
                ),
                name="done_visit_has_five_checks",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__gte=F("started_at")), name="visit_ends_after_it_starts"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "planned_start"], name="visits_of_agency"),
            models.Index(fields=["worker", "planned_start"], name="visits_of_worker"),
            models.Index(fields=["community", "planned_start"], name="visits_of_community"),
            models.Index(
                fields=["person", "started_at"],
                name="visits_that_met",
                condition=Q(outcome="done"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.planned_start:%Y-%m-%d} {self.whom}"

    @property
    def crew(self) -> list[UUID]:
        """Everybody who goes, the one who answers for it first."""
        return [self.worker, *self.companions]

    @property
    def crew_names(self) -> str:
        """「孟社工、李干事」"""
        return listed([self.worker_name, *self.companion_names])


class Word(models.Model):
    """What somebody other than the worker says of a visit. Append-only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="words")
    how = models.CharField(max_length=12, choices=How)
    said = models.CharField(max_length=12, choices=Said)
    note = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by_user = models.UUIDField(null=True)
    by_org = models.UUIDField()

    class Meta:
        db_table = "visits_word"

    def __str__(self) -> str:
        return f"{self.visit_id} {self.said}"

"""Nobody answered: the ladder that is climbed until somebody knows how the person is."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from sanshe.ground.kit.ids import new_id
from sanshe.trust.policy.walls import Walled

from ..enums import Found, LadderWhy, NextStep, Pace
from .visit import Visit


class Ladder(Walled):
    """Open until the person was reached, is known to be somewhere, or others took over."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="ladders")  # that opened it
    need = models.ForeignKey("needs.Need", models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    whom = models.CharField(max_length=40)
    agency = models.UUIDField()
    worker = models.UUIDField()
    worker_name = models.CharField(max_length=40)
    why = models.CharField(max_length=10, choices=LadderWhy)
    pace = models.CharField(max_length=5, choices=Pace)
    opened_at = models.DateTimeField()  # since when nobody answers
    rung = models.CharField(max_length=16, choices=NextStep)  # what is to be done now
    due_at = models.DateTimeField()  # by when
    told = models.PositiveSmallIntegerField(default=0)  # how many were told that it is overdue
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_how = models.CharField(max_length=12, choices=Found, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "visits_ladder"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_how="")
                | Q(ended_at__isnull=False, ended_how__in=Found.endings()),
                name="ladder_ends_with_an_ending",
            ),
            models.UniqueConstraint(
                fields=["agency", "person"],
                condition=Q(ended_at__isnull=True),
                name="one_open_ladder_a_person",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="ladder_open", condition=Q(ended_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.whom} {self.rung}"

    @property
    def rung_label(self) -> str:
        """What is to be done now, in words: the slow pace begins with a call the next day."""
        if self.pace == Pace.SLOW and self.rung == NextStep.AGAIN:
            return _("第二天打电话再问")
        return str(NextStep(self.rung).label)


class Rung(models.Model):
    """What was done on a rung, or why it was skipped. Append-only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ladder = models.ForeignKey(Ladder, models.PROTECT, related_name="rungs")
    rung = models.CharField(max_length=16, choices=NextStep)
    skipped = models.BooleanField(default=False)
    found = models.CharField(max_length=12, choices=Found, blank=True)
    text = models.CharField(max_length=300, blank=True)  # what was found, or why skipped
    source = models.CharField(max_length=100, blank=True)  # who says where the person is
    at = models.DateTimeField()
    written_at = models.DateTimeField()
    by_user = models.UUIDField(null=True)
    by_name = models.CharField(max_length=40, blank=True)
    by_org = models.UUIDField()

    class Meta:
        db_table = "visits_rung"
        constraints = [
            models.CheckConstraint(
                condition=Q(skipped=True, found="") & ~Q(text="") | Q(skipped=False) & ~Q(found=""),
                name="rung_is_done_or_skipped_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.ladder_id} {self.rung}"

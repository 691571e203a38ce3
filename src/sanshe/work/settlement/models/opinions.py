"""What residents say of an agreement: whom the system drew, and answers that name nobody."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sanshe.ground.kit.ids import new_id

from ..enums import Asked, Group, Outcome


class Survey(models.Model):
    """Drawn at random from those served and from those not. ``least`` answers and ``live`` percent
    by phone or at home are what it takes to be enough."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="+")
    opened_on = models.DateField()
    opened_by = models.UUIDField(null=True)
    seed = models.CharField(max_length=32)
    served_pool = models.PositiveIntegerField()
    unserved_pool = models.PositiveIntegerField()
    least = models.PositiveIntegerField()
    live = models.PositiveSmallIntegerField()
    closed_on = models.DateField(null=True)

    class Meta:
        db_table = "settlement_survey"
        constraints = [
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(closed_on__isnull=True), name="one_open_survey"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.opened_on}"


class Respondent(models.Model):
    """Somebody who was drawn: how they are asked, and whether they answered; not what. Their slip
    (``number`` and a secret) lets them answer by themselves."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="respondents")
    supplier = models.UUIDField()  # whose people see nothing of this
    community = models.BigIntegerField()
    person = models.UUIDField()
    group = models.CharField(max_length=8, choices=Group)
    number = models.CharField(max_length=9, blank=True)
    secret_hash = models.CharField(max_length=100, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)
    by = models.CharField(max_length=8, choices=Asked, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_by = models.UUIDField(null=True)
    asked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "settlement_respondent"
        constraints = [
            models.UniqueConstraint(fields=["survey", "person"], name="respondent_drawn_once"),
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="opinion_slip_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.group}"


def _scale(field: str) -> Q:
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__range": (1, 5)})


class Answer(models.Model):
    """One answer. Nothing leads from it to the person: its number is random, it has no hour."""

    id = models.UUIDField(primary_key=True, editable=False)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="answers")
    group = models.CharField(max_length=8, choices=Group)
    by = models.CharField(max_length=8, choices=Asked)
    satisfaction = models.PositiveSmallIntegerField(null=True)  # 1…5; None where not served
    recognition = models.PositiveSmallIntegerField(null=True)  # 1…5
    participation = models.BooleanField(null=True)
    words = models.TextField(blank=True)

    class Meta:
        db_table = "settlement_answer"
        constraints = [
            models.CheckConstraint(condition=_scale("satisfaction"), name="satisfaction_one_to_5"),
            models.CheckConstraint(condition=_scale("recognition"), name="recognition_one_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.group}"

"""Acceptance line by line, its public notice, and papers of the supplier the purchaser took."""

from __future__ import annotations

from django.db import models

from sanshe.ground.kit.ids import new_id

from .opinions import Survey


class Acceptance(models.Model):
    """One a purchase. On notice from ``noticed_on``; objections are heard until the end of
    ``notice_until``."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.OneToOneField("agreements.Agreement", models.PROTECT, related_name="+")
    opened_on = models.DateField()
    opened_by = models.UUIDField(null=True)
    survey = models.ForeignKey(Survey, models.PROTECT, null=True, related_name="+")
    noticed_on = models.DateField(null=True)
    notice_until = models.DateField(null=True)
    words = models.TextField(blank=True)
    closed_on = models.DateField(null=True)

    class Meta:
        db_table = "settlement_acceptance"

    def __str__(self) -> str:
        return str(self.agreement_id)


class AcceptanceLine(models.Model):
    """One promise: how much of it, how much was counted (or measured) then, accepted or not."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    acceptance = models.ForeignKey(Acceptance, models.PROTECT, related_name="lines")
    indicator = models.ForeignKey("agreements.Indicator", models.PROTECT, related_name="+")
    promised = models.DecimalField(max_digits=12, decimal_places=2)
    counted = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    accepted = models.BooleanField(null=True)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "settlement_acceptance_line"
        constraints = [
            models.UniqueConstraint(fields=["acceptance", "indicator"], name="accepted_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.acceptance_id} {self.indicator_id}"


class Objection(models.Model):
    """What somebody has against the result, and the purchaser's answer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    acceptance = models.ForeignKey(Acceptance, models.PROTECT, related_name="objections")
    purchaser = models.UUIDField()
    org = models.UUIDField()  # NOBODY: a resident
    community = models.BigIntegerField()
    text = models.TextField()
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        db_table = "settlement_objection"

    def __str__(self) -> str:
        return f"{self.acceptance_id} {self.at:%F}"


class Seen(models.Model):
    """The purchaser took a paper: the work plan, the audit. Append-only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="+")
    document = models.OneToOneField("agreements.Document", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    on = models.DateField()
    at = models.DateTimeField()
    by_user = models.UUIDField(null=True)

    class Meta:
        db_table = "settlement_seen"

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.kind}"

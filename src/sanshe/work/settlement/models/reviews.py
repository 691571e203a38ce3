"""A review of an agreement: who judges, by what sheet, which files were looked at.

``area``, ``purchaser`` and ``supplier`` repeat the agreement's: the walls read them.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sanshe.ground.kit.ids import new_id

from ..enums import Judge, ReviewKind


class Review(models.Model):
    """Mid-term or final. ``seed``, ``pool`` and ``pool_digest`` let anybody draw the files to be
    looked at again; ``score`` (points of 100) is reckoned when it is published, never typed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="+")
    area = models.BigIntegerField()
    purchaser = models.UUIDField()
    supplier = models.UUIDField()
    kind = models.CharField(max_length=8, choices=ReviewKind)
    opened_on = models.DateField()
    opened_by = models.UUIDField(null=True)
    seed = models.CharField(max_length=32, blank=True)
    pool = models.PositiveIntegerField(default=0)  # counted records when the files were drawn
    pool_digest = models.CharField(max_length=64, blank=True)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    published_on = models.DateField(null=True)
    words = models.TextField(blank=True)  # what the publication says

    class Meta:
        db_table = "settlement_review"
        constraints = [
            models.UniqueConstraint(fields=["agreement", "kind"], name="review_of_a_kind_once"),
            models.CheckConstraint(
                condition=Q(score__isnull=True, published_on__isnull=True)
                | Q(score__isnull=False, published_on__isnull=False),
                name="review_is_published_with_its_score",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.kind}"


class Evaluator(models.Model):
    """Somebody asked to judge, and what they declared of their own interest. Only who has
    declared and not withdrawn may give points."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    review = models.ForeignKey(Review, models.PROTECT, related_name="evaluators")
    area = models.BigIntegerField()
    purchaser = models.UUIDField()
    user = models.UUIDField()
    org = models.UUIDField()
    kind = models.CharField(max_length=12, choices=Judge)
    interest = models.CharField(max_length=300, blank=True)
    tied_until = models.DateField(null=True)  # last worked for or paid by the supplier
    declared_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "settlement_evaluator"
        constraints = [
            models.UniqueConstraint(fields=["review", "user"], name="evaluator_once_a_review"),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} {self.kind}"


class Line(models.Model):
    """One line of the score sheet; the weights of a review sum to 100 points."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    review = models.ForeignKey(Review, models.PROTECT, related_name="lines")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    weight = models.DecimalField(max_digits=5, decimal_places=2)

    class Meta:
        db_table = "settlement_line"
        constraints = [
            models.UniqueConstraint(fields=["review", "order"], name="score_line_once"),
            models.CheckConstraint(condition=Q(weight__gt=0), name="score_line_weighs_something"),
        ]

    def __str__(self) -> str:
        return self.name


class Points(models.Model):
    """What one evaluator gave one line: from nothing to its weight."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    line = models.ForeignKey(Line, models.PROTECT, related_name="points")
    evaluator = models.ForeignKey(Evaluator, models.PROTECT, related_name="points")
    points = models.DecimalField(max_digits=5, decimal_places=2)
    words = models.CharField(max_length=300, blank=True)
    given_at = models.DateTimeField()

    class Meta:
        db_table = "settlement_points"
        constraints = [
            models.UniqueConstraint(fields=["line", "evaluator"], name="points_once"),
            models.CheckConstraint(condition=Q(points__gte=0), name="points_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.points}"


class FileCheck(models.Model):
    """One record the system drew, and whether its file was in order."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    review = models.ForeignKey(Review, models.PROTECT, related_name="files")
    order = models.PositiveSmallIntegerField()
    record = models.UUIDField()
    county = models.BigIntegerField()
    good = models.BooleanField(null=True)
    words = models.CharField(max_length=300, blank=True)
    checked_by = models.UUIDField(null=True)
    checked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "settlement_file_check"
        constraints = [
            models.UniqueConstraint(fields=["review", "order"], name="file_check_order_once"),
            models.UniqueConstraint(fields=["review", "record"], name="file_drawn_once"),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} {self.order}"

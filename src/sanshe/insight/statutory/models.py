"""What is written beside the figures: policy papers, told numbers, closed tables."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sanshe.ground.kit.ids import new_id

from .enums import Topic


class Policy(models.Model):
    """A policy paper that an area issued. It is withdrawn, never deleted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    area = models.BigIntegerField(db_index=True)
    topic = models.CharField(max_length=16, choices=Topic)
    title = models.CharField(max_length=120)
    number = models.CharField(max_length=60, blank=True)  # 文号
    issuer = models.CharField(max_length=80)
    issued_on = models.DateField()
    at = models.DateTimeField()
    by_user = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=200, blank=True)
    withdrawn_by = models.UUIDField(null=True)

    class Meta:
        db_table = "statutory_policy"
        constraints = [
            models.UniqueConstraint(
                fields=["area", "issuer", "title", "issued_on"],
                condition=Q(withdrawn_at__isnull=True),
                name="policy_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_why=""),
                name="withdrawing_a_policy_needs_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Told(models.Model):
    """A number from outside: by whom, from which paper. Append-only: the newest word holds, and
    one without a number takes the former back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    form = models.CharField(max_length=24)
    version = models.CharField(max_length=12)
    line = models.CharField(max_length=12)
    area = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    number = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    paper = models.CharField(max_length=120)
    paper_on = models.DateField(null=True)
    at = models.DateTimeField()
    by_user = models.UUIDField(null=True)
    by_org = models.UUIDField()

    class Meta:
        db_table = "statutory_told"
        indexes = [models.Index(fields=["year", "area", "line"], name="told_of_a_year")]
        constraints = [
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(number__gte=0), name="told_not_below_zero"
            ),
            models.CheckConstraint(condition=~Q(paper=""), name="told_from_a_paper"),
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.area} {self.number}"


class Edition(models.Model):
    """A year's tables of an area as they were closed. Append-only: a correction is a new number
    with its reason, chained to the one before."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    form = models.CharField(max_length=24)
    version = models.CharField(max_length=12)
    area = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    as_of = models.DateField()
    lines = models.JSONField()  # [{"code", "counted", "told"}]: decimals as text, or null
    reason = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField()
    by_user = models.UUIDField(null=True)
    by_org = models.UUIDField()
    hash = models.BinaryField()

    class Meta:
        db_table = "statutory_edition"
        constraints = [
            models.UniqueConstraint(
                fields=["area", "year", "form", "number"], name="edition_number_once"
            ),
            models.CheckConstraint(
                condition=Q(number=1) | (Q(number__gt=1) & ~Q(reason="")),
                name="correction_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.year} #{self.number}"

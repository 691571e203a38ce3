"""Whose money, for what, and in which steps it is paid."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sanshe.ground.kit.ids import new_id

from ..enums import Condition, Money
from .agreement import Agreement


class Source(models.Model):
    """Where part of the money comes from. Sources sum to the price (with amendments)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="sources")
    kind = models.CharField(max_length=16, choices=Money)
    name = models.CharField(max_length=80)
    amount = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        db_table = "agreements_source"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="source_gives_something"),
            models.UniqueConstraint(fields=["agreement", "kind", "name"], name="source_once"),
        ]

    def __str__(self) -> str:
        return self.name


class BudgetLine(models.Model):
    """What part of the money is for. Lines sum to the price."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="budget")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    amount = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        db_table = "agreements_budget"
        constraints = [
            models.UniqueConstraint(fields=["agreement", "order"], name="budget_line_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="budget_line_not_negative"),
        ]

    def __str__(self) -> str:
        return self.name


class Tranche(models.Model):
    """A part of the price, payable when all its gates are open. Tranches sum to the price."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="tranches")
    number = models.PositiveSmallIntegerField()
    share = models.DecimalField(max_digits=5, decimal_places=2)  # percent of the price
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    due_on = models.DateField()

    class Meta:
        db_table = "agreements_tranche"
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="tranche_number_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="tranche_is_money"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} P{self.number}"


class Gate(models.Model):
    """One condition of a tranche. ``threshold``: points, percent or working days."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tranche = models.ForeignKey(Tranche, models.PROTECT, related_name="gates")
    condition = models.CharField(max_length=20, choices=Condition)
    threshold = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)

    class Meta:
        db_table = "agreements_gate"
        constraints = [
            models.UniqueConstraint(fields=["tranche", "condition"], name="gate_once"),
        ]

    def __str__(self) -> str:
        return f"{self.tranche_id} {self.condition}"


class Amendment(models.Model):
    """A supplementary agreement: at most 10 % of the price in all (政府采购法 art. 49)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="amendments")
    number = models.PositiveSmallIntegerField()
    signed_on = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)  # may be negative or nothing
    why = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)

    class Meta:
        db_table = "agreements_amendment"
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="amendment_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} +{self.number}"

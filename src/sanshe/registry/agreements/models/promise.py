"""Indicators, and the rules by which the book's records count for them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sanshe.ground.kit.ids import new_id
from sanshe.registry.catalogue.enums import Unit

from ..enums import MeasuredUnit, Once
from .agreement import Agreement


class Indicator(models.Model):
    """What is promised, in one unit. ``measured`` ones (satisfaction) are judged at reviews and
    never added up. Weights of an agreement sum to 100."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="indicators")
    code = models.CharField(max_length=12)
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    unit = models.CharField(max_length=16, choices=[*Unit.choices, *MeasuredUnit.choices])
    target = models.DecimalField(max_digits=12, decimal_places=2)
    weight = models.DecimalField(max_digits=5, decimal_places=2)
    measured = models.BooleanField(default=False)
    evidence = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField(null=True, blank=True)  # None: the agreement's own
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "agreements_indicator"
        constraints = [
            models.UniqueConstraint(fields=["agreement", "code"], name="indicator_code_once"),
            models.CheckConstraint(condition=Q(target__gt=0), name="indicator_has_a_target"),
            models.CheckConstraint(
                condition=Q(weight__gte=0, weight__lte=100), name="indicator_weight_in_percent"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="indicator_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(measured=True, unit="percent")
                | (Q(measured=False) & ~Q(unit="percent")),
                name="indicator_is_counted_or_measured",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Rule(models.Model):
    """How records count for an indicator, from ``effective_at`` on. Append-only: a change is a new
    number with its reason, and a recount shows what it changed. The newest rule counts all."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="rules")
    number = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    services = ArrayField(models.BigIntegerField(), default=list)
    confirmed_only = models.BooleanField(default=True)
    once = models.CharField(max_length=8, choices=Once, blank=True, default=Once.ALWAYS)
    min_heads = models.PositiveIntegerField(default=0)  # people at one event or session
    min_minutes = models.PositiveIntegerField(default=0)
    min_contacts = models.PositiveSmallIntegerField(default=0)  # of a case's series
    min_sessions = models.PositiveSmallIntegerField(default=0)  # of a group's series
    min_members = models.PositiveSmallIntegerField(default=0)  # at each of those sessions
    within_working_days = models.PositiveSmallIntegerField(null=True, blank=True)  # to record it
    alive = models.BooleanField(default=False)  # a person who has died cannot be visited

    class Meta:
        db_table = "agreements_rule"
        constraints = [
            models.UniqueConstraint(fields=["indicator", "number"], name="rule_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} #{self.number}"

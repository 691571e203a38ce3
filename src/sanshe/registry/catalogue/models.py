"""Service items, a community's transfer catalogue in versions, and its concrete services."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from .enums import Duty, Reported, Unit, VersionState


class ServiceItem(models.Model):
    """Something a community is asked for: visiting elders, mediation, a certificate."""

    code = models.CharField(max_length=24, unique=True)
    name = models.CharField(max_length=80)
    categories = ArrayField(models.CharField(max_length=32), default=list, blank=True)
    legal_basis = models.CharField(max_length=200, blank=True)
    department = models.CharField(max_length=80, blank=True)
    statutory_duty = models.BooleanField(default=False)  # government must do it itself
    on_negative_list = models.BooleanField(default=False)  # 102号令 art 10: never bought
    law_enforcement = models.BooleanField(default=False)  # a community is never responsible
    materials = models.CharField(max_length=200, blank=True)
    gives_certificate = models.BooleanField(default=False)

    class Meta:
        db_table = "catalogue_item"

    def __str__(self) -> str:
        return self.name


class CatalogueVersion(models.Model):
    """One published (or drafted) version of what a community hands to whom."""

    community = models.BigIntegerField(db_index=True)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=VersionState, default=VersionState.DRAFT)
    effective_from = models.DateField(null=True, blank=True)
    effective_to = models.DateField(null=True, blank=True)
    why = models.CharField(max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=0)  # grows with every edit of the draft
    former = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    approved_by = models.UUIDField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "catalogue_version"
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="version_number_once"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(effective_from__isnull=False),
                name="published_version_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
                name="version_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["community"], condition=Q(state="draft"), name="one_draft_a_community"
            ),
            ExclusionConstraint(
                name="one_version_in_force",
                condition=Q(state="published"),
                expressions=[
                    (
                        Func(F("community"), F("community"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(
                            F("effective_from"),
                            F("effective_to"),
                            Value("[]"),
                            function="daterange",
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community} v{self.number}"


class CatalogueLine(models.Model):
    """An item in a version: its duty class, exactly one lead, named helpers, the reason."""

    version = models.ForeignKey(CatalogueVersion, models.CASCADE, related_name="lines")
    item = models.ForeignKey(ServiceItem, models.PROTECT, related_name="lines")
    duty = models.CharField(max_length=12, choices=Duty)
    lead = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    helpers = models.ManyToManyField("organisations.Organisation", related_name="+", blank=True)
    platform = models.ForeignKey(
        "organisations.Platform", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=200, blank=True)
    entry_approval = models.CharField(max_length=60, blank=True)  # 准入 number

    class Meta:
        db_table = "catalogue_line"
        constraints = [
            models.UniqueConstraint(fields=["version", "item"], name="item_once_a_version"),
            models.CheckConstraint(
                condition=~Q(duty="refused") | ~Q(reason=""), name="refusing_needs_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.item_id}"


class Objection(models.Model):
    """Somebody's word against a version, and the answer."""

    version = models.ForeignKey(CatalogueVersion, models.CASCADE, related_name="objections")
    item = models.ForeignKey(ServiceItem, models.PROTECT, null=True, blank=True)
    text = models.TextField()
    by_org = models.UUIDField()
    at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "catalogue_objection"

    def __str__(self) -> str:
        return self.text[:40]


class Service(models.Model):
    """A concrete service of one platform (FX-01), with how it is counted and the year's plan."""

    code = models.CharField(max_length=24, unique=True)
    name = models.CharField(max_length=80)
    community = models.BigIntegerField(db_index=True)
    item = models.ForeignKey(ServiceItem, models.PROTECT, related_name="services")
    platform = models.ForeignKey(
        "organisations.Platform", models.PROTECT, null=True, blank=True, related_name="services"
    )
    unit = models.CharField(max_length=16, choices=Unit)
    target_group = models.CharField(max_length=80, blank=True)
    frequency = models.CharField(max_length=80, blank=True)
    planned_per_year = models.PositiveIntegerField(default=0)
    counts_if = models.CharField(max_length=120, blank=True)
    evidence = models.CharField(max_length=80, blank=True)
    sealed = models.BooleanField(default=False)  # count only; its matters stay behind the wall
    reported_as = models.CharField(max_length=20, choices=Reported, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "catalogue_service"

    def __str__(self) -> str:
        return self.name

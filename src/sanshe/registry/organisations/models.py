"""Organisations, and the service platforms they run at a place for a time."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from sanshe.ground.kit.ids import new_id

from .enums import OrgKind, PlatformKind, RegisteredLevel


class Organisation(models.Model):
    """A body that acts: purchaser, street office, committee, agency, filed group, hotline."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=24, choices=OrgKind)
    name = models.CharField(max_length=80, unique=True)
    uscc = models.CharField(max_length=18, null=True, blank=True, unique=True)
    area = models.BigIntegerField(db_index=True)  # where it is at home
    registered_level = models.CharField(max_length=12, blank=True, choices=RegisteredLevel)
    registered_on = models.DateField(null=True, blank=True)  # with the registering department
    party_body = models.BooleanField(null=True, blank=True)  # None: nobody has said
    rating = models.CharField(max_length=4, blank=True)
    phone = models.CharField(max_length=40, blank=True)  # the public one
    main_clients = models.CharField(max_length=80, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "organisations_organisation"

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """Another name the same organisation is known by."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=80, unique=True)

    class Meta:
        db_table = "organisations_alias"

    def __str__(self) -> str:
        return self.name


class Platform(models.Model):
    """A typed thing at a place: it outlives the agency that runs it."""

    kind = models.CharField(max_length=24, choices=PlatformKind)
    name = models.CharField(max_length=80)
    community = models.BigIntegerField(db_index=True)
    address = models.CharField(max_length=120, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address_hidden = models.BooleanField(default=False)  # never printed: anti-violence stations
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "organisations_platform"
        constraints = [
            models.UniqueConstraint(fields=["community", "name"], name="platform_name_once"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="platform_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_address(self) -> str:
        """The address for lists and public pages: none where it must stay unknown (§2.10)."""
        return "" if self.address_hidden else self.address


class Settlement(models.Model):
    """Which organisation runs a platform, during which time (the article's 2015 settlements)."""

    platform = models.ForeignKey(Platform, models.CASCADE, related_name="settlements")
    operator = models.ForeignKey(Organisation, models.PROTECT, related_name="settlements")
    during = DateRangeField()

    class Meta:
        db_table = "organisations_settlement"
        constraints = [
            ExclusionConstraint(
                name="one_operator_at_a_time",
                expressions=[
                    (
                        Func(F("platform"), F("platform"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.platform_id} {self.operator_id} {self.during}"

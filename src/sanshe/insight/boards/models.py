"""What boards show: figures by level and month, folded upward from the book (docs/adr/0015).

Readings, all of them: made from the book alone, kept by one writer (``folding``), recounted at any
time.
"""

from __future__ import annotations

from uuid import UUID

from django.db import models

from sanshe.ground.kit.ids import NOBODY
from sanshe.registry.catalogue.enums import Unit

ANY_ITEM = 0
ANY_PLATFORM = 0
ANY_AGENCY: UUID = NOBODY
ALL_KINDS = ""
MUST = "must"


class Month(models.Model):
    """How much, in one area and one month.

    At the community (level 5) every row is a *part*: one item, agency, platform and unit. Above,
    a row is of one item and any agency, or of one agency and any item, so that an area's board
    reads what it shows and no more. ``pool``: what a part may be shown in (``shading``). Sealed
    records stand at the community only and are shown to their own agency alone.
    """

    pk = models.CompositePrimaryKey(
        "level", "area", "month", "item", "agency", "platform", "unit", "sealed", "pool"
    )
    level = models.SmallIntegerField()
    area = models.BigIntegerField()
    month = models.DateField()  # its first day
    item = models.BigIntegerField(default=ANY_ITEM)
    agency = models.UUIDField(default=ANY_AGENCY)
    platform = models.BigIntegerField(default=ANY_PLATFORM)
    unit = models.CharField(max_length=16, choices=Unit)
    sealed = models.BooleanField(default=False)
    pool = models.SmallIntegerField(default=0)
    records = models.BigIntegerField(default=0)
    confirmed = models.BigIntegerField(default=0)  # of them
    quantity = models.DecimalField(max_digits=20, decimal_places=2, default=0)
    heads = models.BigIntegerField(default=0)

    class Meta:
        db_table = "boards_month"
        indexes = [
            models.Index(
                fields=["agency", "month", "area"],
                name="boards_of_agency",
                condition=models.Q(level=5),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.month:%Y-%m} {self.records}"


class Seen(models.Model):
    """How many records of one month, community, item and agency name one person: what ``Reached``
    and ``ReachedBy`` count. A sealed record has neither item nor agency here."""

    pk = models.CompositePrimaryKey("person", "month", "community", "item", "agency")
    person = models.UUIDField()
    month = models.DateField()
    community = models.BigIntegerField()
    item = models.BigIntegerField(default=ANY_ITEM)
    agency = models.UUIDField(default=ANY_AGENCY)
    times = models.BigIntegerField()

    class Meta:
        db_table = "boards_seen"
        indexes = [models.Index(fields=["community"], name="boards_seen_in")]

    def __str__(self) -> str:
        return f"{self.person} {self.times}"


class Reached(models.Model):
    """How many different known persons, in one area and one month or whole year. No sum of the
    areas or months within: somebody who was in two counts once. ``pool`` as in ``Month``, of
    communities."""

    pk = models.CompositePrimaryKey("level", "area", "start", "whole_year")
    level = models.SmallIntegerField()
    area = models.BigIntegerField()
    start = models.DateField()
    whole_year = models.BooleanField()
    persons = models.BigIntegerField(default=0)
    pool = models.SmallIntegerField(default=0)

    class Meta:
        db_table = "boards_reached"
        indexes = [
            models.Index(
                fields=["start", "whole_year", "area"],
                name="boards_reached_shaded",
                condition=~models.Q(pool=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.start} {self.persons}"


class ReachedBy(models.Model):
    """As ``Reached``, of one item (and any agency) or of one agency (and any item). In a community
    years only: its months would be counts too small to show."""

    pk = models.CompositePrimaryKey("level", "area", "start", "whole_year", "item", "agency")
    level = models.SmallIntegerField()
    area = models.BigIntegerField()
    start = models.DateField()
    whole_year = models.BooleanField()
    item = models.BigIntegerField(default=ANY_ITEM)
    agency = models.UUIDField(default=ANY_AGENCY)
    persons = models.BigIntegerField(default=0)

    class Meta:
        db_table = "boards_reached_by"

    def __str__(self) -> str:
        return f"{self.area} {self.start} {self.item or self.agency} {self.persons}"


class Mark(models.Model):
    """Up to which entry a chain of the book was folded."""

    pk = models.CompositePrimaryKey("county", "agency")
    county = models.BigIntegerField()
    agency = models.UUIDField()
    seq = models.BigIntegerField(default=0)

    class Meta:
        db_table = "boards_mark"

    def __str__(self) -> str:
        return f"{self.county} {self.agency} {self.seq}"


class Recount(models.Model):
    """How far a recount has come: one row a county, so that it goes on where it stopped."""

    pk = models.CompositePrimaryKey("run", "county")
    run = models.UUIDField()
    county = models.BigIntegerField()
    differ = models.IntegerField(null=True)  # None until it was counted

    class Meta:
        db_table = "boards_recount"

    def __str__(self) -> str:
        return f"{self.county} {self.differ}"


class Kept(models.Model):
    """A county's month as its own board told it when it was last read (``keeping``): what may be
    shown of the matters of one ``kind`` (of all: ""), and ``MUST``: of those to be reached.

    Above the county boards add these up and nothing else, so they tell nothing that a county's
    board would not. ``more``: a few are left out.
    """

    pk = models.CompositePrimaryKey("county", "month", "kind")
    county = models.BigIntegerField()
    month = models.DateField()
    kind = models.CharField(max_length=20)
    heard = models.IntegerField(default=0)  # of MUST: how many must be reached
    answered = models.IntegerField(default=0)  # of MUST: how many were
    in_time = models.IntegerField(default=0)
    reopened = models.IntegerField(default=0)
    more = models.BooleanField(default=False)

    class Meta:
        db_table = "boards_kept"

    def __str__(self) -> str:
        return f"{self.county} {self.month:%Y-%m} {self.kind} {self.heard}"


class Reading(models.Model):
    """When a county's matters and elders were last read: its last months, and all of them."""

    county = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    all_at = models.DateTimeField()

    class Meta:
        db_table = "boards_reading"
        indexes = [models.Index(fields=["at"], name="boards_reading_at")]

    def __str__(self) -> str:
        return f"{self.county} {self.at}"

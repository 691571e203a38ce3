"""The one book: service records, what was said of them, where they stand, and their tallies.

Keeps the rules that let the book be spread over servers by county (docs/adr/0005): ``county`` is
the first column, part of every key and never updated; only ``item`` is a foreign key (a reference
table); everything else is a plain column that the action has checked.

The foreign keys are laid by hand in the migration: Django's own are deferrable.

``Record`` and ``Remark`` are append-only. ``Standing``, ``Tally`` and ``Presence`` are readings of
them, kept in the same transaction, and can be recounted at any time.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sanshe.ground.kit.places import COUNTY
from sanshe.registry.catalogue.enums import Unit

from . import enums

IN_COUNTY = Q(community__gte=F("county"), community__lt=F("county") + COUNTY)
"""The county is the community's: a row in another's shard would never be found again."""


class Record(models.Model):
    """One service that reached somebody. Written once; a mistake is reversed, never edited."""

    pk = models.CompositePrimaryKey("county", "id")
    county = models.BigIntegerField()
    id = models.UUIDField()
    community = models.BigIntegerField()
    agency = models.UUIDField()  # whose work it was, and whose chain it hangs on
    item = models.ForeignKey(
        "catalogue.ServiceItem",
        models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    service = models.BigIntegerField()
    platform = models.BigIntegerField(null=True)
    day = models.DateField()  # Asia/Shanghai day of ``started_at``
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    persons = ArrayField(models.UUIDField(), default=list)  # for whom, where they are known
    heads = models.PositiveIntegerField()  # for how many, known or not
    workers = ArrayField(models.UUIDField(), default=list)  # by whom
    quantity = models.DecimalField(max_digits=12, decimal_places=2)
    unit = models.CharField(max_length=16, choices=Unit)
    source = models.CharField(max_length=12, choices=enums.Source)
    source_id = models.UUIDField()
    revision = models.PositiveSmallIntegerField(default=0)  # a correction after a reversal
    sealed = models.BooleanField(default=False)
    series = models.UUIDField(null=True)  # the case or group it is a contact or session of
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()
    seq = models.BigIntegerField()
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        db_table = "ledger_record"
        constraints = [
            models.UniqueConstraint(
                fields=["county", "source", "source_id", "revision"], name="ledger_source_once"
            ),
            models.UniqueConstraint(fields=["county", "agency", "seq"], name="ledger_record_order"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="ledger_quantity_positive"),
            models.CheckConstraint(
                condition=Q(ended_at__gte=F("started_at")), name="ledger_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=IN_COUNTY, name="ledger_record_in_its_county"),
        ]
        indexes = [
            models.Index(fields=["county", "community", "day"], name="ledger_by_day"),
            models.Index(
                fields=["county", "series"], name="ledger_series", condition=Q(series__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.quantity} {self.unit}"


class Remark(models.Model):
    """What was said of a record: confirmed, disputed, reversed. On the same chain as records."""

    pk = models.CompositePrimaryKey("county", "id")
    county = models.BigIntegerField()
    id = models.UUIDField()
    record = models.UUIDField()
    community = models.BigIntegerField()
    agency = models.UUIDField()
    standing = models.CharField(max_length=12, choices=enums.Standing)  # what it became
    was = models.CharField(max_length=12, choices=enums.Standing)
    method = models.CharField(max_length=16, choices=enums.Method, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    sealed = models.BooleanField(default=False)  # as its record
    at = models.DateTimeField()
    by = models.UUIDField()
    seq = models.BigIntegerField()
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        db_table = "ledger_remark"
        constraints = [
            models.UniqueConstraint(fields=["county", "agency", "seq"], name="ledger_remark_order"),
            models.CheckConstraint(condition=IN_COUNTY, name="ledger_remark_in_its_county"),
        ]
        indexes = [models.Index(fields=["county", "record"], name="ledger_remarks_of")]

    def __str__(self) -> str:
        return f"{self.record} {self.standing}"


class Place(models.Model):
    """Where a record stands now."""

    pk = models.CompositePrimaryKey("county", "record")
    county = models.BigIntegerField()
    record = models.UUIDField()
    community = models.BigIntegerField()
    agency = models.UUIDField()
    sealed = models.BooleanField(default=False)  # as its record
    standing = models.CharField(max_length=12, choices=enums.Standing)

    class Meta:
        db_table = "ledger_standing"
        constraints = [
            models.CheckConstraint(condition=IN_COUNTY, name="ledger_standing_in_its_county"),
        ]

    def __str__(self) -> str:
        return f"{self.record} {self.standing}"


class Tally(models.Model):
    """How much, by day, community, service and agency, apart by unit and standing.

    ``records`` how many records; ``quantity`` in ``unit``; ``heads`` person-times reached;
    ``persons`` different known persons that day. Reversed records stand in no tally; sealed ones
    stand apart from open ones, so that a small sealed figure can be left out (``queries.shut``).
    """

    pk = models.CompositePrimaryKey(
        "county", "day", "community", "agency", "service", "unit", "standing", "sealed"
    )
    county = models.BigIntegerField()
    day = models.DateField()
    community = models.BigIntegerField()
    agency = models.UUIDField()
    service = models.BigIntegerField()
    item = models.ForeignKey(
        "catalogue.ServiceItem",
        models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    unit = models.CharField(max_length=16, choices=Unit)
    standing = models.CharField(max_length=12, choices=enums.Standing)
    sealed = models.BooleanField(default=False)
    records = models.BigIntegerField(default=0)
    quantity = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    heads = models.BigIntegerField(default=0)
    persons = models.BigIntegerField(default=0)

    class Meta:
        db_table = "ledger_tally"
        constraints = [
            models.CheckConstraint(condition=IN_COUNTY, name="ledger_tally_in_its_county"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.community} {self.quantity} {self.unit}"


class Presence(models.Model):
    """How many records of one day and service stand for one person: what ``persons`` counts."""

    pk = models.CompositePrimaryKey(
        "county", "day", "community", "agency", "service", "unit", "standing", "person"
    )
    county = models.BigIntegerField()
    day = models.DateField()
    community = models.BigIntegerField()
    agency = models.UUIDField()
    service = models.BigIntegerField()
    unit = models.CharField(max_length=16, choices=Unit)
    standing = models.CharField(max_length=12, choices=enums.Standing)
    person = models.UUIDField()
    times = models.BigIntegerField(default=0)

    class Meta:
        db_table = "ledger_presence"
        constraints = [
            models.CheckConstraint(condition=IN_COUNTY, name="ledger_presence_in_its_county"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.times}"


class Head(models.Model):
    """The end of one organisation's chain in one county: where its next entry goes."""

    pk = models.CompositePrimaryKey("county", "agency")
    county = models.BigIntegerField()
    agency = models.UUIDField()
    seq = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        db_table = "ledger_head"

    def __str__(self) -> str:
        return f"{self.agency} {self.seq}"

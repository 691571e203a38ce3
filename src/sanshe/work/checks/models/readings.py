"""Readings of the book for the checks, kept by one writer (``folding``) and seen by nobody else.
They can be thrown away and made anew from the book."""

from __future__ import annotations

from django.db import models

from sanshe.registry.catalogue.enums import Unit


class Stay(models.Model):
    """One worker in one standing record: where they were, from when to when."""

    pk = models.CompositePrimaryKey("worker", "record")
    worker = models.UUIDField()
    record = models.UUIDField()
    county = models.BigIntegerField()
    agency = models.UUIDField()
    community = models.BigIntegerField()
    day = models.DateField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    person = models.UUIDField(null=True)  # where exactly one is known
    sealed = models.BooleanField(default=False)

    class Meta:
        db_table = "checks_stay"
        indexes = [
            models.Index(fields=["worker", "day"], name="stays_of_a_day"),
            models.Index(fields=["record"], name="stays_of_a_record"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.record}"


class Signing(models.Model):
    """One confirmation by somebody with an account, of a record that still stands."""

    pk = models.CompositePrimaryKey("county", "agency", "seq")
    county = models.BigIntegerField()
    agency = models.UUIDField()
    seq = models.BigIntegerField()
    signer = models.UUIDField()
    day = models.DateField()  # of Shanghai
    at = models.DateTimeField()
    record = models.UUIDField()
    community = models.BigIntegerField()
    person = models.UUIDField(null=True)
    sealed = models.BooleanField(default=False)

    class Meta:
        db_table = "checks_signing"
        indexes = [
            models.Index(fields=["signer", "day"], name="signings_of_a_day"),
            models.Index(fields=["record"], name="signings_of_a_record"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.record}"


class Shape(models.Model):
    """How the standing open records of one agency and platform look in one quarter: how many, how
    many of them are round, how many are confirmed. Names nobody."""

    pk = models.CompositePrimaryKey("county", "quarter", "agency", "platform", "unit")
    county = models.BigIntegerField()
    quarter = models.DateField()  # its first day
    agency = models.UUIDField()
    platform = models.BigIntegerField()  # 0: none
    unit = models.CharField(max_length=16, choices=Unit)
    records = models.BigIntegerField(default=0)
    confirmed = models.BigIntegerField(default=0)
    timed = models.BigIntegerField(default=0)  # that lasted at all
    round_times = models.BigIntegerField(default=0)
    crowds = models.BigIntegerField(default=0)  # of ten people or more
    round_crowds = models.BigIntegerField(default=0)
    amounts = models.BigIntegerField(default=0)  # of ten units or more
    round_amounts = models.BigIntegerField(default=0)
    judged = models.BooleanField(default=False)  # False: moved since it was last compared

    class Meta:
        db_table = "checks_shape"
        indexes = [
            models.Index(
                fields=["quarter"], name="shapes_to_judge", condition=models.Q(judged=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.county} {self.quarter} {self.records}"


class Mark(models.Model):
    """How far a chain of the book has been looked at."""

    pk = models.CompositePrimaryKey("county", "agency")
    county = models.BigIntegerField()
    agency = models.UUIDField()
    seq = models.BigIntegerField(default=0)
    entries = models.BigIntegerField(default=0)
    checked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "checks_mark"

    def __str__(self) -> str:
        return f"{self.county} {self.agency} {self.seq}"

"""The audit book: who did or read what, for which purpose. Append-only, hash-chained.

Part of the book that can be spread (see docs/adr/0005): ``county`` first in every key.
"""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One deed or one reading."""

    pk = models.CompositePrimaryKey("county", "id")
    county = models.BigIntegerField()
    id = models.UUIDField()
    org = models.UUIDField()
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.UUIDField()
    role = models.TextField()
    deed = models.TextField()
    subject_kind = models.TextField()
    subject_id = models.TextField()
    community = models.BigIntegerField()
    purpose = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        db_table = "audit_entry"
        constraints = [
            models.UniqueConstraint(fields=["county", "org", "seq"], name="audit_chain_order"),
        ]
        indexes = [
            models.Index(fields=["county", "subject_kind", "subject_id"], name="audit_subject"),
            models.Index(fields=["county", "at"], name="audit_when"),
            models.Index(fields=["id"], name="audit_newest"),  # the page "newest first"
        ]

    def __str__(self) -> str:
        return f"{self.deed} {self.subject_kind} {self.subject_id}"


class Head(models.Model):
    """The end of one chain: where the next line goes."""

    pk = models.CompositePrimaryKey("county", "org")
    county = models.BigIntegerField()
    org = models.UUIDField()
    seq = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        db_table = "audit_head"

    def __str__(self) -> str:
        return f"{self.org} {self.seq}"

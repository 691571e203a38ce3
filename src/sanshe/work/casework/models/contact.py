"""Each time the client was met or spoken to: one line in the ledger."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from sanshe.ground.kit.ids import new_id
from sanshe.trust.seal.fields import SealedField

from ..enums import ContactWay
from .case import Case


class Contact(models.Model):
    """``id`` is made before it is sent: the same one sent twice is one contact."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="met")
    way = models.CharField(max_length=8, choices=ContactWay)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    note = SealedField()
    worker = models.UUIDField()
    worker_name = models.CharField(max_length=40)
    written_at = models.DateTimeField()
    record = models.UUIDField(null=True, blank=True)  # its standing line in the ledger
    lines = models.PositiveSmallIntegerField(default=0)  # how many it has had there so far
    corrected_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "casework_contact"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__gt=F("started_at")), name="a_contact_ends_after_it_starts"
            ),
        ]
        indexes = [models.Index(fields=["case", "started_at"], name="casework_contacts_of")]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d} {self.way}"

    @property
    def minutes(self) -> int:
        return int((self.ended_at - self.started_at).total_seconds() // 60)


class Correction(models.Model):
    """A contact that was written down wrongly: what stood there, and why it was changed.
    Append-only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="corrections")
    reason = models.CharField(max_length=200)
    way = models.CharField(max_length=8, choices=ContactWay)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    note = SealedField()
    record = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField()
    by_user = models.UUIDField()
    by_name = models.CharField(max_length=40)

    class Meta:
        db_table = "casework_correction"

    def __str__(self) -> str:
        return f"{self.contact_id} {self.at:%Y-%m-%d}"

"""Which certificate somebody who works here holds."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sanshe.ground.kit.ids import new_id

from .enums import Certificate


class Qualification(models.Model):
    """A certificate, as the agency told it. No number and no copy of it: nothing here needs them.
    ``area`` is the agency's home; one told by mistake ends, and stays to be seen."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.UUIDField()
    agency = models.UUIDField()
    area = models.BigIntegerField()
    certificate = models.CharField(max_length=1, choices=Certificate)
    obtained_on = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        db_table = "workforce_qualification"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "certificate"], condition=Q(ended_at__isnull=True),
                name="certificate_once",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["agency"], name="qualifications_of_agency")]

    def __str__(self) -> str:
        return f"{self.user} {self.certificate}"

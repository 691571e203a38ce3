"""A visit that was written down wrongly: what stood there before, and why it was changed."""

from __future__ import annotations

from django.db import models

from sanshe.ground.kit.ids import new_id

from .visit import Visit


class Correction(models.Model):
    """Append-only; ``former`` are the facts as they stood, by the names of their columns."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="corrections")
    reason = models.CharField(max_length=200)
    former = models.JSONField()
    at = models.DateTimeField()
    by_user = models.UUIDField(null=True)
    by_name = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "visits_correction"

    def __str__(self) -> str:
        return f"{self.visit_id} {self.at:%Y-%m-%d}"

"""What whoever goes to somebody must know beforehand."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sanshe.ground.kit.ids import new_id
from sanshe.trust.policy.walls import Walled

from ..enums import Risk


class Caution(Walled):
    """A risk at somebody's door or on the way with them. It stands until somebody lifts it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    risk = models.CharField(max_length=12, choices=Risk)
    note = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField()
    by_user = models.UUIDField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.UUIDField(null=True, blank=True)

    class Meta:
        db_table = "visits_caution"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "risk"],
                condition=Q(lifted_at__isnull=True),
                name="a_caution_stands_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.risk}"

"""Out of the house with somebody, and safely home again."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from sanshe.trust.seal.fields import SealedField

from ..enums import EscortRisk, PaidBy, Transport
from .visit import Visit


class Escort(models.Model):
    """What an escort needs beyond a visit: the way, the promised hour, the check at the door."""

    visit = models.OneToOneField(Visit, models.CASCADE, primary_key=True, related_name="escort")
    destination = models.CharField(max_length=80)
    risk = models.CharField(max_length=8, choices=EscortRisk)
    contact = SealedField()  # whom to call: name and telephone
    transport = models.CharField(max_length=8, choices=Transport)
    insured = models.BooleanField(default=False)  # asked where it is a private car
    back_by = models.DateTimeField()
    departed_at = models.DateTimeField(null=True, blank=True)
    home_at = models.DateTimeField(null=True, blank=True)
    home_how = models.CharField(max_length=100, blank=True)
    fare = models.DecimalField(
        max_digits=8, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )  # yuan
    paid_by = models.CharField(max_length=8, choices=PaidBy, blank=True)
    fare_note = models.CharField(max_length=100, blank=True)
    told = models.BooleanField(default=False)  # the worker, that it is past the promised hour

    class Meta:
        db_table = "visits_escort"
        constraints = [
            models.CheckConstraint(
                condition=~Q(transport="private") | Q(insured=True),
                name="no_private_car_without_insurance",
            ),
            models.CheckConstraint(
                condition=Q(home_at__isnull=True) | Q(home_at__gt=F("departed_at")),
                name="home_after_leaving",
            ),
            models.CheckConstraint(
                condition=Q(fare__isnull=True) | Q(fare__gte=0), name="fare_is_a_sum"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.destination}"

    @property
    def stage(self) -> str:
        """planned, out or home: where ``transitions.ESCORT`` says they are."""
        if self.home_at is not None:
            return "home"
        return "out" if self.departed_at is not None else "planned"

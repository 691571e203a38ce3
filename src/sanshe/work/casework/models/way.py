"""What is looked at on the way, and who else may take the case up."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sanshe.ground.kit.ids import new_id
from sanshe.trust.seal.fields import SealedField

from ..enums import ReferralGround, ReferralState
from .case import Case


class Review(models.Model):
    """The plan looked at anew with the client. Append-only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="reviews")
    on = models.DateField()
    words = SealedField()
    plan = SealedField(blank=True, default="")  # the plan as it stood before
    by_user = models.UUIDField()
    by_name = models.CharField(max_length=40)

    class Meta:
        db_table = "casework_review"

    def __str__(self) -> str:
        return f"{self.case_id} {self.on}"


class Referral(models.Model):
    """Another organisation is asked to take the case up."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="referrals")
    to = models.CharField(max_length=80)
    why = SealedField()
    ground = models.CharField(max_length=8, choices=ReferralGround)
    asked_on = models.DateField()
    state = models.CharField(max_length=8, choices=ReferralState, default=ReferralState.ASKED)
    answered_on = models.DateField(null=True, blank=True)
    words = SealedField(blank=True, default="")  # what the other side answered

    class Meta:
        db_table = "casework_referral"
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="asked"), name="one_referral_waits_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.state}"

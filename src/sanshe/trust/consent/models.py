"""A person's yes: to one receiver, for one purpose, for a time, taken back in one step."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sanshe.ground.kit.ids import new_id
from sanshe.trust.policy.walls import Walled
from sanshe.trust.seal.fields import SealedField

from .enums import GivenHow, Relation, Shown, Step, TakenBack


class Consent(Walled):
    """Somebody lets one relative follow their visits. ``about`` is the person's id in the
    register, which lies above this floor."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    about = models.UUIDField(db_index=True)
    called = models.CharField(max_length=60)  # masked, as the relative knows them: 「周奶奶, 3栋」
    number = models.CharField(max_length=12, unique=True)
    secret_hash = models.CharField(max_length=128)  # the relative's
    own_hash = models.CharField(max_length=128)  # the person's, to take it back
    to_name = models.CharField(max_length=40)
    relation = models.CharField(max_length=12, choices=Relation)
    to_contact = SealedField(blank=True, default="")
    shares = ArrayField(models.CharField(max_length=8, choices=Shown), default=list)
    how = models.CharField(max_length=8, choices=GivenHow)
    vouched = models.CharField(max_length=40, blank=True)  # the witness, or the guardian
    notice = models.CharField(max_length=8)  # which wording was read to them
    given_at = models.DateTimeField()
    heard_by = models.UUIDField()
    until = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_how = models.CharField(max_length=8, choices=TakenBack, blank=True)

    class Meta:
        db_table = "consent_consent"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | ~Q(ended_how=""), name="consent_end_says_how"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("given_at")),
                name="consent_ends_after_it_is_given",
            ),
            models.CheckConstraint(
                condition=Q(privacy__in=["normal", "third_party"]) | Q(ended_at__isnull=False),
                name="consent_about_the_open",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Line(models.Model):
    """What happened to a consent: given, looked at, taken back. Append-only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    consent = models.ForeignKey(Consent, models.PROTECT, related_name="lines")
    step = models.CharField(max_length=12, choices=Step)
    at = models.DateTimeField()
    by_user = models.UUIDField(null=True)

    class Meta:
        db_table = "consent_line"

    def __str__(self) -> str:
        return f"{self.consent_id} {self.step}"


class Tries(models.Model):
    """How often a number's secrets were tried since when. Holds nothing about a person."""

    number = models.CharField(primary_key=True, max_length=12)
    since = models.DateTimeField()
    count = models.PositiveIntegerField()

    class Meta:
        db_table = "consent_tries"

    def __str__(self) -> str:
        return f"{self.number} {self.count}"

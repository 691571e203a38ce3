"""What was asked for, paid, said about it; money in and out; the archive's package."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from sanshe.ground.kit.ids import new_id

from ..enums import Flow, Payee, Side


class Claim(models.Model):
    """The supplier asks for a tranche whose gates are all open; the purchaser approves. Without a
    tranche: what both sides agreed for an agreement that was terminated (``Closing``).

    ``opened``: what each gate found when it was approved, for figures move on. None: not kept.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="+")
    tranche = models.OneToOneField(
        "agreements.Tranche", models.PROTECT, null=True, related_name="+"
    )
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField(null=True)
    approved_on = models.DateField(null=True)
    approved_by = models.UUIDField(null=True)
    opened = models.JSONField(null=True)  # condition: what it found

    class Meta:
        db_table = "settlement_claim"

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.tranche_id}"


class Closing(models.Model):
    """What the supplier asks for when an agreement was terminated, for what was done until then,
    and the purchaser's answer. One that was refused stays; another may follow.

    ``earned``: weighted progress in percent on the day it ended, and ``counted`` the amount of
    each indicator then, as both stood when it was asked for.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="+")
    ended_on = models.DateField()
    earned = models.DecimalField(max_digits=7, decimal_places=4)
    counted = models.JSONField(default=dict)  # indicator's code: amount in its unit
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    reason = models.CharField(max_length=600)
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField(null=True)
    agreed = models.BooleanField(null=True)
    words = models.CharField(max_length=600, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    claim = models.OneToOneField(Claim, models.PROTECT, null=True, related_name="closing")

    class Meta:
        db_table = "settlement_closing"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="closing_is_money"),
            models.CheckConstraint(
                condition=Q(agreed=True, claim__isnull=False) | ~Q(agreed=True),
                name="agreed_closing_is_claimed",
            ),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(agreed__isnull=True), name="one_open_closing"
            ),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(agreed=True), name="one_agreed_closing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.amount}"


class Payment(models.Model):
    """Money that went to the supplier. Append-only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="payments")
    on = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    voucher = models.CharField(max_length=60)
    at = models.DateTimeField()
    by_user = models.UUIDField(null=True)

    class Meta:
        db_table = "settlement_payment"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_is_money"),
            models.UniqueConstraint(fields=["claim", "voucher"], name="payment_voucher_once"),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.amount}"


class Statement(models.Model):
    """What one side says of a tranche, beside what the other says, with a paper where it has one.
    Append-only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tranche = models.ForeignKey("agreements.Tranche", models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=Side)
    text = models.CharField(max_length=600)
    document = models.ForeignKey("agreements.Document", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by_user = models.UUIDField(null=True)

    class Meta:
        db_table = "settlement_statement"

    def __str__(self) -> str:
        return f"{self.tranche_id} {self.side}"


class Entry(models.Model):
    """Money the supplier got or spent for an agreement, by source and, when spent, budget line.
    Append-only; a wrong one is taken back by one of the same amount below zero."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="+")
    flow = models.CharField(max_length=8, choices=Flow)
    source = models.ForeignKey("agreements.Source", models.PROTECT, related_name="+")
    line = models.ForeignKey("agreements.BudgetLine", models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    voucher = models.CharField(max_length=60)
    payee = models.CharField(max_length=12, choices=Payee, blank=True)
    words = models.CharField(max_length=200, blank=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversal")
    at = models.DateTimeField()
    by_user = models.UUIDField(null=True)

    class Meta:
        db_table = "settlement_entry"
        constraints = [
            models.CheckConstraint(
                condition=Q(flow="received", line__isnull=True)
                | Q(flow="spent", line__isnull=False),
                name="spent_on_a_budget_line",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0, reverses__isnull=True)
                | Q(amount__lt=0, reverses__isnull=False),
                name="only_a_reversal_is_below_zero",
            ),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True) | ~Q(reverses=F("id")),
                name="nothing_reverses_itself",
            ),
        ]
        indexes = [models.Index(fields=["agreement", "on"], name="money_of_agreement")]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.flow} {self.amount}"


class Package(models.Model):
    """The archive of an agreement as it was laid down: a zip, and its fingerprint. Append-only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.OneToOneField("agreements.Agreement", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        db_table = "settlement_package"

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.sha256[:8]}"

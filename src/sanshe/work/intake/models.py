"""What comes with a matter, and lists on their way in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from sanshe.ground.kit.ids import new_id
from sanshe.trust.seal.fields import SealedField

from .enums import Knows, LineState, OurRole, Relation, Stage, System


class Order(models.Model):
    """An order of a hotline or a grid (§2.15). Its number is theirs; ours is the need's receipt."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    need = models.OneToOneField("needs.Need", models.PROTECT, related_name="+")
    system = models.CharField(max_length=8, choices=System)
    external_id = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()  # theirs; HOT-DEFAULT where the order names none
    kind = models.CharField(max_length=20, blank=True)  # in their words
    our_role = models.CharField(max_length=8, choices=OurRole, default=OurRole.LEAD)
    location = models.CharField(max_length=200, blank=True)
    brought_at = models.DateTimeField(default=timezone.now)
    returned_at = models.DateTimeField(null=True, blank=True)
    result = models.TextField(blank=True)  # what was told to the hotline
    replied_at = models.DateTimeField(null=True, blank=True)
    callback_score = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        db_table = "intake_order"
        constraints = [
            models.UniqueConstraint(fields=["system", "external_id"], name="one_need_an_order")
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(replied_at__isnull=True), name="order_to_reply"
            )
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.external_id}"


class Teller(models.Model):
    """Who spoke: for whom, and a blind mark of their number, so that the next call finds it."""

    need = models.OneToOneField("needs.Need", models.PROTECT, primary_key=True, related_name="+")
    relation = models.CharField(max_length=12, choices=Relation, blank=True)
    knows = models.CharField(max_length=8, choices=Knows, blank=True)
    phone_mark = models.CharField(max_length=32, blank=True)

    class Meta:
        db_table = "intake_teller"
        indexes = [
            models.Index(fields=["phone_mark"], condition=~Q(phone_mark=""), name="teller_by_phone")
        ]

    def __str__(self) -> str:
        return str(self.need_id)


class Photo(models.Model):
    """A photo, drawn anew. Taken back, its picture is gone and the line stays."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    need = models.ForeignKey("needs.Need", models.PROTECT, related_name="+")
    picture = SealedField(blank=True, default="")  # a JPEG in base64
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    by_user = models.UUIDField(null=True, blank=True)  # None: the resident
    added_at = models.DateTimeField(default=timezone.now)
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "intake_photo"
        indexes = [
            models.Index(
                fields=["added_at"], condition=Q(gone_at__isnull=True), name="photo_to_forget"
            )
        ]

    def __str__(self) -> str:
        return f"{self.width}×{self.height}"


class ListImport(models.Model):
    """A list on its way in, of one community; seen by whoever works for who brought it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    community = models.BigIntegerField()
    org = models.UUIDField()
    by_user = models.UUIDField()
    by_name = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    channel = models.CharField(max_length=8)
    stage = models.CharField(max_length=8, choices=Stage, default=Stage.SHOWN)
    unknown = models.JSONField(default=list)  # headings nobody could place
    made_at = models.DateTimeField(default=timezone.now)
    heard_at = models.DateTimeField(null=True, blank=True)  # when the last row was heard

    class Meta:
        db_table = "intake_list"
        indexes = [models.Index(fields=["org", "-made_at"], name="list_of_org")]

    def __str__(self) -> str:
        return self.name


class ListLine(models.Model):
    """A row. ``said`` (what stood in it, sealed) is dropped once it was heard or thrown away."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    list = models.ForeignKey(ListImport, models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    said = SealedField(blank=True, default="")
    state = models.CharField(max_length=10, choices=LineState)
    like = models.CharField(max_length=12, blank=True)  # a row of the file, or a receipt
    need = models.ForeignKey("needs.Need", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "intake_line"
        constraints = [
            models.UniqueConstraint(fields=["list", "number"], name="one_line_a_row"),
            models.CheckConstraint(
                condition=~Q(state="heard") | Q(need__isnull=False), name="heard_has_a_need"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)

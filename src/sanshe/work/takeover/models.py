"""A change of operator: its lists, whom it concerns and what they said, and who signed."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from sanshe.ground.kit.ids import new_id
from sanshe.trust.policy.walls import Walled

from . import enums


class Takeover(models.Model):
    """One organisation hands platforms of one place to another, on a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    community = models.BigIntegerField(db_index=True)
    platforms = ArrayField(models.BigIntegerField())
    leaving = models.UUIDField()
    coming = models.UUIDField()
    leaves_place = models.BooleanField()  # it runs nothing else here afterwards
    agreement = models.UUIDField(null=True, blank=True)  # of the leaving one
    why = models.CharField(max_length=12, choices=enums.Why)
    words = models.CharField(max_length=300, blank=True)
    day = models.DateField()
    state = models.CharField(max_length=12, choices=enums.State, default=enums.State.ANNOUNCED)
    by_org = models.UUIDField()  # who announced it
    announced_at = models.DateTimeField()
    worker = models.UUIDField(null=True, blank=True)  # of the coming one: who will come
    worker_name = models.CharField(max_length=40, blank=True)
    greeting = models.CharField(max_length=300, blank=True)  # the coming one's words
    farewell = models.CharField(max_length=600, blank=True)  # the leaving one's words
    handed_at = models.DateTimeField(null=True, blank=True)
    findings = models.JSONField(default=dict, blank=True)  # of the look back: figures and words
    reminded = models.CharField(max_length=12, blank=True)  # the state somebody was reminded of
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "takeover_takeover"
        constraints = [
            models.CheckConstraint(
                condition=~Q(leaving=models.F("coming")), name="taken_over_by_another"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["handed_over", "closed"]) | Q(handed_at__isnull=False),
                name="handed_over_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.platforms} {self.day}"


class Event(models.Model):
    """A line of its story. Append-only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    takeover = models.ForeignKey(Takeover, models.PROTECT, related_name="events")
    step = models.CharField(max_length=12, choices=enums.Step)
    at = models.DateTimeField()
    by_user = models.UUIDField(null=True)
    by_name = models.CharField(max_length=40, blank=True)
    by_org = models.UUIDField()
    text = models.CharField(max_length=600, blank=True)
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        db_table = "takeover_event"

    def __str__(self) -> str:
        return f"{self.takeover_id} {self.step}"


class Thing(models.Model):
    """A thing, key or paper that is handed over. Each side checks it off and may write what
    differs; what one side changes, the other checks anew."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    takeover = models.ForeignKey(Takeover, models.PROTECT, related_name="things")
    kind = models.CharField(max_length=8, choices=enums.ThingKind)
    name = models.CharField(max_length=80)
    count = models.PositiveIntegerField(default=1)
    condition = models.CharField(max_length=8, choices=enums.Condition, blank=True)
    money = models.CharField(max_length=12, choices=enums.Money, blank=True)
    where = models.CharField(max_length=120, blank=True)  # it stands, or where a key fits
    left_by = models.UUIDField(null=True, blank=True)  # who checked it for the leaving side
    left_at = models.DateTimeField(null=True, blank=True)
    met_by = models.UUIDField(null=True, blank=True)  # and for the coming one
    met_at = models.DateTimeField(null=True, blank=True)
    met_count = models.PositiveIntegerField(null=True, blank=True)  # how many it found
    difference = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "takeover_thing"
        constraints = [
            models.UniqueConstraint(fields=["takeover", "kind", "name", "where"], name="thing_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.count}"


class Client(Walled):
    """Somebody whose file may go along: a person of the register, or whoever told an open matter
    that names nobody. ``called`` is the person's masked name, or the digits of that matter's
    receipt."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    takeover = models.ForeignKey(Takeover, models.PROTECT, related_name="clients")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    need = models.ForeignKey("needs.Need", models.PROTECT, null=True, related_name="+")
    called = models.CharField(max_length=60)
    young = models.BooleanField(default=False)  # under fourteen: the guardian answers
    answer = models.CharField(max_length=12, choices=enums.Answer, default=enums.Answer.WAITING)
    told = models.CharField(max_length=8, choices=enums.Told, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.UUIDField(null=True, blank=True)
    moved_at = models.DateTimeField(null=True, blank=True)  # when the file went along
    locked_at = models.DateTimeField(null=True, blank=True)  # or was locked

    class Meta:
        db_table = "takeover_client"
        constraints = [
            models.UniqueConstraint(
                fields=["takeover", "person"], condition=Q(person__isnull=False),
                name="client_once_a_takeover",
            ),
            models.UniqueConstraint(
                fields=["takeover", "need"], condition=Q(need__isnull=False),
                name="teller_once_a_takeover",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(need__isnull=True), name="client_is_one"
            ),
            models.CheckConstraint(
                condition=Q(moved_at__isnull=True) | Q(answer="yes"), name="no_file_without_a_yes"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.shown

    @property
    def shown(self) -> str:
        """What to call them on a page, in the reader's language."""
        if self.need_id is None:
            return self.called
        threes = (self.called[start : start + 3] for start in range(0, len(self.called), 3))
        return _("回执 %(number)s") % {"number": " ".join(threes)}


class Reply(models.Model):
    """One time somebody was asked, and what they said. Append-only; the newest holds."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="replies")
    answer = models.CharField(max_length=12, choices=enums.Answer)
    how = models.CharField(max_length=8, choices=enums.Asked)
    vouched = models.CharField(max_length=40, blank=True)  # the guardian, or a witness
    notice = models.CharField(max_length=8)  # which wording was read to them
    at = models.DateTimeField()
    by_user = models.UUIDField(null=True)
    by_name = models.CharField(max_length=40, blank=True)
    by_org = models.UUIDField()

    class Meta:
        db_table = "takeover_reply"

    def __str__(self) -> str:
        return f"{self.client_id} {self.answer}"


class Matter(Walled):
    """Something open that is handed on, one by one. Says what it is, never whom it is about."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    takeover = models.ForeignKey(Takeover, models.PROTECT, related_name="matters")
    client = models.ForeignKey(Client, models.PROTECT, null=True, related_name="matters")
    kind = models.CharField(max_length=8, choices=enums.MatterKind)
    ref = models.UUIDField()  # the need, visit or ladder
    what = models.CharField(max_length=80, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    fate = models.CharField(max_length=8, choices=enums.Fate, blank=True)
    words = models.CharField(max_length=300, blank=True)
    worker = models.UUIDField(null=True, blank=True)  # of the coming one, who makes the visit
    worker_name = models.CharField(max_length=40, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)  # over by itself before the day
    done_at = models.DateTimeField(null=True, blank=True)  # carried out on the day

    class Meta:
        db_table = "takeover_matter"
        constraints = [
            models.UniqueConstraint(
                fields=["takeover", "kind", "ref"], name="matter_once_a_takeover"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"


class Signature(models.Model):
    """One side signs what the lists say. Taken back only where the lists change after it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    takeover = models.ForeignKey(Takeover, models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=8, choices=enums.Side)
    at = models.DateTimeField()
    by_user = models.UUIDField()
    by_name = models.CharField(max_length=40)
    by_org = models.UUIDField()

    class Meta:
        db_table = "takeover_signature"
        constraints = [
            models.UniqueConstraint(fields=["takeover", "side"], name="each_side_signs_once")
        ]

    def __str__(self) -> str:
        return f"{self.takeover_id} {self.side}"

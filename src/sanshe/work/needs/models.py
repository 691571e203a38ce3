"""A resident's matter from first word to last, and its story."""

from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sanshe.ground.kit.ids import NOBODY, new_id
from sanshe.trust.policy.walls import Walled
from sanshe.trust.seal.fields import SealedField

from .enums import (
    Channel,
    CheckResult,
    ClosedHow,
    Ground,
    Kind,
    Lasting,
    Moving,
    PauseWhy,
    RulingKind,
    State,
    Step,
    Urgency,
    Verdict,
)

OPEN = ~Q(state="closed")


class Need(Walled):
    """One matter. ``seen_by`` holds desk, lead and helpers: those it is shown to.

    ``waits_for`` is the organisation whose move is next and ``turn`` when it is due, matters of
    danger before all others (``rules.turn_of``): the queue is one walk along one index.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # made from the sender's own id, so that a message sent twice is heard once; never shown
    asked_as = models.UUIDField(unique=True, default=new_id, editable=False)
    receipt = models.CharField(max_length=12, unique=True)
    secret_hash = models.CharField(max_length=128)
    text = models.TextField()  # the resident's own words, never edited
    channel = models.CharField(max_length=8, choices=Channel)
    heard_at = models.DateTimeField()
    on_behalf = models.BooleanField(default=False)
    contact_name = models.CharField(max_length=40, blank=True)
    contact_phone = SealedField(blank=True, default="")
    contact_address = SealedField(blank=True, default="")
    person = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    state = models.CharField(max_length=12, choices=State, default=State.HEARD)
    kind = models.CharField(max_length=12, choices=Kind, blank=True)
    category = models.CharField(max_length=32, blank=True)
    item = models.ForeignKey(
        "catalogue.ServiceItem", models.PROTECT, null=True, blank=True, related_name="+"
    )
    urgency = models.CharField(max_length=2, choices=Urgency, blank=True)
    proposal = models.JSONField(default=dict)  # what the rules proposed, with the words
    danger = ArrayField(models.CharField(max_length=24), default=list, blank=True)

    desk_org = models.UUIDField()  # whose desk sorts it
    lead_org = models.UUIDField(null=True, blank=True)
    helper_orgs = ArrayField(models.UUIDField(), default=list, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    waits_for = models.UUIDField(default=NOBODY)
    turn = models.DateTimeField(default=timezone.now)
    reminded_at = models.DateTimeField(null=True, blank=True)  # told that ``due_at`` has passed
    returned = models.BooleanField(default=False)  # sent back once already
    attempts = models.PositiveSmallIntegerField(default=0)  # honest attempts to reach since answer
    reopened = models.PositiveSmallIntegerField(default=0)
    closed_how = models.CharField(max_length=12, choices=ClosedHow, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)  # what a form was filled in against

    outer_due = models.DateTimeField(
        null=True, blank=True
    )  # a hotline's own limit: caps ``due_at``
    warn_at = models.DateTimeField(null=True, blank=True)  # tell the holder before ``due_at``
    paused_since = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)  # its last day
    pause_why = models.CharField(max_length=16, choices=PauseWhy, blank=True)
    paused_days = models.PositiveSmallIntegerField(default=0)  # working days, of ended pauses
    due_unpaused = models.DateTimeField(null=True, blank=True)  # ``due_at`` as the pause began
    ask_back_on = models.DateField(null=True, blank=True)  # when an outside body is asked back
    fixed = models.BooleanField(default=False)  # the lead was decided: it is not given back
    overseer = models.UUIDField(null=True, blank=True)  # decides a question on it, so sees it
    about_need = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="complaints"
    )
    against_org = models.UUIDField(null=True, blank=True)  # complained about: never its judge
    ask_lasting_on = models.DateField(null=True, blank=True)
    part = models.TextField(blank=True)  # of a message with two matters: the words about this one
    split_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="split_off"
    )
    joined_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="voices"
    )  # the same told before: goes where that one goes, waits for nobody itself
    lasting = models.CharField(max_length=8, choices=Lasting, blank=True)

    # no columns: how a step found it, until it is kept
    stood = ""
    stood_due: datetime | None = None

    class Meta:
        db_table = "needs_need"
        constraints = [
            models.CheckConstraint(condition=~Q(joined_to=F("id")), name="joined_to_another"),
            models.CheckConstraint(
                condition=~Q(state="closed") | ~Q(closed_how=""), name="closed_says_how"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["heard", "sorted"])
                | Q(lead_org__isnull=False)
                | Q(closed_how__in=["passed_on", "withdrawn"]),
                name="dispatched_has_a_lead",
            ),
        ]
        indexes = [
            models.Index(
                fields=["community", "-heard_at"],
                condition=OPEN & Q(joined_to__isnull=True),
                name="need_alike",
            ),
            models.Index(fields=["waits_for", "turn", "id"], condition=OPEN, name="need_queue"),
            models.Index(fields=["community", "turn", "id"], condition=OPEN, name="need_of_place"),
            models.Index(fields=["lead_org", "turn", "id"], condition=OPEN, name="need_of_lead"),
            models.Index(fields=["turn", "id"], condition=OPEN, name="need_by_turn"),
            models.Index(
                fields=["due_at"],
                condition=OPEN & Q(reminded_at__isnull=True),
                name="need_to_remind",
            ),
            models.Index(
                fields=["warn_at"], condition=OPEN & Q(warn_at__isnull=False), name="need_to_warn"
            ),
            models.Index(
                fields=["paused_until"], condition=Q(paused_until__isnull=False), name="need_paused"
            ),
            models.Index(
                fields=["ask_lasting_on"],
                condition=Q(lasting="", ask_lasting_on__isnull=False),
                name="need_to_ask_lasting",
            ),
            models.Index(
                fields=["desk_org", "ask_lasting_on"],
                condition=Q(lasting="asked"),
                name="need_asked_lasting",
            ),
            models.Index(
                fields=["closed_at"],
                condition=Q(closed_how__in=["by_phone", "unreached"]),
                name="need_closed_by_staff",
            ),
        ]

    def __str__(self) -> str:
        return self.receipt


class Event(models.Model):
    """One line of a need's story. Append-only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    need = models.ForeignKey(Need, models.PROTECT, related_name="story")
    step = models.CharField(max_length=16, choices=Step)
    at = models.DateTimeField()
    by_user = models.UUIDField(null=True)
    by_name = models.CharField(max_length=40, blank=True)
    by_role = models.CharField(max_length=24)
    by_org = models.UUIDField()
    text = models.TextField(blank=True)
    to_resident = models.BooleanField(default=False)  # whether the resident reads ``text``
    data = models.JSONField(default=dict)

    class Meta:
        db_table = "needs_event"

    def __str__(self) -> str:
        return f"{self.need_id} {self.step}"


class Handover(models.Model):
    """What is not ours, handed to an outside body by word of mouth: whom, under which number of
    theirs, and on which day we ask back. One open at a time; it ends when their work does."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    need = models.ForeignKey(Need, models.PROTECT, related_name="handovers")
    org = models.UUIDField()
    number = models.CharField(max_length=40, blank=True)
    spoken_to = models.CharField(max_length=40, blank=True)
    ask_on = models.DateField()
    state = models.CharField(max_length=8, choices=Moving, default=Moving.WAITING)
    asked = models.PositiveSmallIntegerField(default=0)  # how often we have asked back
    told_on = models.DateField(null=True, blank=True)  # reminded of asking on this day
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "needs_handover"
        constraints = [
            models.UniqueConstraint(
                fields=["need"], condition=Q(ended_at__isnull=True), name="one_handover_at_a_time"
            ),
        ]
        indexes = [
            models.Index(
                fields=["ask_on"], condition=Q(ended_at__isnull=True), name="handover_to_ask"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need_id} {self.number}"


class Ruling(models.Model):
    """A question about a matter put to somebody named: a dispute of whom it was dispatched to, or
    an appeal. ``decider_org`` decides, by one of ``decider_roles``, until ``due_at``."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    need = models.ForeignKey(Need, models.PROTECT, related_name="rulings")
    kind = models.CharField(max_length=8, choices=RulingKind)
    ground = models.CharField(max_length=12, choices=Ground)
    reason = models.TextField()
    by_org = models.UUIDField()
    made_at = models.DateTimeField()
    decider_org = models.UUIDField()
    decider_roles = ArrayField(models.CharField(max_length=24))
    due_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)  # reminded that it is due
    verdict = models.CharField(max_length=12, choices=Verdict, blank=True)
    words = models.TextField(blank=True)
    lead = models.UUIDField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "needs_ruling"
        constraints = [
            models.UniqueConstraint(
                fields=["need", "ground"],
                condition=~Q(verdict="withdrawn"),
                name="asked_once_a_ground",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, verdict="")
                | (Q(decided_at__isnull=False) & ~Q(verdict="")),
                name="decided_says_how",
            ),
        ]
        indexes = [
            models.Index(
                fields=["decider_org", "due_at"],
                condition=Q(decided_at__isnull=True),
                name="ruling_to_decide",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need_id} {self.kind}"


class Draw(models.Model):
    """A week's draw of matters to call back: which, is reckoned from ``seed`` and can be reckoned
    again. Holds nothing about a person."""

    week = models.DateField()  # its Monday
    org = models.UUIDField()  # whose closed matters were drawn from
    seed = models.CharField(max_length=32)
    pool = models.PositiveIntegerField()
    drawn = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "needs_draw"
        constraints = [models.UniqueConstraint(fields=["week", "org"], name="one_draw_a_week")]

    def __str__(self) -> str:
        return f"{self.week} {self.org}"


class Check(models.Model):
    """A matter drawn to be called back by somebody of another organisation."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    need = models.ForeignKey(Need, models.PROTECT, related_name="checks")
    draw = models.ForeignKey(Draw, models.PROTECT, related_name="checks")
    org = models.UUIDField()  # who calls
    tries = models.PositiveSmallIntegerField(default=0)
    result = models.CharField(max_length=12, choices=CheckResult, blank=True)
    remark = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "needs_check"
        constraints = [models.UniqueConstraint(fields=["draw", "need"], name="drawn_once")]
        indexes = [
            models.Index(fields=["org"], condition=Q(ended_at__isnull=True), name="check_to_call"),
        ]

    def __str__(self) -> str:
        return f"{self.need_id} {self.result}"


class Lesson(Walled):
    """A sorting somebody confirmed: the meaning of the words as numbers, never the words, and what
    they were. Only of open matters; goes with the matter, and when it becomes confidential."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    need = models.OneToOneField(Need, models.CASCADE, related_name="lesson")
    meant = models.BinaryField()  # 512 half floats, the encoder's row
    kind = models.CharField(max_length=12, choices=Kind)
    category = models.CharField(max_length=32)
    learned_at = models.DateTimeField()

    class Meta:
        db_table = "needs_lesson"
        indexes = [models.Index(fields=["-learned_at"], name="lesson_newest")]

    def __str__(self) -> str:
        return f"{self.need_id} {self.kind} {self.category}"


class View(models.Model):
    """Filters of the queue that somebody named, for themselves or for their organisation. Holds
    what an address of the queue holds, and nothing typed into a search."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.UUIDField()
    owner = models.UUIDField()
    name = models.CharField(max_length=16)
    shared = models.BooleanField(default=False)
    filters = models.JSONField(default=dict)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "needs_view"
        constraints = [
            models.UniqueConstraint(fields=["org", "owner", "name"], name="one_view_of_a_name"),
            models.CheckConstraint(condition=~Q(name=""), name="view_is_called_something"),
        ]

    def __str__(self) -> str:
        return self.name


class Tries(models.Model):
    """How often a receipt's secret was tried since when. Holds nothing about a person."""

    receipt = models.CharField(primary_key=True, max_length=12)
    since = models.DateTimeField()
    count = models.PositiveIntegerField()

    class Meta:
        db_table = "needs_tries"

    def __str__(self) -> str:
        return f"{self.receipt} {self.count}"

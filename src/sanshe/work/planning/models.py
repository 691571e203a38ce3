"""What planning keeps: policy, wishes, who is there when, plans, re-makes and round lists."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sanshe.ground.kit.ids import new_id
from sanshe.registry.people.enums import Sex
from sanshe.trust.policy.walls import Walled
from sanshe.work.visits.enums import Way

from . import enums


class Policy(models.Model):
    """How often whom, in a place, from a day on. Never changed: a new version follows it."""

    area = models.BigIntegerField()  # a community, a street or a county
    effective_from = models.DateField()
    shock_hours = models.PositiveSmallIntegerField()
    ask_again_months = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=200)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "planning_policy"
        constraints = [
            models.UniqueConstraint(
                fields=["area", "effective_from"], name="one_tier_policy_a_day"
            ),
            models.CheckConstraint(
                condition=Q(shock_hours__gte=1, shock_hours__lte=24), name="shock_within_24_hours"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.effective_from}"


class TierRule(models.Model):
    """One tier of a policy: so many contacts in a time, so many of them at home."""

    policy = models.ForeignKey(Policy, models.CASCADE, related_name="rules")
    tier = models.CharField(max_length=1)
    times = models.PositiveSmallIntegerField()
    per = models.CharField(max_length=8, choices=enums.Per)
    home = models.PositiveSmallIntegerField()
    home_per = models.CharField(max_length=8, choices=enums.Per)

    class Meta:
        db_table = "planning_tier_rule"
        constraints = [
            models.UniqueConstraint(fields=["policy", "tier"], name="tier_once_a_policy"),
            models.CheckConstraint(condition=Q(times__gte=1), name="tier_has_contacts"),
        ]

    def __str__(self) -> str:
        return f"{self.tier} {self.times}/{self.per}"


class GroupMark(models.Model):
    """Somebody belongs to a group of 特殊困难老人, since when, and who says so."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    group = models.CharField(max_length=12, choices=enums.Group)
    source = models.CharField(max_length=12, choices=enums.MarkSource)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "planning_group_mark"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "group"],
                condition=Q(until__isnull=True),
                name="one_open_mark_of_a_group",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="group_mark_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.group}"


class Wish(models.Model):
    """What a person wants of visits. It comes before every rule."""

    person = models.OneToOneField(
        "people.Person", models.CASCADE, related_name="+", primary_key=True
    )
    contact = models.CharField(max_length=8, choices=enums.Contact, default=enums.Contact.ANY)
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    earliest = models.TimeField(null=True, blank=True)
    latest = models.TimeField(null=True, blank=True)
    worker_sex = models.CharField(max_length=8, choices=Sex, blank=True)
    same_worker = models.BooleanField(default=False)
    not_workers = ArrayField(models.UUIDField(), default=list, blank=True)
    language = models.CharField(max_length=8, choices=enums.Language, blank=True)
    two = models.CharField(max_length=4, choices=enums.Two, blank=True)
    asked_on = models.DateField()
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "planning_wish"
        constraints = [
            models.CheckConstraint(
                condition=Q(earliest__isnull=True)
                | Q(latest__isnull=True)
                | Q(latest__gt=F("earliest")),
                name="wish_hours_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.contact}"


class Working(models.Model):
    """When a worker is there, and what helps to send the right one."""

    user = models.UUIDField()
    org = models.UUIDField()
    weekdays = ArrayField(models.PositiveSmallIntegerField())
    start = models.TimeField()
    end = models.TimeField()
    most = models.PositiveSmallIntegerField()  # visits a day
    sex = models.CharField(max_length=8, choices=Sex, blank=True)
    languages = ArrayField(models.CharField(max_length=8), default=list, blank=True)

    class Meta:
        db_table = "planning_working"
        constraints = [
            models.UniqueConstraint(fields=["org", "user"], name="one_working_time_each"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="working_in_order"),
        ]

    def __str__(self) -> str:
        return str(self.user)


class Absence(models.Model):
    """A worker is not there, from a day to a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.UUIDField()
    org = models.UUIDField()
    first = models.DateField()
    last = models.DateField()
    why = models.CharField(max_length=8, choices=enums.Away)
    ended = models.BooleanField(default=False)  # taken back: was there after all

    class Meta:
        db_table = "planning_absence"
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="absence_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.first}"


class Plan(models.Model):
    """An agency's plan for a community and month: proposed, looked at, accepted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.UUIDField()
    community = models.BigIntegerField()
    month = models.DateField()  # its first day
    state = models.CharField(max_length=8, choices=enums.PlanState, default=enums.PlanState.DRAFT)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    accepted_by = models.UUIDField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "planning_plan"
        constraints = [
            models.UniqueConstraint(
                fields=["org", "community", "month"],
                condition=Q(state="draft"),
                name="one_draft_plan_a_month",
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.community}"


class PlanLine(Walled):
    """One visit of a plan; after it was accepted, ``visit`` is the planned visit."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="lines")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    whom = models.CharField(max_length=40)
    service = models.ForeignKey("catalogue.Service", models.PROTECT, related_name="+")
    way = models.CharField(max_length=8, choices=Way)
    day = models.DateField(null=True, blank=True)
    start = models.TimeField(null=True, blank=True)
    end = models.TimeField(null=True, blank=True)
    worker = models.UUIDField(null=True, blank=True)
    second = models.UUIDField(null=True, blank=True)
    needs_second = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=enums.LineState)
    reason = models.CharField(max_length=14, choices=enums.Reason)
    first = models.DateField()  # within which it is due
    last = models.DateField()
    floor = models.BooleanField(default=False)  # the month's first contact: the floor hangs on it
    visit = models.UUIDField(null=True, blank=True)

    class Meta:
        db_table = "planning_line"
        indexes = [models.Index(fields=["plan", "day", "start"], name="plan_line_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="placed")
                | Q(
                    day__isnull=False,
                    start__isnull=False,
                    end__isnull=False,
                    worker__isnull=False,
                ),
                name="placed_line_is_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.whom}"


class Remake(models.Model):
    """A worker fell ill: their visits were shared out, all at once; can be undone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.UUIDField()
    absence = models.OneToOneField(Absence, models.PROTECT, related_name="remake")
    worker_name = models.CharField(max_length=40)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "planning_remake"

    def __str__(self) -> str:
        return f"{self.worker_name} {self.made_at:%Y-%m-%d}"


class RemakeLine(Walled):
    """What became of one of their visits: moved to ``visit``, or left with a reason."""

    remake = models.ForeignKey(Remake, models.CASCADE, related_name="lines")
    person = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="+", null=True, blank=True
    )
    whom = models.CharField(max_length=40)
    old_visit = models.UUIDField()
    old_start = models.DateTimeField()
    visit = models.UUIDField(null=True, blank=True)
    start = models.DateTimeField(null=True, blank=True)
    worker_name = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=14, choices=enums.Reason)

    class Meta:
        db_table = "planning_remake_line"

    def __str__(self) -> str:
        return f"{self.old_start:%Y-%m-%d} {self.whom}"


class Round(models.Model):
    """Everybody to be seen or phoned within a day: after an alarm, or one person after a shock."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    shock = models.CharField(max_length=10, choices=enums.Shock)
    lo = models.BigIntegerField()  # the area, as its lowest and highest code
    hi = models.BigIntegerField()
    began_at = models.DateTimeField()
    due_at = models.DateTimeField()
    opened_by = models.UUIDField()
    opened_by_org = models.UUIDField()
    closed_at = models.DateTimeField(null=True, blank=True)
    rung_at = models.DateTimeField(null=True, blank=True)  # overdue, and those in charge were told

    class Meta:
        db_table = "planning_round"
        constraints = [
            models.CheckConstraint(condition=Q(due_at__gt=F("began_at")), name="round_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.shock} {self.began_at:%Y-%m-%d}"


class RoundLine(Walled):
    """One person of a round, in order of risk, with who goes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="lines")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    whom = models.CharField(max_length=40)
    building = models.CharField(max_length=20, blank=True)
    rank = models.PositiveIntegerField()
    phone_only = models.BooleanField(default=False)  # their wish
    org = models.UUIDField(null=True, blank=True)
    worker = models.UUIDField(null=True, blank=True)
    reached_at = models.DateTimeField(null=True, blank=True)
    how = models.CharField(max_length=10, choices=enums.Reached, blank=True)
    reached_by = models.UUIDField(null=True, blank=True)

    class Meta:
        db_table = "planning_round_line"
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="person_once_a_round"),
            models.CheckConstraint(
                condition=Q(reached_at__isnull=True) | ~Q(how=""), name="reached_says_how"
            ),
        ]

    def __str__(self) -> str:
        return self.whom

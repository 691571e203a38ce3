"""People as far as a service needs them: 「张阿姨, 3栋」 is enough."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sanshe.ground.kit.ids import new_id
from sanshe.trust.policy.walls import Walled
from sanshe.trust.seal.fields import SealedField

from .ages import ADVANCED, ELDER, age_on
from .enums import (
    ImportPurpose,
    ImportState,
    MergeKind,
    PersonRole,
    Relation,
    RowChoice,
    RowState,
    Sex,
    Tier,
)


class Household(Walled):
    """Who lives together; the base of "living alone", which is computed and never typed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    building = models.CharField(max_length=20, blank=True)
    room = SealedField(blank=True, default="")

    class Meta:
        db_table = "people_household"

    def __str__(self) -> str:
        return self.building


class Person(Walled):
    """A resident, client, volunteer, teacher: one person, many roles."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=40)
    pinyin = models.CharField(max_length=200, blank=True)
    initials = models.CharField(max_length=40, blank=True)
    sound = models.CharField(max_length=200, blank=True)  # what is likely the same is found by
    surname = models.CharField(max_length=20, blank=True)  # these three (likeness.py)
    phone_mark = models.CharField(max_length=32, blank=True)
    building = models.CharField(max_length=20, blank=True)
    sex = models.CharField(max_length=8, choices=Sex, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    phone = SealedField(blank=True, default="")
    address = SealedField(blank=True, default="")
    household = models.ForeignKey(
        Household, models.SET_NULL, null=True, blank=True, related_name="members"
    )
    tier = models.CharField(max_length=1, choices=Tier, blank=True)
    wish = models.CharField(max_length=200, blank=True)  # when, how, by whom; comes first
    moved_on = models.DateField(null=True, blank=True)
    died_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by_org = models.UUIDField()
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="absorbed"
    )
    version = models.PositiveIntegerField(default=0)  # what a form was filled in against

    class Meta:
        db_table = "people_person"
        constraints = [
            models.CheckConstraint(
                condition=Q(died_on__isnull=True)
                | Q(birth_date__isnull=True)
                | Q(died_on__gte=F("birth_date")),
                name="died_after_being_born",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="person_is_called_something"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="nobody_is_merged_into_themselves",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "pinyin"], name="person_by_pinyin"),
            models.Index(fields=["community", "initials"], name="person_by_initials"),
            models.Index(fields=["community", "building"], name="person_by_building"),
            models.Index(fields=["community", "birth_year"], name="person_by_birth_year"),
            models.Index(fields=["community", "sound"], name="person_by_sound"),
            models.Index(fields=["community", "building", "surname"], name="person_by_door"),
            models.Index(
                fields=["community", "phone_mark"],
                name="person_by_phone",
                condition=~Q(phone_mark=""),
            ),
            models.Index(
                fields=["community", "birth_date"],
                name="person_by_birthday",
                condition=Q(birth_date__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def age(self) -> int | None:
        """Full years today. Where only the year is known: the age reached this year."""
        return age_on(timezone.localdate(), self.birth_date, self.birth_year)

    @property
    def elder(self) -> bool:
        """60 or older (老年人权益保障法 art. 2)."""
        return self.age is not None and self.age >= ELDER

    @property
    def advanced_age(self) -> bool:
        """80 or older: 高龄. Computed, never typed."""
        return self.age is not None and self.age >= ADVANCED

    @property
    def gone(self) -> bool:
        """Moved away or died: no longer visited, no longer counted in a household."""
        return self.moved_on is not None or self.died_on is not None


class Kin(models.Model):
    """What ``other`` is to ``person``, and whether they are called first when something happens
    to ``person``. Each pair stands twice, seen from either side."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="kin")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    relation = models.CharField(max_length=12, choices=Relation)
    call_first = models.BooleanField(default=False)  # in an emergency
    made_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()

    class Meta:
        db_table = "people_kin"
        constraints = [
            models.UniqueConstraint(fields=["person", "other"], name="one_kin_a_side"),
            models.CheckConstraint(condition=~Q(person=F("other")), name="kin_is_another"),
        ]

    def __str__(self) -> str:
        return f"{self.other_id} {self.relation} of {self.person_id}"


class Part(models.Model):
    """A role a person has had, from when to when. They may hide any of them."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="parts")
    role = models.CharField(max_length=12, choices=PersonRole)
    where = models.CharField(max_length=80, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    hidden = models.BooleanField(default=False)

    class Meta:
        db_table = "people_part"
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="part_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "where"],
                condition=Q(until__isnull=True),
                name="one_open_part_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"


class Apart(models.Model):
    """Somebody looked: these two are not the same person, and are not proposed again."""

    one = models.ForeignKey(Person, models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()

    class Meta:
        db_table = "people_apart"
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="a_pair_is_told_apart_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="a_pair_in_one_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} ≠ {self.other_id}"


class Merge(models.Model):
    """The trace: who was merged into whom, or taken apart again. Never changed or deleted; what a
    merge wrote over lies apart in ``Before``, which ends with its retention."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=8, choices=MergeKind)
    survivor = models.ForeignKey(Person, models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, models.PROTECT, related_name="+")
    of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="undoings")
    at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()
    org = models.UUIDField()
    fields = models.JSONField(default=list)  # names of fields taken from the other

    class Meta:
        db_table = "people_merge"
        constraints = [
            models.UniqueConstraint(
                fields=["of"], condition=Q(of__isnull=False), name="a_merge_is_undone_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.other_id} → {self.survivor_id}"


class Before(models.Model):
    """What a merge wrote over in the survivor, and what it wrote: {field: [was, became]}."""

    merge = models.OneToOneField(Merge, models.CASCADE, primary_key=True, related_name="before")
    values = SealedField()

    class Meta:
        db_table = "people_merge_before"

    def __str__(self) -> str:
        return str(self.merge_id)


class Import(Walled):
    """A list somebody brought, on its way into the register. Seen by their organisation only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    title = models.CharField(max_length=80)
    purpose = models.CharField(max_length=12, choices=ImportPurpose)
    state = models.CharField(max_length=8, choices=ImportState, default=ImportState.SHOWN)
    heads = models.JSONField(default=list)  # headings as they stood in the file
    places = models.JSONField(default=dict)  # key → columns, from 0
    one_door_one_home = models.BooleanField(default=False)
    id_numbers = models.PositiveIntegerField(default=0)  # how many were met, and not kept
    rows_total = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.UUIDField()
    made_by_org = models.UUIDField()
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "people_import"
        indexes = [models.Index(fields=["made_by_org", "-made_at"], name="import_of_org")]

    def __str__(self) -> str:
        return self.title


class ImportRow(models.Model):
    """One person of a list. ``cells`` (sealed) is what stood there, without any ID number; it is
    emptied once the person is in the register."""

    batch = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()  # line in the file
    nth = models.PositiveSmallIntegerField(default=0)  # of several persons in one cell
    cells = SealedField(blank=True, default="")
    state = models.CharField(max_length=8, choices=RowState, default=RowState.GOOD)
    faults = models.JSONField(default=list)  # [[field, code of the problem, facts], …]
    twin = models.UUIDField(null=True, blank=True)  # who of the register it probably is
    twin_row = models.PositiveIntegerField(null=True, blank=True)  # or which earlier line
    choice = models.CharField(max_length=4, choices=RowChoice, blank=True)
    person = models.UUIDField(null=True, blank=True)  # whom it made
    household = models.UUIDField(null=True, blank=True)  # the household it made

    class Meta:
        db_table = "people_import_row"
        constraints = [
            models.UniqueConstraint(fields=["batch", "number", "nth"], name="one_row_once"),
        ]
        indexes = [models.Index(fields=["batch", "state", "id"], name="import_row_by_state")]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.number}"


class KnownColumn(models.Model):
    """How an organisation's lists name a column, learned when somebody set it by hand."""

    org = models.UUIDField()
    head = models.CharField(max_length=80)
    key = models.CharField(max_length=16, blank=True)  # blank: not wanted

    class Meta:
        db_table = "people_known_column"
        constraints = [
            models.UniqueConstraint(fields=["org", "head"], name="a_heading_is_known_once"),
        ]

    def __str__(self) -> str:
        return f"{self.head} = {self.key}"

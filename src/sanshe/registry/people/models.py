"""People as far as a service needs them: 「张阿姨, 3栋」 is enough."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sanshe.ground.kit.ids import new_id
from sanshe.trust.policy.walls import Walled
from sanshe.trust.seal.fields import SealedField

from .ages import ADVANCED, ELDER, age_on
from .enums import PersonRole, Sex, Tier


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
        ]
        indexes = [
            models.Index(fields=["community", "pinyin"], name="person_by_pinyin"),
            models.Index(fields=["community", "initials"], name="person_by_initials"),
            models.Index(fields=["community", "building"], name="person_by_building"),
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

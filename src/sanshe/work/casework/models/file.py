"""What is written of a person in their case: sealed, for the workers and their supervisor."""

from __future__ import annotations

from django.db import models

from sanshe.ground.kit.ids import new_id
from sanshe.trust.seal.fields import SealedField

from ..enums import Agreed, Attainment, Opinion
from .case import Case


class File(models.Model):
    """Who it is about, and the texts of the case."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="file")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    need = models.ForeignKey("needs.Need", models.PROTECT, null=True, blank=True, related_name="+")
    whom = models.CharField(max_length=60)  # 「周奶奶, 3栋」 (masked), as the register calls them
    agreed_how = models.CharField(max_length=12, choices=Agreed)
    why = SealedField(blank=True, default="")  # what brought them, in their own words
    assessment = SealedField(blank=True, default="")
    plan = SealedField(blank=True, default="")
    evaluation = SealedField(blank=True, default="")
    opinion = models.CharField(max_length=8, choices=Opinion, blank=True)
    opinion_words = SealedField(blank=True, default="")

    class Meta:
        db_table = "casework_file"
        indexes = [models.Index(fields=["person"], name="casework_of_person")]

    def __str__(self) -> str:
        return str(self.case_id)


class Goal(models.Model):
    """What the client wants to reach, and how far it was at the plan and at the end."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="goals")
    order = models.PositiveSmallIntegerField()
    text = SealedField()
    before = models.PositiveSmallIntegerField(choices=Attainment)
    after = models.PositiveSmallIntegerField(choices=Attainment, null=True, blank=True)

    class Meta:
        db_table = "casework_goal"
        constraints = [
            models.UniqueConstraint(fields=["case", "order"], name="a_goal_has_its_place"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.order}"

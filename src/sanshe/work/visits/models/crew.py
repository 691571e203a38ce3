"""Where each member of staff is: nobody is in two places at once, alone or along with somebody."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from sanshe.ground.kit.ids import new_id

from .visit import Visit


def _one_worker() -> Func:
    """The worker as a range of one number, which an exclusion constraint can compare without
    an extension of the database."""
    number = Func(F("worker"), Value(0), function="uuid_hash_extended")
    return Func(number, number, Value("[]"), function="int8range")


def _never_twice(name: str, made: bool) -> ExclusionConstraint:
    return ExclusionConstraint(
        name=name,
        condition=Q(made=made),
        expressions=[
            (_one_worker(), RangeOperators.OVERLAPS),
            (Func(F("start"), F("end"), function="tstzrange"), RangeOperators.OVERLAPS),
        ],
    )


class Crew(models.Model):
    """One of those who go on a visit, for as long as it takes. Follows the visit: the planned
    time while it is planned, the true time once it was made, nothing where it was not."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(Visit, models.CASCADE, related_name="crew_rows")
    worker = models.UUIDField()
    start = models.DateTimeField()
    end = models.DateTimeField()
    made = models.BooleanField(default=False)

    class Meta:
        db_table = "visits_crew"
        constraints = [
            _never_twice("one_place_planned_at_a_time", made=False),
            _never_twice("one_place_made_at_a_time", made=True),
        ]

    def __str__(self) -> str:
        return f"{self.worker} {self.start:%Y-%m-%d %H:%M}"

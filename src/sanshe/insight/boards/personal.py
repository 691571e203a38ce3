"""Figures name nobody; who was seen in a month is kept by number, to count each once."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.personal import LegalBasis, PersonalField, Retention, Sensitivity

PERSONAL = (
    PersonalField(
        model="boards.Seen", field="person", purpose=_("同一个人一月、一年只数一次"),
        legal_basis=LegalBasis.DUTY,
        retention=Retention("P15Y", "the end of the purchase", "default: as long as the book"),
        sensitivity=Sensitivity.NORMAL, seen_by=(Role.JOB,),
    ),
)  # fmt: skip

NOT_PERSONAL = {
    "boards.Month": frozenset(
        {
            "level", "area", "month", "item", "agency", "platform", "unit", "sealed", "pool",
            "records", "confirmed", "quantity", "heads",
        }
    ),
    "boards.Seen": frozenset({"month", "community", "item", "agency", "times"}),
    "boards.Reached": frozenset({"level", "area", "start", "whole_year", "persons", "pool"}),
    "boards.ReachedBy": frozenset(
        {"level", "area", "start", "whole_year", "item", "agency", "persons"}
    ),
    "boards.Mark": frozenset({"county", "agency", "seq"}),
    "boards.Kept": frozenset(
        {"county", "month", "kind", "heard", "answered", "in_time", "reopened", "more"}
    ),
    "boards.Reading": frozenset({"county", "at", "all_at"}),
    "boards.Recount": frozenset({"run", "county", "differ"}),
}  # fmt: skip

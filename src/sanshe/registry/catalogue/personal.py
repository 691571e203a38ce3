"""The catalogue is a public record; of persons it knows only the number of whoever approved it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.personal import (
    LegalBasis,
    PersonalField,
    Retention,
    Sensitivity,
)

PERSONAL = (
    PersonalField(
        model="catalogue.CatalogueVersion",
        field="approved_by",
        purpose=_("知道是谁批准的"),
        legal_basis=LegalBasis.STAFF,
        retention=Retention("", "the version", "default of this platform"),
        sensitivity=Sensitivity.NORMAL,
        seen_by=tuple(role for role in Role if role not in (Role.RESIDENT, Role.JOB)),
        optional=False,
    ),
)

NOT_PERSONAL = {
    "catalogue.ServiceItem": frozenset(
        {
            "id", "code", "name", "categories", "legal_basis", "department", "statutory_duty",
            "on_negative_list", "law_enforcement", "materials", "gives_certificate",
        }
    ),
    "catalogue.CatalogueVersion": frozenset(
        {
            "id", "community", "number", "state", "effective_from", "effective_to", "why",
            "revision", "former", "published_at", "withdrawn_at", "withdrawn_why",
        }
    ),
    "catalogue.CatalogueLine": frozenset(
        {"id", "version", "item", "duty", "lead", "platform", "reason", "entry_approval"}
    ),
    "catalogue.CatalogueLine_helpers": frozenset({"id", "catalogueline", "organisation"}),
    "catalogue.Objection": frozenset(
        {"id", "version", "item", "text", "by_org", "at", "answer", "answered_at"}
    ),
    "catalogue.Service": frozenset(
        {
            "id", "code", "name", "community", "item", "platform", "unit", "target_group",
            "frequency", "planned_per_year", "counts_if", "evidence", "sealed", "ended_on",
            "reported_as",
        }
    ),
}  # fmt: skip

"""The tables name nobody; of persons it is kept only who of the staff told, closed, wrote down."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext_lazy as _

from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.personal import LegalBasis, PersonalField, Retention, Sensitivity

_staff = partial(
    PersonalField,
    legal_basis=LegalBasis.DUTY,
    retention=Retention("", "the year's table", "default: as long as the tables are kept"),
    sensitivity=Sensitivity.NORMAL,
    seen_by=(Role.BUREAU_OFFICER, Role.STREET_OFFICER, Role.AUDITOR),
    optional=False,
)

PERSONAL = (
    _staff(model="statutory.Policy", field="by_user", purpose=_("知道文件是谁登记的")),
    _staff(model="statutory.Policy", field="withdrawn_by", purpose=_("知道文件是谁撤下的")),
    _staff(model="statutory.Told", field="by_user", purpose=_("知道外来的数是谁填的")),
    _staff(model="statutory.Edition", field="by_user", purpose=_("知道年报是谁关账的")),
)

NOT_PERSONAL = {
    "statutory.Policy": frozenset(
        {
            "id", "area", "topic", "title", "number", "issuer", "issued_on", "at", "withdrawn_at",
            "withdrawn_why",
        }
    ),
    "statutory.Told": frozenset(
        {
            "id", "form", "version", "line", "area", "year", "number", "paper", "paper_on", "at",
            "by_org",
        }
    ),
    "statutory.Edition": frozenset(
        {
            "id", "form", "version", "area", "year", "number", "as_of", "lines", "reason",
            "closed_at", "by_org", "hash",
        }
    ),
}  # fmt: skip

"""What an agency tells of the certificates of those who work for it."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext_lazy as _

from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.personal import LegalBasis, PersonalField, Retention, Sensitivity

_told = partial(
    PersonalField,
    model="workforce.Qualification",
    legal_basis=LegalBasis.STAFF,
    retention=Retention("P3Y", "the last assignment ends", "default of this platform"),
    sensitivity=Sensitivity.NORMAL,
    seen_by=(Role.AGENCY_MANAGER, Role.STREET_OFFICER, Role.BUREAU_OFFICER, Role.AUDITOR),
    optional=False,
)

PERSONAL = (
    _told(
        field="user", purpose=_("知道是谁的证书"),
        why_asked=_("统计年报要数机构里有多少持证社工。"),
    ),
    _told(
        field="certificate", purpose=_("数各级持证社工"),
        why_asked=_("只记是哪一级,不要证书号,也不要复印件。"),
    ),
    _told(
        field="obtained_on", purpose=_("按年份数持证社工"),
        why_asked=_("照证书上的批准日期写。"),
    ),
    _told(field="noted_by", purpose=_("知道证书是谁登记的")),
    _told(field="ended_by", purpose=_("知道登记是谁撤下的")),
)  # fmt: skip

NOT_PERSONAL = {
    "workforce.Qualification": frozenset({"id", "agency", "area", "noted_at", "ended_at"}),
}

"""Reports hold figures and no residents. Who made and handed them over stands by number; what the
one in charge writes may thank somebody by name."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext_lazy as _

from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.personal import LegalBasis, PersonalField, Retention, Sensitivity

_kept = partial(
    PersonalField,
    legal_basis=LegalBasis.DUTY,
    retention=Retention("P15Y", "end of the purchase", "Government Procurement Law art. 42"),
    sensitivity=Sensitivity.NORMAL,
    seen_by=(Role.AGENCY_MANAGER, Role.BUREAU_OFFICER, Role.STREET_OFFICER, Role.AUDITOR),
)
_WORDS = _("报告里用话说明情况")
_ONLY = _("只写话,不写数字。不要写居民的名字。")
_words = partial(_kept, purpose=_WORDS, why_asked=_ONLY)

PERSONAL = (
    _words(model="reports.Words", field="situation"),
    _words(model="reports.Words", field="difficulties"),
    _words(model="reports.Words", field="thanks"),
    _kept(model="reports.Words", field="written_by", purpose=_("知道话是谁写的"), optional=False),
    _kept(model="reports.Report", field="made_by", purpose=_("知道报告是谁做的"), optional=False),
    _kept(model="reports.Report", field="figures", purpose=_WORDS, optional=False),
    _kept(model="reports.Report", field="handed_by", purpose=_("知道报告是谁交的"), optional=False),
)

NOT_PERSONAL = {
    "reports.Words": frozenset({"id", "org", "kind", "agreement", "start", "written_at"}),
    "reports.Report": frozenset(
        {
            "id", "org", "kind", "agreement", "title", "start", "until", "language", "step",
            "moved_at", "made_at", "as_of", "pdf", "pdf_sha256", "word", "word_sha256", "readers",
            "former", "handed_at",
        }
    ),
}  # fmt: skip

"""An agreement names organisations; of persons it keeps only who of the staff took a step."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext_lazy as _

from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.personal import LegalBasis, PersonalField, Retention, Sensitivity

KEPT = Retention("P15Y", "end of the purchase", "Government Procurement Law art. 42")

_staff = partial(
    PersonalField,
    legal_basis=LegalBasis.DUTY,
    retention=KEPT,
    sensitivity=Sensitivity.NORMAL,
    seen_by=(Role.AGENCY_MANAGER, Role.BUREAU_OFFICER, Role.STREET_OFFICER, Role.AUDITOR),
    optional=False,
)

PERSONAL = (
    _staff(model="agreements.Event", field="by_user", purpose=_("知道这一步是谁办的")),
    _staff(model="agreements.Document", field="added_by", purpose=_("知道材料是谁放进来的")),
    _staff(model="agreements.Rule", field="made_by", purpose=_("知道计数口径是谁定的")),
    _staff(model="agreements.Amendment", field="made_by", purpose=_("知道补充协议是谁登记的")),
)

NOT_PERSONAL = {
    "agreements.Agreement": frozenset(
        {
            "id", "number", "name", "purchaser", "supplier", "area", "communities", "method",
            "method_reason", "never", "survey", "price", "starts_on", "ends_on", "awarded_on",
            "signed_on", "published_on", "archived_on", "state", "side", "former", "version",
        }
    ),
    "agreements.Agreement_platforms": frozenset({"id", "agreement", "platform"}),
    "agreements.Event": frozenset(
        {"id", "agreement", "step", "at", "on", "by_org", "text", "code", "due_on", "data"}
    ),
    "agreements.Document": frozenset(
        {
            "id", "agreement", "step", "kind", "title", "media_type", "size", "sha256", "content",
            "public", "added_at",
        }
    ),
    "agreements.Indicator": frozenset(
        {
            "id", "agreement", "code", "order", "name", "unit", "target", "weight", "measured",
            "evidence", "starts_on", "ends_on",
        }
    ),
    "agreements.Rule": frozenset(
        {
            "id", "indicator", "number", "made_at", "reason", "services", "confirmed_only", "once",
            "min_heads", "min_minutes", "min_contacts", "min_sessions", "min_members",
            "within_working_days", "alive",
        }
    ),
    "agreements.Source": frozenset({"id", "agreement", "kind", "name", "amount"}),
    "agreements.BudgetLine": frozenset({"id", "agreement", "order", "name", "amount"}),
    "agreements.Tranche": frozenset({"id", "agreement", "number", "share", "amount", "due_on"}),
    "agreements.Gate": frozenset({"id", "tranche", "condition", "threshold"}),
    "agreements.Amendment": frozenset(
        {"id", "agreement", "number", "signed_on", "amount", "why", "made_at"}
    ),
}  # fmt: skip

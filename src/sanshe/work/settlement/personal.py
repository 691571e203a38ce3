"""Verdicts speak of records, days of amounts. Persons are in two places: those who judge and act
for the two sides, and residents who were drawn to be asked (not what they answered)."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext_lazy as _

from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.personal import (
    COMMITTEE,
    LegalBasis,
    PersonalField,
    Retention,
    Sensitivity,
)

KEPT = Retention("P15Y", "end of the purchase", "Government Procurement Law art. 42")
ASKED = Retention("P1Y", "the survey is closed", "default")
BUYERS = (Role.BUREAU_OFFICER, Role.STREET_OFFICER, Role.AUDITOR)

_staff = partial(
    PersonalField,
    legal_basis=LegalBasis.DUTY,
    retention=KEPT,
    sensitivity=Sensitivity.NORMAL,
    seen_by=(*BUYERS, Role.AGENCY_MANAGER),
    optional=False,
)
_judge = partial(_staff, seen_by=(*BUYERS, Role.EVALUATOR))
_drawn = partial(
    PersonalField,
    legal_basis=LegalBasis.DUTY,
    retention=ASKED,
    sensitivity=Sensitivity.NORMAL,
    seen_by=COMMITTEE,
)
_said = partial(
    PersonalField,
    legal_basis=LegalBasis.CONSENT,
    retention=KEPT,
    sensitivity=Sensitivity.NORMAL,
    seen_by=BUYERS,
)

_DRAWN = _("随机抽到的人请他说说服务怎么样")
_TIES = _("评估的人和承接方有没有利害关系")
_WITHDRAW = _("没有关系就空着。两年内有关系的要回避。")
_tie = partial(_judge, purpose=_TIES, optional=True, why_asked=_WITHDRAW)

PERSONAL = (
    _staff(model="settlement.Review", field="opened_by", purpose=_("知道评估是谁办的")),
    _judge(
        model="settlement.Evaluator", field="user", purpose=_("知道谁来评估"),
        why_asked=_("只有购买方和评估的人看得到。"),
    ),
    _tie(model="settlement.Evaluator", field="interest"),
    _tie(model="settlement.Evaluator", field="tied_until"),
    _judge(model="settlement.Points", field="evaluator", purpose=_("每个人打的分都留着")),
    _judge(model="settlement.Points", field="words", purpose=_("打分的理由")),
    _judge(model="settlement.FileCheck", field="checked_by", purpose=_("知道材料是谁看的")),
    _judge(
        model="settlement.FileCheck", field="words", purpose=_("材料哪里不对"), optional=True,
        why_asked=_("写事,不写居民的名字。"),
    ),
    _staff(model="settlement.Survey", field="opened_by", purpose=_("知道意见调查是谁办的")),
    _drawn(model="settlement.Respondent", field="person", purpose=_DRAWN),
    _drawn(model="settlement.Respondent", field="number", purpose=_DRAWN),
    _drawn(
        model="settlement.Respondent", field="secret_hash", purpose=_DRAWN, seen_by=(),
        sensitivity=Sensitivity.SECRET,
    ),
    _drawn(model="settlement.Respondent", field="outcome", purpose=_DRAWN),
    _drawn(model="settlement.Respondent", field="asked_by", purpose=_("知道是谁去问的")),
    _said(
        model="settlement.Answer", field="words", purpose=_("居民自己想说的话"),
        why_asked=_("和谁说的分开存,承接方看不到。"),
    ),
    _staff(model="settlement.Acceptance", field="opened_by", purpose=_("知道验收是谁办的")),
    _said(
        model="settlement.Objection", field="text", purpose=_("公示期里的意见要逐条答复"),
        optional=False, why_asked=_("购买方要逐条答复,承接方看不到。"),
    ),
    _staff(model="settlement.Objection", field="answered_by", purpose=_("知道意见是谁答复的")),
    _staff(model="settlement.Seen", field="by_user", purpose=_("知道材料是谁认可的")),
    _staff(model="settlement.Claim", field="asked_by", purpose=_("知道付款是谁申请的")),
    _staff(model="settlement.Claim", field="approved_by", purpose=_("知道付款是谁批的")),
    _staff(model="settlement.Closing", field="asked_by", purpose=_("知道付款是谁申请的")),
    _staff(model="settlement.Closing", field="answered_by", purpose=_("知道付款是谁批的")),
    _staff(model="settlement.Payment", field="by_user", purpose=_("知道付款是谁登记的")),
    _staff(model="settlement.Statement", field="by_user", purpose=_("知道说明是谁写的")),
    _staff(model="settlement.Entry", field="by_user", purpose=_("知道收支是谁登记的")),
    _staff(model="settlement.Package", field="made_by", purpose=_("知道归档是谁办的")),
)  # fmt: skip

NOT_PERSONAL = {
    "settlement.Verdict": frozenset(
        {
            "record", "county", "community", "agency", "sealed", "service", "day", "indicator",
            "rule", "why", "amount", "has", "wants",
        }
    ),
    "settlement.Day": frozenset({"indicator", "county", "day", "amount", "records"}),
    "settlement.Mark": frozenset({"county", "agency", "seq", "by", "counted_at"}),
    "settlement.Review": frozenset(
        {
            "id", "agreement", "area", "purchaser", "supplier", "kind", "opened_on", "seed",
            "pool", "pool_digest", "score", "published_on", "words",
        }
    ),
    "settlement.Evaluator": frozenset(
        {"id", "review", "area", "purchaser", "org", "kind", "declared_at", "withdrawn_at"}
    ),
    "settlement.Line": frozenset({"id", "review", "order", "name", "weight"}),
    "settlement.Points": frozenset({"id", "line", "points", "given_at"}),
    "settlement.FileCheck": frozenset(
        {"id", "review", "order", "record", "county", "good", "checked_at"}
    ),
    "settlement.Survey": frozenset(
        {
            "id", "agreement", "opened_on", "seed", "served_pool", "unserved_pool", "least",
            "live", "closed_on",
        }
    ),
    "settlement.Respondent": frozenset(
        {"id", "survey", "supplier", "community", "group", "by", "tries", "asked_at"}
    ),
    "settlement.Answer": frozenset(
        {"id", "survey", "group", "by", "satisfaction", "recognition", "participation"}
    ),
    "settlement.Acceptance": frozenset(
        {
            "id", "agreement", "opened_on", "survey", "noticed_on", "notice_until", "words",
            "closed_on",
        }
    ),
    "settlement.AcceptanceLine": frozenset(
        {"id", "acceptance", "indicator", "promised", "counted", "accepted", "words"}
    ),
    "settlement.Objection": frozenset(
        {"id", "acceptance", "purchaser", "org", "community", "at", "answer", "answered_at"}
    ),
    "settlement.Seen": frozenset({"id", "agreement", "document", "kind", "on", "at"}),
    "settlement.Claim": frozenset(
        {"id", "agreement", "tranche", "asked_on", "asked_at", "approved_on", "opened"}
    ),
    "settlement.Closing": frozenset(
        {
            "id", "agreement", "ended_on", "earned", "counted", "amount", "reason", "asked_on",
            "asked_at", "agreed", "words", "answered_at", "claim",
        }
    ),
    "settlement.Payment": frozenset({"id", "claim", "on", "amount", "voucher", "at"}),
    "settlement.Statement": frozenset({"id", "tranche", "side", "text", "document", "at"}),
    "settlement.Entry": frozenset(
        {
            "id", "agreement", "flow", "source", "line", "on", "amount", "voucher", "payee",
            "words", "reverses", "at",
        }
    ),
    "settlement.Package": frozenset({"id", "agreement", "made_at", "sha256", "content"}),
}  # fmt: skip

"""What is kept of a consent: the yes, to whom, and who looked."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext_lazy as _

from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.personal import (
    AGENCY,
    COMMITTEE,
    LegalBasis,
    PersonalField,
    Retention,
    Sensitivity,
)

KEPT = Retention("P3Y", "end of the consent", "PIPL art. 56, default of this platform")

_kept = partial(
    PersonalField,
    model="consent.Consent",
    legal_basis=LegalBasis.CONSENT,
    retention=KEPT,
    sensitivity=Sensitivity.NORMAL,
    seen_by=AGENCY + COMMITTEE,
)

PERSONAL = (
    _kept(field="about", optional=False, purpose=_("知道是谁同意的")),
    _kept(
        field="called", optional=False, purpose=_("让家人知道看的是谁"),
        seen_by=(*AGENCY, *COMMITTEE, Role.RELATIVE),
    ),
    _kept(field="community", optional=False, purpose=_("归哪个社区管")),
    _kept(field="privacy", optional=False, purpose=_("保密的人不开给家人看")),
    _kept(
        field="number", optional=False, purpose=_("家人凭号码查看,不用账号"),
        why_asked=_("写在条子上的九位数字。"),
    ),
    _kept(
        field="secret_hash", optional=False, sensitivity=Sensitivity.SECRET, seen_by=(),
        purpose=_("只有拿着条子的人能看"), why_asked=_("写在号码下面的六位数字。"),
    ),
    _kept(
        field="own_hash", optional=False, sensitivity=Sensitivity.SECRET, seen_by=(),
        purpose=_("本人随时能收回"), why_asked=_("只写在本人那一半条子上。"),
    ),
    _kept(
        field="to_name", optional=False, purpose=_("同意只给这一个人"),
        why_asked=_("给谁看就写谁,一张条子只给一个人。"),
    ),
    _kept(field="relation", optional=False, purpose=_("知道是什么亲人"),
          why_asked=_("家人来问时好核对。")),
    _kept(
        field="to_contact", purpose=_("停掉时能告诉家人"),
        why_asked=_("不看了或停掉时好告诉一声,加密保存。"),
    ),
    _kept(
        field="shares", optional=False, purpose=_("本人同意让家人知道多少"),
        seen_by=(*AGENCY, *COMMITTEE, Role.RELATIVE), why_asked=_("一样一样问本人,没说的就不勾。"),
    ),
    _kept(field="how", optional=False, purpose=_("说得清本人是怎样同意的"),
          why_asked=_("以后有人问起,说得清。")),
    _kept(field="vouched", purpose=_("不会写字的人也说得清是本人同意的"),
          why_asked=_("按手印写见证人,代为同意写监护人。")),
    _kept(field="heard_by", optional=False, legal_basis=LegalBasis.STAFF,
          purpose=_("知道是谁问的")),
    _kept(model="consent.Line", field="by_user", legal_basis=LegalBasis.STAFF,
          purpose=_("知道是谁办的")),
)  # fmt: skip

NOT_PERSONAL = {
    "consent.Consent": frozenset(
        {"id", "seen_by", "notice", "given_at", "until", "ended_at", "ended_how"}
    ),
    "consent.Line": frozenset({"id", "consent", "step", "at"}),
    "consent.Tries": frozenset({"number", "since", "count"}),
}

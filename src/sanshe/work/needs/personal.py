"""What is kept about whoever speaks, and about those spoken of."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext_lazy as _

from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.personal import (
    AGENCY,
    COMMITTEE,
    STREET,
    LegalBasis,
    PersonalField,
    Retention,
    Sensitivity,
)

KEPT = Retention("P1Y", "closing the matter", "default of this platform")
READERS = (*AGENCY, *COMMITTEE, *STREET)

_need = partial(
    PersonalField,
    model="needs.Need",
    legal_basis=LegalBasis.CONSENT,
    retention=KEPT,
    sensitivity=Sensitivity.NORMAL,
    seen_by=(*READERS, Role.RESIDENT),
)
_lesson = partial(_need, model="needs.Lesson", seen_by=READERS)
_event = partial(_need, model="needs.Event", seen_by=READERS)
_handover = partial(_need, model="needs.Handover", seen_by=READERS)
_ruling = partial(_need, model="needs.Ruling", seen_by=READERS)
_check = partial(_need, model="needs.Check", seen_by=READERS)

PERSONAL = (
    _need(
        field="text", optional=False, sensitivity=Sensitivity.SENSITIVE,
        purpose=_("听懂居民要什么"),
        why_asked=_("您怎么说都行,原话会一直保留,只给经办的人看。"),
    ),
    _need(
        field="contact_name", purpose=_("知道怎么称呼"),
        why_asked=_("方便我们称呼您,不用真名。"),
    ),
    _need(
        field="contact_phone", purpose=_("回话"),
        why_asked=_("只用来给您回话,加密保存。不留也可以凭回执查进展。"),
    ),
    _need(
        field="contact_address", purpose=_("需要上门时找得到门"),
        why_asked=_("需要上门时才用,写到几栋就可以,加密保存。"),
    ),
    _need(
        field="on_behalf", purpose=_("分清是本人说的还是别人替说的"),
        why_asked=_("替别人说的,我们会先问过本人的意思。"),
    ),
    _need(
        field="person", purpose=_("知道是为谁办"),
        why_asked=_("从名册里选,上门、记台账才知道是为谁。"),
    ),
    _need(
        field="community", optional=False, purpose=_("归哪个社区办"),
        why_asked=_("由这个社区先看到。"),
    ),
    _need(
        field="privacy", purpose=_("居民不想让谁看到,就不让谁看到"),
        why_asked=_("不想让居委会看到,可以只给社工看。"),
    ),
    _need(
        field="receipt", optional=False, purpose=_("凭回执查进展,不用账号"),
        why_asked=_("写在回执上的九位数字。"),
    ),
    _need(
        field="secret_hash", optional=False, sensitivity=Sensitivity.SECRET, seen_by=(),
        purpose=_("只有拿着回执的人能查"),
        why_asked=_("写在回执号码下面,证明回执在您手上。"),
    ),
    _need(field="kind", purpose=_("分给对的人办"), seen_by=(*READERS, Role.BUREAU_OFFICER)),
    _need(field="category", purpose=_("分给对的人办"), sensitivity=Sensitivity.SENSITIVE),
    _need(field="proposal", purpose=_("分类的建议和理由"), seen_by=READERS,
          sensitivity=Sensitivity.SENSITIVE),
    _need(
        field="danger", purpose=_("有危险时马上有人管"), legal_basis=LegalBasis.LIFE,
        sensitivity=Sensitivity.SENSITIVE,
    ),
    _need(
        field="about_need", purpose=_("知道意见是对哪件事的办理提的"), seen_by=READERS,
    ),
    _need(
        field="pause_why", purpose=_("让居民知道为什么先停一停"),
        why_asked=_("居民看得到,用平常的话写。"),
    ),
    _need(field="lasting", purpose=_("知道解决了的事是不是一直好着")),
    _need(
        field="part", purpose=_("一次说了两件事,各办各的"), sensitivity=Sensitivity.SENSITIVE,
    ),
    _need(field="split_from", purpose=_("知道两件事是一次说的")),
    _need(field="joined_to", purpose=_("同一件事不让人说两遍")),
    _lesson(
        field="meant", purpose=_("让分类的建议越来越准"), sensitivity=Sensitivity.SECRET,
        seen_by=(),
    ),
    _lesson(field="kind", purpose=_("让分类的建议越来越准")),
    _lesson(field="category", purpose=_("让分类的建议越来越准")),
    _lesson(field="community", purpose=_("让分类的建议越来越准")),
    _handover(field="number", purpose=_("拿着对方的编号好回头问")),
    _handover(
        field="spoken_to", purpose=_("知道跟对方的谁说过"), legal_basis=LegalBasis.STAFF,
    ),
    _ruling(
        field="reason", purpose=_("让来定的人看明白"), sensitivity=Sensitivity.SENSITIVE,
        seen_by=(*READERS, Role.RESIDENT),
        why_asked=_("写给来定的人看,用平常的话。"),
    ),
    _ruling(
        field="words", purpose=_("说明为什么这样定"), sensitivity=Sensitivity.SENSITIVE,
        seen_by=(*READERS, Role.RESIDENT),
    ),
    _check(field="result", purpose=_("核实是不是真的解决了")),
    _check(
        field="remark", purpose=_("核实是不是真的解决了"), sensitivity=Sensitivity.SENSITIVE,
    ),
    _event(
        field="text", purpose=_("每一步做了什么都说得清"), sensitivity=Sensitivity.SENSITIVE,
        why_asked=_("写进这件事的经过,经办的人都看得到。"),
    ),
    _event(field="data", purpose=_("每一步做了什么都说得清"), seen_by=READERS),
    _event(field="by_user", purpose=_("知道是谁办的"), legal_basis=LegalBasis.STAFF),
    _event(
        field="by_name", purpose=_("知道是谁办的"), legal_basis=LegalBasis.STAFF,
        seen_by=(*READERS, Role.RESIDENT),
    ),
)  # fmt: skip

NOT_PERSONAL = {
    "needs.Need": frozenset(
        {
            "id", "seen_by", "channel", "heard_at", "state", "item", "urgency", "desk_org",
            "lead_org", "helper_orgs", "due_at", "returned", "attempts", "reopened",
            "closed_how", "closed_at", "version", "asked_as", "waits_for", "turn", "reminded_at",
            "warn_at", "paused_since", "paused_until", "paused_days", "due_unpaused",
            "ask_back_on", "fixed", "outer_due", "overseer", "against_org", "ask_lasting_on",
        }
    ),
    "needs.Event": frozenset({"id", "need", "step", "at", "by_role", "by_org", "to_resident"}),
    "needs.Handover": frozenset(
        {"id", "need", "org", "ask_on", "state", "asked", "told_on", "made_at", "ended_at"}
    ),
    "needs.Ruling": frozenset(
        {
            "id", "need", "kind", "ground", "by_org", "made_at", "decider_org", "decider_roles",
            "due_at", "told_at", "verdict", "lead", "decided_at",
        }
    ),
    "needs.Draw": frozenset({"id", "week", "org", "seed", "pool", "drawn", "made_at"}),
    "needs.Check": frozenset({"id", "need", "draw", "org", "tries", "ended_at"}),
    "needs.Lesson": frozenset({"id", "need", "learned_at", "privacy", "seen_by"}),
    "needs.Tries": frozenset({"receipt", "since", "count"}),
    "needs.View": frozenset({"id", "org", "owner", "name", "shared", "filters", "made_at"}),
}  # fmt: skip

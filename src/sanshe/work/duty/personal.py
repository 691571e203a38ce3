"""What is kept about who is on duty, who was called and what they did."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext_lazy as _

from sanshe.trust.policy.personal import (
    AGENCY,
    COMMITTEE,
    STREET,
    LegalBasis,
    PersonalField,
    Retention,
    Sensitivity,
)

KEPT = Retention("P3Y", "the alarm or the shift", "default of this platform")
READERS = (*AGENCY, *COMMITTEE, *STREET)

_shift = partial(
    PersonalField, model="duty.Shift", legal_basis=LegalBasis.STAFF, retention=KEPT,
    sensitivity=Sensitivity.NORMAL, seen_by=READERS, optional=False,
    purpose=_("有危险时知道先叫谁"),
)  # fmt: skip
_alarm = partial(_shift, model="duty.Alarm", purpose=_("有危险时知道谁在管"))
_line = partial(_shift, model="duty.Line", purpose=_("叫了谁、谁做了什么,事后说得清"))
_handover = partial(_shift, model="duty.HandOver", purpose=_("下一班接得上"))
_acceptance = partial(_handover, model="duty.Acceptance")

PERSONAL = (
    _shift(field="user", why_asked=_("警报先叫这个人。")),
    _shift(field="deputy", optional=True, why_asked=_("两分钟没有人接,再叫这个人和大家。")),
    _shift(field="made_by", purpose=_("知道是谁排的")),
    _alarm(field="need", purpose=_("知道是哪一件事"), legal_basis=LegalBasis.LIFE,
           sensitivity=Sensitivity.SENSITIVE),
    _alarm(field="community", purpose=_("知道在哪个社区"), legal_basis=LegalBasis.LIFE),
    _alarm(field="privacy", purpose=_("居民不想让谁看到,就不让谁看到")),
    _alarm(field="asked", why_asked=_("只列今天在这里做事、能看这件事的同事。")),
    _alarm(field="called"),
    _alarm(field="holder"),
    _alarm(field="holder_name"),
    _line(field="told"),
    _line(field="by_user"),
    _line(field="by_name"),
    _line(
        field="did", optional=True, legal_basis=LegalBasis.LIFE,
        sensitivity=Sensitivity.SENSITIVE, why_asked=_("做了的都勾上。"),
    ),
    _line(
        field="text", optional=True, legal_basis=LegalBasis.LIFE,
        sensitivity=Sensitivity.SENSITIVE, why_asked=_("能看这件事的同事看得到。"),
    ),
    _handover(field="by_user"),
    _handover(field="by_name"),
    _handover(field="to_user", why_asked=_("由这个人来接。")),
    _handover(field="to_name"),
    _handover(
        field="words", optional=True, sensitivity=Sensitivity.SENSITIVE,
        why_asked=_("本单位的同事看得到。要保密的事只写号码。"),
    ),
    _handover(field="items", sensitivity=Sensitivity.SENSITIVE),
    _acceptance(field="by_user"),
    _acceptance(field="by_name"),
    _acceptance(
        field="words", optional=True, sensitivity=Sensitivity.SENSITIVE,
        why_asked=_("本单位的同事看得到。"),
    ),
)  # fmt: skip

NOT_PERSONAL = {
    "duty.Shift": frozenset({"id", "org", "community", "start", "end", "made_at", "version"}),
    "duty.Alarm": frozenset(
        {
            "id", "seen_by", "desk_org", "why", "state", "raised_at", "round", "round_at", "stage",
            "next_at", "holder_org", "taken_at", "how", "ended_at",
        }
    ),
    "duty.Line": frozenset({"id", "alarm", "step", "at", "round", "stage", "by_org"}),
    "duty.HandOver": frozenset({"id", "org", "community", "at"}),
    "duty.Acceptance": frozenset({"id", "handover", "at"}),
}  # fmt: skip

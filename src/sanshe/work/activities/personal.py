"""What is kept of those who come to an activity, and of those who lead it."""

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

KEPT = Retention("P3Y", "the activity", "default of this platform")
READERS = (*AGENCY, *COMMITTEE, *STREET)

_activity = partial(
    PersonalField,
    model="activities.Activity",
    legal_basis=LegalBasis.CONSENT,
    retention=KEPT,
    sensitivity=Sensitivity.NORMAL,
    seen_by=READERS,
)
_staff = partial(_activity, legal_basis=LegalBasis.STAFF, optional=False)
_member = partial(_activity, model="activities.Member")
_session = partial(_activity, model="activities.Session")
_mended = partial(_activity, model="activities.Correction")

PERSONAL = (
    _activity(field="community", optional=False, purpose=_("归哪个社区")),
    _activity(field="privacy", optional=False, purpose=_("不想让谁看到名单,就不让谁看到"),
              why_asked=_("名单给谁看。")),
    _staff(field="workers", purpose=_("知道谁带"), why_asked=_("带这个活动的社工。")),
    _staff(field="worker_names", purpose=_("知道谁带")),
    _staff(field="made_by", purpose=_("知道谁开的")),
    _staff(field="closed_by", optional=True, purpose=_("知道谁写的评估")),
    _member(field="person", purpose=_("知道谁来参加")),
    _member(
        field="called", purpose=_("知道谁来参加"),
        why_asked=_("平时怎么叫就怎么写,不用真名。"),
    ),
    _member(field="part", optional=False, purpose=_("谁参加、谁帮忙")),
    _member(
        field="guardian", sensitivity=Sensitivity.SENSITIVE, purpose=_("孩子来,监护人知道"),
        why_asked=_("谁同意孩子来,比如「姑姑」「妈妈」。"),
    ),
    _member(field="guardian_on", sensitivity=Sensitivity.SENSITIVE,
            purpose=_("孩子来,监护人知道")),
    _session(
        field="present", purpose=_("谁来过说得清"), why_asked=_("来了的打勾。"),
        sensitivity=Sensitivity.SENSITIVE,
    ),
    _session(
        field="happened", sensitivity=Sensitivity.SENSITIVE, purpose=_("下次接着做"),
        why_asked=_("一两句话,不写哪个人的私事。"),
    ),
    _staff(model="activities.Session", field="workers", purpose=_("知道谁在场"),
           why_asked=_("在场的社工。")),
    _staff(model="activities.Session", field="recorded_by", optional=True,
           purpose=_("知道谁记的,好请别人核实")),
    _mended(field="reason", optional=False, purpose=_("知道为什么改"),
            why_asked=_("简单写一句原因。")),
    _mended(field="former", sensitivity=Sensitivity.SENSITIVE, optional=False,
            purpose=_("原来怎么写的不丢")),
    _mended(field="by_user", legal_basis=LegalBasis.STAFF, purpose=_("知道是谁改的")),
    _mended(field="by_name", legal_basis=LegalBasis.STAFF, purpose=_("知道是谁改的")),
)  # fmt: skip

NOT_PERSONAL = {
    "activities.Activity": frozenset(
        {
            "id", "seen_by", "kind", "name", "aim", "service", "agency", "room", "capacity",
            "for_children", "public", "measure", "state", "made_at", "why_cancelled", "goal",
            "before", "after", "asked", "content", "learned", "closed_at", "record", "version",
        }
    ),
    "activities.Member": frozenset({"id", "activity", "since", "until"}),
    "activities.Session": frozenset(
        {
            "id", "activity", "day", "planned_start", "planned_end", "state", "why_cancelled",
            "started_at", "ended_at", "guests", "heads", "recorded_at", "record", "lines",
            "version",
        }
    ),
    "activities.Correction": frozenset({"id", "session", "at"}),
}  # fmt: skip

"""A flag names the workers whose records it is about, by number; a call the resident who is asked.
The readings behind them are seen by the platform alone."""

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

LOOKED = Retention("P400D", "the service", "default: rules.LOOK_BACK")
KEPT = Retention("P15Y", "the end of the purchase", "default: as long as the purchase file")
WATCH = (Role.BUREAU_OFFICER, Role.STREET_OFFICER, Role.AUDITOR)

_reading = partial(
    PersonalField, legal_basis=LegalBasis.STAFF, retention=LOOKED, seen_by=(Role.JOB,),
    sensitivity=Sensitivity.NORMAL, optional=False, purpose=_("核对台账里的时间和确认"),
)  # fmt: skip
_flag = partial(
    PersonalField, legal_basis=LegalBasis.STAFF, retention=KEPT, seen_by=(*AGENCY, *WATCH),
    sensitivity=Sensitivity.NORMAL, optional=False,
)  # fmt: skip
_call = partial(
    PersonalField, legal_basis=LegalBasis.DUTY, retention=LOOKED, seen_by=(*COMMITTEE, *STREET),
    sensitivity=Sensitivity.NORMAL, optional=False,
)  # fmt: skip

PERSONAL = (
    _reading(model="checks.Stay", field="worker"),
    _reading(model="checks.Stay", field="person"),
    _reading(model="checks.Signing", field="signer"),
    _reading(model="checks.Signing", field="person"),
    _flag(model="checks.Flag", field="workers", purpose=_("让当事人自己先看到、先说明")),
    _flag(model="checks.Line", field="by_user", purpose=_("知道是谁说明、谁作的结论")),
    _flag(
        model="checks.Line", field="text", purpose=_("知道为什么"),
        why_asked=_("写清楚是怎么回事,不写居民的姓名和私事。"),
    ),
    _call(model="checks.Call", field="person", purpose=_("问问服务是不是真有其事")),
    _call(model="checks.Call", field="by_user", purpose=_("知道是谁问的")),
    _call(
        model="checks.Call", field="remark", purpose=_("知道居民怎么说"),
        why_asked=_("一句话就够,不写病情和家事。"), optional=True,
    ),
)  # fmt: skip

NOT_PERSONAL = {
    "checks.Stay": frozenset(
        {"record", "county", "agency", "community", "day", "started_at", "ended_at", "sealed"}
    ),
    "checks.Signing": frozenset(
        {"county", "agency", "seq", "day", "at", "record", "community", "sealed"}
    ),
    "checks.Shape": frozenset(
        {
            "county", "quarter", "agency", "platform", "unit", "records", "confirmed", "timed",
            "round_times", "crowds", "round_crowds", "amounts", "round_amounts", "judged",
        }
    ),
    "checks.Mark": frozenset({"county", "agency", "seq", "entries", "checked_at"}),
    "checks.Flag": frozenset(
        {
            "id", "key", "subject", "kind", "county", "community", "agency", "platform", "day",
            "until", "records", "elsewhere", "seen", "sealed", "state", "raised_at", "due_at",
            "answered_at", "version",
        }
    ),
    "checks.Line": frozenset({"id", "flag", "step", "became", "at", "by_org"}),
    "checks.Draw": frozenset(
        {"id", "week", "county", "agency", "seed", "pool", "pool_digest", "drawn", "made_at"}
    ),
    "checks.Call": frozenset(
        {
            "id", "draw", "county", "record", "community", "agency", "org", "tries", "answer",
            "ended_at", "told",
        }
    ),
    "checks.Spot": frozenset({"community", "building", "lat", "lon"}),
}  # fmt: skip

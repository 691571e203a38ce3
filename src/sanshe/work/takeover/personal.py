"""Who is asked whether their file goes along, and who did it. Lists of things and open matters
say what, never whom."""

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

KEPT = Retention("P3Y", "the take-over is closed", "PIPL art. 56, default of this platform")
ALL = (*AGENCY, *COMMITTEE, Role.STREET_OFFICER, Role.BUREAU_OFFICER)

_asked = partial(
    PersonalField,
    legal_basis=LegalBasis.DUTY,
    retention=KEPT,
    sensitivity=Sensitivity.NORMAL,
    seen_by=AGENCY + COMMITTEE,
    optional=False,
)
_staff = partial(
    PersonalField,
    legal_basis=LegalBasis.STAFF,
    retention=KEPT,
    sensitivity=Sensitivity.NORMAL,
    seen_by=ALL,
    optional=False,
)
_client = partial(_asked, model="takeover.Client")
_reply = partial(_asked, model="takeover.Reply")

PERSONAL = (
    _client(field="person", purpose=_("知道要问谁")),
    _client(field="need", purpose=_("知道要问谁")),
    _client(field="called", purpose=_("知道要问谁")),
    _client(field="community", purpose=_("归哪个社区管")),
    _client(field="privacy", purpose=_("保密的人不让别处知道")),
    _client(field="young", purpose=_("不满14岁要问监护人")),
    _client(
        field="answer", purpose=_("没有本人同意,资料不给新机构"),
        why_asked=_("照本人说的记,愿不愿意都照样有服务。"),
    ),
    _client(
        field="told", purpose=_("知道告别有没有传到"),
        why_asked=_("没传到的人,交接以后接着找。"),
    ),
    _staff(model="takeover.Client", field="told_by", purpose=_("知道是谁办的")),
    _reply(field="answer", purpose=_("说得清问过几次、怎么答的")),
    _reply(field="how", purpose=_("说得清本人是怎样答的"), why_asked=_("以后有人问起,说得清。")),
    _reply(
        field="vouched", purpose=_("不会写字的人、孩子也说得清是谁答的"), optional=True,
        why_asked=_("按手印写见证人,孩子写监护人。"),
    ),
    _staff(model="takeover.Reply", field="by_user", purpose=_("知道是谁问的")),
    _staff(model="takeover.Reply", field="by_name", purpose=_("知道是谁问的")),
    _staff(model="takeover.Event", field="by_user", purpose=_("知道是谁办的")),
    _staff(model="takeover.Event", field="by_name", purpose=_("知道是谁办的")),
    _staff(model="takeover.Thing", field="left_by", purpose=_("知道是谁点的")),
    _staff(model="takeover.Thing", field="met_by", purpose=_("知道是谁点的")),
    _staff(
        model="takeover.Takeover", field="worker", purpose=_("居民知道以后谁来"),
        seen_by=(*ALL, Role.RESIDENT), why_asked=_("居民会看到这位社工的名字。"),
    ),
    _staff(
        model="takeover.Takeover", field="worker_name", purpose=_("居民知道以后谁来"),
        seen_by=(*ALL, Role.RESIDENT),
    ),
    _staff(
        model="takeover.Matter", field="worker", purpose=_("知道探访由谁去"), optional=True,
        why_asked=_("不选就由上面写的那位去。"),
    ),
    _staff(model="takeover.Matter", field="worker_name", purpose=_("知道探访由谁去")),
    _asked(model="takeover.Matter", field="client", purpose=_("本人不同意就不交过去")),
    _asked(model="takeover.Matter", field="ref", purpose=_("知道是哪一件事")),
    _asked(model="takeover.Matter", field="privacy", purpose=_("保密的事不让别处知道")),
    _staff(model="takeover.Signature", field="by_user", purpose=_("知道是谁签的字")),
    _staff(model="takeover.Signature", field="by_name", purpose=_("知道是谁签的字")),
)  # fmt: skip

NOT_PERSONAL = {
    "takeover.Takeover": frozenset(
        {
            "id", "community", "platforms", "leaving", "coming", "leaves_place", "agreement", "why",
            "words", "day", "state", "by_org", "announced_at", "greeting", "farewell", "handed_at",
            "findings", "reminded", "version",
        }
    ),
    "takeover.Event": frozenset({"id", "takeover", "step", "at", "by_org", "text", "data"}),
    "takeover.Thing": frozenset(
        {
            "id", "takeover", "kind", "name", "count", "condition", "money", "where", "left_at",
            "met_at", "met_count", "difference",
        }
    ),
    "takeover.Client": frozenset(
        {"id", "takeover", "seen_by", "told_at", "moved_at", "locked_at"}
    ),
    "takeover.Reply": frozenset({"id", "client", "notice", "at", "by_org"}),
    "takeover.Matter": frozenset(
        {
            "id", "takeover", "community", "seen_by", "kind", "what", "due_at", "fate", "words",
            "gone_at", "done_at",
        }
    ),
    "takeover.Signature": frozenset({"id", "takeover", "side", "at", "by_org"}),
}  # fmt: skip

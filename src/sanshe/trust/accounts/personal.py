"""What is kept about those who sign in: their account, what they did, what waits for them.

Also speaks for the rooms below, which cannot import the register: the audit and the ground.
"""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext_lazy as _

from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.personal import (
    LegalBasis,
    PersonalField,
    Retention,
    Sensitivity,
)

STAFF = tuple(role for role in Role if role not in (Role.RESIDENT, Role.JOB))
KEEPERS = (Role.SECURITY_ADMIN,)
CHECKERS = (Role.AUDITOR, Role.AUDIT_ADMIN)
KEPT = Retention("P3Y", "the last assignment ends", "default of this platform")
TOLD = Retention("P1Y", "the notice", "default of this platform")
AUDITED = Retention("P3Y", "the entry", "default: the law's 6 months for logs, 3 years for sharing")

_user = partial(
    PersonalField,
    model="accounts.User",
    legal_basis=LegalBasis.STAFF,
    retention=KEPT,
    sensitivity=Sensitivity.NORMAL,
    seen_by=KEEPERS,
)
_assignment = partial(_user, model="accounts.Assignment", seen_by=STAFF, optional=False)
_audit = partial(
    _user, model="audit.Entry", retention=AUDITED, seen_by=CHECKERS, optional=False,
    legal_basis=LegalBasis.DUTY,
)  # fmt: skip
_notice = partial(
    _user, retention=TOLD, seen_by=STAFF, optional=False,
    purpose=_("有事等着时告诉该办的人"),
)  # fmt: skip

PERSONAL = (
    _user(
        field="username", optional=False, purpose=_("登录"),
        why_asked=_("登录时用,不要用手机号或身份证号。"),
    ),
    _user(
        field="name", optional=False, purpose=_("居民和同事知道是谁在办"),
        seen_by=(*STAFF, Role.RESIDENT),
        why_asked=_("工作人员用真名,居民会看到。"),
    ),
    _user(
        field="password", optional=False, sensitivity=Sensitivity.SECRET, seen_by=(),
        purpose=_("登录"), why_asked=_("只存不可还原的摘要。"),
    ),
    _user(field="last_login", purpose=_("发现异常登录")),
    _user(
        field="mail", purpose=_("有事等着时发邮件提醒"),
        why_asked=_("有事等着时提醒,邮件里不写是什么事。加密保存。"),
    ),
    _user(
        field="phone", purpose=_("急事时联系工作人员"),
        why_asked=_("急事时联系,加密保存。"),
    ),
    _assignment(field="user", purpose=_("知道谁可以做什么")),
    _assignment(
        field="role", purpose=_("知道谁可以做什么"),
        why_asked=_("只给工作需要的身份。"),
    ),
    _assignment(field="org", purpose=_("知道替哪个组织办事"), why_asked=_("替哪个组织办事。")),
    _assignment(field="area", purpose=_("知道管哪一片"), why_asked=_("只给工作需要的范围。")),
    _assignment(field="since", purpose=_("知道从什么时候起")),
    _assignment(field="until", purpose=_("到期自动收回"), optional=True,
                why_asked=_("到期自动收回。")),
    _notice(model="notices.Notice", field="user"),
    _notice(model="notices.Notice", field="read_by", purpose=_("一个组织里有人看过就够了")),
    _notice(model="notices.Outgoing", field="user"),
    _notice(model="notices.Preference", field="user", purpose=_("按本人要的快慢写信")),
    _audit(field="actor", purpose=_("谁看过、谁改过,都查得到")),
    _audit(field="subject_id", purpose=_("谁看过、谁改过,都查得到")),
    _audit(field="purpose", purpose=_("谁看过、谁改过,都查得到")),
    _audit(field="detail", purpose=_("谁看过、谁改过,都查得到")),
)  # fmt: skip

NOT_PERSONAL = {
    "areas.Area": frozenset(
        {
            "code", "name", "level", "parent", "kind", "pinyin", "initials", "words",
            "successor", "ended_on",
        }
    ),
    "calendars.DayOverride": frozenset({"day", "working", "note"}),
    "notices.Preference": frozenset({"pace"}),
    "notices.Notice": frozenset({"id", "org", "role", "code", "link", "made_at", "read_at"}),
    "notices.Outgoing": frozenset(
        {
            "id", "channel", "code", "link", "urgent", "state", "tries", "made_at", "next_try_at",
            "tried_at", "error",
        }
    ),
    "accounts.User": frozenset({"id", "is_active", "is_demo", "made_at", "first_password"}),
    "accounts.Assignment": frozenset({"id"}),
    "accounts.Installation": frozenset({"id", "demo", "made_at"}),
    "audit.Entry": frozenset(
        {
            "county", "id", "org", "seq", "at", "role", "deed", "subject_kind", "community",
            "previous", "hash",
        }
    ),
    "audit.Head": frozenset({"county", "org", "seq", "hash"}),
}  # fmt: skip

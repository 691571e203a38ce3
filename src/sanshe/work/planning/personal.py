"""What planning keeps of residents and staff, and why."""

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

KEPT = Retention("P3Y", "last service, moving away or death", "default of this platform")
SOON_GONE = Retention("P1Y", "the month it was made for", "default of this platform")
WORKING = Retention("P1Y", "leaving the agency", "default of this platform")

_mark = partial(
    PersonalField, model="planning.GroupMark", legal_basis=LegalBasis.DUTY, retention=KEPT,
    sensitivity=Sensitivity.SENSITIVE, seen_by=AGENCY + COMMITTEE,
)  # fmt: skip
_wish = partial(
    PersonalField, model="planning.Wish", legal_basis=LegalBasis.CONSENT, retention=KEPT,
    sensitivity=Sensitivity.NORMAL, seen_by=AGENCY + COMMITTEE,
)  # fmt: skip
_line = partial(
    PersonalField, model="planning.PlanLine", legal_basis=LegalBasis.CONSENT,
    retention=SOON_GONE, sensitivity=Sensitivity.NORMAL, seen_by=AGENCY, optional=False,
)  # fmt: skip
_moved = partial(_line, model="planning.RemakeLine")
_round = partial(
    _line, model="planning.RoundLine", legal_basis=LegalBasis.LIFE,
    seen_by=(*AGENCY, *COMMITTEE, *STREET, Role.VOLUNTEER),
)  # fmt: skip
_staff = partial(
    PersonalField, legal_basis=LegalBasis.STAFF, retention=WORKING,
    sensitivity=Sensitivity.NORMAL, seen_by=AGENCY, optional=False,
)  # fmt: skip
_working = partial(_staff, model="planning.Working")
_absence = partial(_staff, model="planning.Absence")
_WHOM = _("知道去看谁")
_PLACE = _("归哪个社区")
_HUSH = _("居民不想让谁看到,就不让谁看到")
_WHO_MADE = _("知道谁安排的")

PERSONAL = (
    _mark(field="person", optional=False, purpose=_("知道谁每个月都要看到")),
    _mark(
        field="group", optional=False, purpose=_("知道谁每个月都要看到"),
        why_asked=_("这几类老人每月至少要联系上一次,这是国家的要求。"),
    ),
    _mark(
        field="source", optional=False, purpose=_("说得清是谁说的"),
        why_asked=_("以后核对用。"),
    ),
    _mark(field="since", optional=False, purpose=_("说得清从什么时候起"),
          why_asked=_("不填就是今天。")),
    _mark(field="until", purpose=_("情况变了就不再算")),
    _wish(field="person", optional=False, purpose=_("照本人的意愿上门")),
    _wish(
        field="contact", optional=False, purpose=_("照本人的意愿上门"),
        why_asked=_("本人说了算。说都不要,就不去,过一阵再问一次。"),
    ),
    _wish(field="weekdays", purpose=_("照本人方便的日子去"), why_asked=_("不勾就是哪天都行。")),
    _wish(field="earliest", purpose=_("照本人方便的时间去"), why_asked=_("不填就是什么时候都行。")),
    _wish(field="latest", purpose=_("照本人方便的时间去"), why_asked=_("不填就是什么时候都行。")),
    _wish(field="worker_sex", purpose=_("安排本人愿意见的人"),
          why_asked=_("有的老人只愿意见女的或男的。")),
    _wish(field="same_worker", purpose=_("安排本人熟悉的人"),
          why_asked=_("只在那位病了、走了时才换。")),
    _wish(field="not_workers", sensitivity=Sensitivity.SENSITIVE,
          purpose=_("不安排本人不愿见的人"), why_asked=_("不用说为什么。")),
    _wish(field="language", purpose=_("说得上话"), why_asked=_("派会说的人去。")),
    _wish(field="two", sensitivity=Sensitivity.SENSITIVE, purpose=_("两边都安心"),
          why_asked=_("本人希望,或者一个人去不安全。")),
    _wish(field="asked_on", optional=False, purpose=_("过一阵再问一次"),
          why_asked=_("过一阵再问,从这天算。")),
    _line(field="person", purpose=_WHOM),
    _line(field="whom", purpose=_WHOM),
    _line(field="community", purpose=_PLACE),
    _line(field="privacy", purpose=_HUSH),
    _line(field="worker", legal_basis=LegalBasis.STAFF, purpose=_("知道谁去"),
          why_asked=_("谁去,居民事先看得到名字。")),
    _line(field="second", legal_basis=LegalBasis.STAFF, purpose=_("知道谁一起去"),
          optional=True, why_asked=_("要两个人去的才选。")),
    _moved(field="person", purpose=_WHOM),
    _moved(field="whom", purpose=_WHOM),
    _moved(field="community", purpose=_PLACE),
    _moved(field="privacy", purpose=_HUSH),
    _moved(field="worker_name", legal_basis=LegalBasis.STAFF, purpose=_("知道换成谁去")),
    _round(field="person", purpose=_WHOM, why_asked=_("一天以内要看到或打通电话。")),
    _round(field="whom", purpose=_WHOM),
    _round(field="building", purpose=_("顺路去")),
    _round(field="rank", sensitivity=Sensitivity.SENSITIVE, purpose=_("先看最要紧的人")),
    _round(field="community", purpose=_PLACE),
    _round(field="privacy", purpose=_HUSH),
    _round(field="phone_only", purpose=_("照本人的意愿上门")),
    _round(field="worker", legal_basis=LegalBasis.STAFF, purpose=_("知道谁去")),
    _round(field="reached_at", purpose=_("知道还差谁")),
    _round(field="how", purpose=_("知道人平不平安"), why_asked=_("怎么联系上的,照实选。")),
    _round(field="reached_by", legal_basis=LegalBasis.STAFF, purpose=_("知道是谁联系上的")),
    _working(field="user", purpose=_("知道谁哪天在")),
    _working(field="weekdays", purpose=_("不在不上班的日子派活"),
             why_asked=_("只在这几天给他排探访。")),
    _working(field="start", purpose=_("不在不上班的时间派活"), why_asked=_("早于这时不排。")),
    _working(field="end", purpose=_("不在不上班的时间派活"), why_asked=_("晚于这时不排。")),
    _working(field="most", purpose=_("不累着人"), why_asked=_("排计划不超过这个数。")),
    _working(field="sex", optional=True, purpose=_("安排居民愿意见的人"),
             why_asked=_("有的老人只愿意见女的或男的。")),
    _working(field="languages", optional=True, purpose=_("和居民说得上话"),
             why_asked=_("会说的都勾上。")),
    _absence(field="user", purpose=_("知道谁哪天不在"), why_asked=_("这几天他的探访会换给同事。")),
    _absence(field="first", purpose=_("知道谁哪天不在"), why_asked=_("从这天起换人去。")),
    _absence(field="last", purpose=_("知道谁哪天不在"), why_asked=_("这天以后照旧。")),
    _absence(field="why", sensitivity=Sensitivity.SENSITIVE, purpose=_("知道谁哪天不在"),
             why_asked=_("只说生病还是请假,不写病名。")),
    _staff(model="planning.Plan", field="made_by", purpose=_WHO_MADE),
    _staff(model="planning.Plan", field="accepted_by", purpose=_WHO_MADE, optional=True),
    _staff(model="planning.Remake", field="worker_name", purpose=_("知道谁的安排换了人")),
    _staff(model="planning.Remake", field="made_by", purpose=_WHO_MADE),
    _staff(model="planning.Round", field="opened_by", purpose=_WHO_MADE,
           seen_by=(*AGENCY, *COMMITTEE, *STREET)),
)  # fmt: skip

NOT_PERSONAL = {
    "planning.Policy": frozenset(
        {"id", "area", "effective_from", "shock_hours", "ask_again_months", "why", "made_at"}
    ),
    "planning.TierRule": frozenset({"id", "policy", "tier", "times", "per", "home", "home_per"}),
    "planning.GroupMark": frozenset({"id"}),
    "planning.Wish": frozenset({"version"}),
    "planning.Working": frozenset({"id", "org"}),
    "planning.Absence": frozenset({"id", "org", "ended"}),
    "planning.Plan": frozenset({"id", "org", "community", "month", "state", "made_at", "version"}),
    "planning.PlanLine": frozenset(
        {
            "id", "seen_by", "plan", "service", "way", "day", "start", "end", "needs_second",
            "state", "reason", "first", "last", "floor", "visit",
        }
    ),
    "planning.Remake": frozenset({"id", "org", "absence", "made_at", "undone_at"}),
    "planning.RemakeLine": frozenset(
        {"id", "seen_by", "remake", "old_visit", "old_start", "visit", "start", "reason"}
    ),
    "planning.Round": frozenset(
        {
            "id", "shock", "lo", "hi", "began_at", "due_at", "opened_by_org", "closed_at",
            "rung_at",
        }
    ),
    "planning.RoundLine": frozenset({"id", "seen_by", "round", "org"}),
}  # fmt: skip

"""Every figure of the checks in one place, each with where it comes from."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sanshe.ground.calendars.workdays import add_working_days
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Role

WALK = 80
"""Metres a minute on foot (§2.15: 80, and 50 for elders; the one who walks here is the worker)."""
DETOUR = 1.3
"""A way by the straight line (§2.15)."""
RIDE = 400
RIDE_WAIT = 5
WALKABLE = 1_200
"""Beyond fifteen minutes on foot (1,200 m of way, §2.15) people ride: 24 km an hour and five
minutes to get on and off. Our own decision, on the generous side."""
CLOCKS = 5
"""Minutes that two noted times may be off: nobody writes to the minute. Our own decision."""

RUN_GAP = timedelta(seconds=60)
RUN_LEAST = 10
RUN_PERSONS = 5
"""Ten confirmations of one signer, each within a minute of the last, for five residents or more:
our own decision."""

ROUND_MINUTES = 30
ROUND_FIGURE = 10
LEAST_RECORDS = 50
"""Fewer of the group, or of the rest of the county, are too few to say. Our own decision."""
CHANCE = 0.001
"""How rarely a round share may come about by chance before it is told. Our own decision."""
FAR = 0.15
"""By how much a share must differ to be worth anybody's time: our own decision."""
LEAST_FOR_RATE = 30
Z = 3.2905
"""99.9 % (normal quantile): many groups are compared, so that few are told by mere chance."""
SETTLES = timedelta(days=14)
"""A quarter is judged two weeks after its end: confirmations come later. Our own decision."""

LOOK_BACK = timedelta(days=400)
"""Older records are not looked at any more: nobody remembers. Our own decision."""
ANSWER_WITHIN = 10
"""Working days for the agency before others see a flag: our own decision."""
SHARE_CALLED = 0.05
LEAST_CALLED, MOST_CALLED = 1, 10
"""Of the records of one agency and county confirmed in a week, so many are asked about: our own
decision (the law asks for checks on the spot, not for how many)."""
TRIES = 3
REASON_LENGTH = 500

OWN_DECISION = _("我们自己定的")
AGENCY_HEADS = frozenset({Role.SUPERVISOR, Role.AGENCY_MANAGER})


class Parameter(NamedTuple):
    """A figure, what it is, and who says so: as the page of rules shows it."""

    name: str | Promise
    value: str
    source: str | Promise


_FOOT = _("一刻钟服务圈的算法(普通人每分钟80米,直线乘1.3)")
PARAMETERS = (
    Parameter(_("走路,每分钟米"), str(WALK), _FOOT),
    Parameter(_("路程是直线的几倍"), str(DETOUR), _FOOT),
    Parameter(_("超过多少米算坐车"), str(WALKABLE), _("一刻钟步行路程")),
    Parameter(_("坐车,每分钟米,另加几分钟等车"), f"{RIDE} + {RIDE_WAIT}", OWN_DECISION),
    Parameter(_("写下的时间允许差几分钟"), str(CLOCKS), OWN_DECISION),
    Parameter(_("一口气确认:至少几条,至少几位居民"), f"{RUN_LEAST} / {RUN_PERSONS}", OWN_DECISION),
    Parameter(_("一口气:两条之间不超过几秒"), f"{RUN_GAP.total_seconds():.0f}", OWN_DECISION),
    Parameter(_("整数:时长是几分钟的倍数,人数和数量是几的倍数"),
              f"{ROUND_MINUTES} / {ROUND_FIGURE}", OWN_DECISION),
    Parameter(_("整数和确认:至少要有几条才比"), f"{LEAST_RECORDS} / {LEAST_FOR_RATE}",
              OWN_DECISION),
    Parameter(_("整数:偶然这样的可能低于"), str(CHANCE), OWN_DECISION),
    Parameter(_("整数和确认:至少差几个百分点"), f"{FAR * 100:.0f}", OWN_DECISION),
    Parameter(_("确认比例:区间有多大把握"), "99.9%", OWN_DECISION),
    Parameter(_("机构说明的期限,工作日"), str(ANSWER_WITHIN), OWN_DECISION),
    Parameter(_("每周抽多少条回访"), f"{SHARE_CALLED * 100:.0f}%({LEAST_CALLED}–{MOST_CALLED})",
              OWN_DECISION),
    Parameter(_("打几次没人接就不再打"), str(TRIES), OWN_DECISION),
    Parameter(_("只看多少天以内的记录"), str(LOOK_BACK.days), OWN_DECISION),
)  # fmt: skip


def way_minutes(metres: float) -> float:
    """How long the way between two points takes, on foot or, where it is far, by vehicle."""
    path = metres * DETOUR
    if path <= WALKABLE:
        return path / WALK
    return max(WALKABLE / WALK, path / RIDE + RIDE_WAIT)


def answer_by(now: datetime) -> datetime:
    """The end of the last day on which the agency is alone with a flag."""
    day = add_working_days(timezone.localdate(now), ANSWER_WITHIN)
    return datetime.combine(day, time.max, timezone.get_current_timezone())


def quarter_of(day: date) -> date:
    """The first day of its quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def end_of(quarter: date) -> date:
    """The last day of a quarter."""
    return quarter_of(quarter + timedelta(days=100)) - timedelta(days=1)


def last_week(today: date) -> date:
    """The Monday of the week before this one."""
    return today - timedelta(days=today.weekday() + 7)


def to_call(pool: int) -> int:
    """How many of a week's confirmed records are asked about."""
    return min(pool, MOST_CALLED, max(LEAST_CALLED, round(pool * SHARE_CALLED)))


def is_concerned(actor: Actor, flag: object) -> bool:
    """Whether a flag speaks of the actor's own records."""
    return actor.user is not None and actor.user in flag.workers  # type: ignore[attr-defined]


def of_its_agency(actor: Actor, flag: object) -> bool:
    return bool(actor.org == flag.agency)  # type: ignore[attr-defined]

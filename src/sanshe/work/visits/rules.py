"""Who may do what to a visit, and what counts, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.registry.catalogue.enums import Unit
from sanshe.registry.people.enums import Tier
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Role

from .enums import EscortRisk, NextStep, Outcome, Risk, VisitState, Way
from .ladders import RUNGS
from .models import Ladder, Visit

LATE_AFTER = timedelta(hours=48)
LONGEST = timedelta(hours=12)
CODE_TRIES = 5
USUAL_HOURS = (7, 21)
USUAL_LENGTH = (timedelta(minutes=5), timedelta(hours=3))
COUNTED = (Unit.PERSON_TIMES, Unit.PERSONS, Unit.HOUSEHOLD_TIMES, Unit.SERVICE_HOURS)
"""Units that a single visit can fill. A case, a group or an event is more than one visit."""

AT_THE_DOOR = frozenset({Risk.UNREST, Risk.HOUSE, Risk.PRIVACY, Risk.MONEY})
ON_THE_WAY = frozenset({Risk.FALL, Risk.WANDER, Risk.UNREST, Risk.PRIVACY, Risk.MONEY})
MET_WITHIN = {
    Tier.A: timedelta(days=7),
    Tier.B: timedelta(days=15),
    Tier.C: timedelta(days=31),
}
"""How long somebody of a tier may go without being met: §2.9's default (A weekly, B twice a month,
C monthly). It is what is shown on top; the planning of a community may ask for more."""
MINE_WITHIN = timedelta(days=180)
"""Whom a worker visited so lately counts as theirs. Our own decision."""

ESCORT_NEEDS_TWO = frozenset({EscortRisk.FALL, EscortRisk.HIGH})
"""Whom nobody takes out alone (§2.9); no reason makes it right."""
ESCORT_WAITS = timedelta(minutes=30)
"""How long past the promised hour the ladder is opened. Our own decision."""
HIGHEST_FARE = Decimal(500)
"""Yuan; more is a slip of the finger. Our own decision."""

NEEDS_TWO = {Way.HOME: AT_THE_DOOR, Way.ESCORT: ON_THE_WAY}
"""Which risks ask for a second person. On the telephone none does. §2.9 names fall risk, money
and keys, privacy; the others are our own decision."""

LEAVING = (Outcome.DIED, Outcome.MOVED)
AFTER = {
    Outcome.REFUSED: NextStep.RESPECT_WISH,
    Outcome.SUSPECTED_SCAM: NextStep.JOINT_VISIT,
    Outcome.MOVED: NextStep.NEW_ADDRESS,
    Outcome.IN_HOSPITAL: NextStep.AFTER_DISCHARGE,
    Outcome.DIED: NextStep.CONDOLENCE,
}


def may_plan(actor: Actor, need: Any) -> bool:
    """Only who leads or helps with a need visits for it."""
    return actor.org == need.lead_org or actor.org in need.helper_orgs


def may_record(actor: Actor, visit: Visit) -> bool:
    """Who went; or a colleague who types it in from paper. A volunteer only their own."""
    own = actor.user in visit.crew
    return actor.org == visit.agency and (own or actor.role != Role.VOLUNTEER)


def may_cancel(actor: Actor, visit: Visit) -> bool:
    return actor.org == visit.agency


def may_climb(actor: Actor, ladder: Ladder) -> bool:
    """Whoever sees it helps: the agency, the committee where it is open. A volunteer their own."""
    return actor.role != Role.VOLUNTEER or actor.user == ladder.worker


def may_call_back(actor: Actor, visit: Visit) -> bool:
    """Not who made the visit, and not who typed it in."""
    return actor.user is not None and actor.user not in (*visit.crew, visit.recorded_by)


def may_tell_code(actor: Actor, visit: Visit) -> bool:
    """The code goes to the resident past the worker; a volunteer tells nobody."""
    return actor.user is not None and actor.user not in visit.crew


def was_made(visit: Visit) -> bool:
    return visit.state == VisitState.RECORDED and visit.outcome == Outcome.DONE


def needs_two(way: str, risks: Iterable[str]) -> bool:
    """Whether one of these risks asks for a second person on such a visit."""
    return bool(NEEDS_TWO.get(Way(way), frozenset()) & set(risks))


def is_late(happened: datetime, now: datetime) -> bool:
    return now - happened > LATE_AFTER


def odd(visit: Visit, started: datetime | None, ended: datetime | None) -> list[str]:
    """What looks like a slip of the pencil, in words. Our own measures; nothing is forbidden."""
    found: list[str] = []
    if started is None:
        return found
    here = timezone.localtime(started)
    if here.date() != timezone.localdate(visit.planned_start):
        found.append(_("不是安排的那一天"))
    if not USUAL_HOURS[0] <= here.hour < USUAL_HOURS[1]:
        found.append(_("太早或者太晚"))
    if ended is not None and not USUAL_LENGTH[0] <= ended - started <= USUAL_LENGTH[1]:
        found.append(_("时间太短或者太长"))
    return found


def quantity(unit: str, started: datetime, ended: datetime) -> Decimal:
    """How much one visit fills of its service's unit: hours as they were, else one."""
    if unit == Unit.SERVICE_HOURS:
        hours = Decimal((ended - started).total_seconds()) / 3600
        return max(hours.quantize(Decimal("0.01")), Decimal("0.01"))
    return Decimal(1)


def step_after(outcome: str, *, unanswered: int = 1) -> NextStep | None:
    """What is proposed next. ``unanswered``: how many times in a row nobody answered by now."""
    if outcome == Outcome.NO_ANSWER:
        return RUNGS[min(max(unanswered, 1), len(RUNGS)) - 1]
    return AFTER.get(Outcome(outcome)) if outcome else None

"""Who may do what with an activity, and the numbers that are policy."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sanshe.registry.catalogue.enums import Unit
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Privacy

from .enums import Kind, SessionState, State
from .models import Activity, Session

MOST_SESSIONS = 200
"""At once; WJ-01 is promised on 200 days a year."""
LONGEST = timedelta(hours=12)
MOST_GUESTS = 5_000
"""More is a slip of the finger. Our own decision."""
ADULTS = 2
"""Who is there where children are (domain file §6.9 GR-03, and the after-school hour)."""

PER_SESSION = (Unit.SESSIONS, Unit.EVENTS, Unit.DAYS, Unit.PERSON_TIMES, Unit.PERSONS)
"""Units that one session fills by itself; of a group only its end counts (``Unit.GROUPS``)."""
BY_HEAD = (Unit.PERSON_TIMES, Unit.PERSONS)


def may_write(actor: Actor, activity: Activity) -> bool:
    """Whoever of the agency sees it; of a sealed one only who leads it."""
    return actor.org == activity.agency and may_see_members(actor, activity)


def may_see_members(actor: Actor, activity: Activity) -> bool:
    """Who comes: open to the committee only where nothing is kept back, sealed to all but those
    who lead it (GR-04: a sealed list). The wall in the database says the same."""
    if activity.privacy == Privacy.SEALED:
        return actor.user in activity.workers
    return activity.privacy == Privacy.NORMAL or actor.org == activity.agency


def is_open(activity: Activity) -> bool:
    return activity.state in (State.PLANNED, State.RUNNING)


def needs_evaluation(activity: Activity) -> bool:
    return activity.kind == Kind.GROUP


def counts_as_group(activity: Activity) -> bool:
    """Whether its end is a record of its own: one group."""
    return bool(activity.service.unit == Unit.GROUPS)


def may_close(activity: Activity, sessions: list[Session]) -> bool:
    done = [one for one in sessions if one.state == SessionState.RECORDED]
    left = [one for one in sessions if one.state == SessionState.PLANNED]
    return activity.state == State.RUNNING and bool(done) and not left


def fits(service: Any, kind: str | None = None) -> bool:
    """Whether an activity (of a kind) can be written under a service."""
    if service.unit == Unit.GROUPS:
        return kind in (None, Kind.GROUP)
    return service.unit in PER_SESSION


def session_unit(activity: Activity) -> str:
    """In what a session is written: of a service that counts groups, in sessions, which join the
    group's series and are never added to the groups."""
    return Unit.SESSIONS if counts_as_group(activity) else activity.service.unit


def quantity(unit: str, heads: int) -> Decimal:
    """How much one session fills of its unit."""
    return Decimal(heads if unit in BY_HEAD else 1)


def hours(started: datetime, ended: datetime) -> Decimal:
    return (Decimal((ended - started).total_seconds()) / 3600).quantize(Decimal("0.1"))

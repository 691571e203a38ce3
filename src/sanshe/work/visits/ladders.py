"""The ladder of §2.9 as policy data and as a table of moves: +30 minutes again → neighbour or
building head → emergency contact → committee goes → 110/120. Never "closed: nobody home".

Which pace (our own decision): whoever is of tier A or B, lives alone, or did not come back from an
escort is found the same day; anybody else is phoned the next day first, and from the emergency
contact on at the quick pace. An unknown person counts as "anybody else": the matter they asked us
about names its own urgency.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sanshe.registry.people.enums import Tier
from sanshe.trust.policy.enums import OPEN

from .enums import Found, NextStep, Pace
from .transitions import Move

RUNGS = (
    NextStep.AGAIN,
    NextStep.NEIGHBOUR,
    NextStep.CONTACT,
    NextStep.COMMITTEE,
    NextStep.POLICE,
)
LIMITS = {
    Pace.QUICK: {
        NextStep.AGAIN: timedelta(minutes=40),  # 30 of §2.9, and ten for the way
        NextStep.NEIGHBOUR: timedelta(minutes=30),
        NextStep.CONTACT: timedelta(minutes=30),
        NextStep.COMMITTEE: timedelta(hours=1),
        NextStep.POLICE: timedelta(minutes=15),
    },
    Pace.SLOW: {
        NextStep.AGAIN: timedelta(hours=24),
        NextStep.NEIGHBOUR: timedelta(hours=24),
        NextStep.CONTACT: timedelta(minutes=30),
        NextStep.COMMITTEE: timedelta(hours=1),
        NextStep.POLICE: timedelta(minutes=15),
    },
}
"""How long each rung may take, counted from the end of the one before. The order is §2.9's; the
minutes beyond its 30 are our own decision."""

TELL_AFTER = (timedelta(0), timedelta(minutes=15), timedelta(minutes=30))
"""How long a rung is overdue when the worker, then the supervisor, then the committee is told."""

ENDED = "ended"
QUICK_TIERS = (Tier.A, Tier.B)


def _moves() -> tuple[Move, ...]:
    found: list[Move] = []
    for rung, higher in zip(RUNGS, [*RUNGS[1:], NextStep.POLICE], strict=True):
        found.append(Move(rung.value, Found.NOBODY.value, higher.value))
        found.append(Move(rung.value, Found.DANGER.value, NextStep.POLICE.value))
        found.append(Move(rung.value, Found.REACHED.value, ENDED))
        found.append(Move(rung.value, Found.WHEREABOUTS.value, ENDED))
    found.append(Move(NextStep.POLICE.value, Found.TAKEN_OVER.value, ENDED))
    return tuple(found)


MOVES = _moves()
"""All there is. On the last rung "nobody" leads to itself: one goes on until others take over."""
NEXT = {(move.start, move.by): move.to for move in MOVES}


def rungs_for(privacy: str) -> tuple[NextStep, ...]:
    """The rungs of a ladder: what is kept from the committee does not ask it to go."""
    if privacy in OPEN:
        return RUNGS
    return tuple(rung for rung in RUNGS if rung != NextStep.COMMITTEE)


def after(rung: str, found: str, privacy: str) -> str:
    """Where one stands next, by the table; a rung this ladder does not have is passed over."""
    to = NEXT[(str(rung), str(found))]
    if to == ENDED or to in rungs_for(privacy):
        return to
    return after(to, found, privacy)


def between(low: str, high: str, privacy: str) -> tuple[NextStep, ...]:
    """The rungs that are left out by going from ``low`` straight to ``high``."""
    rungs = rungs_for(privacy)
    return rungs[rungs.index(NextStep(low)) : rungs.index(NextStep(high))]


def due(pace: str, rung: str, since: datetime) -> datetime:
    return since + LIMITS[Pace(pace)][NextStep(rung)]


def pace_for(tier: str, *, alone: bool) -> Pace:
    return Pace.QUICK if tier in QUICK_TIERS or alone else Pace.SLOW

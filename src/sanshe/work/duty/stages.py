"""How an alarm climbs: by the minute, as data. Source of every number here: our own decision.

Nobody's law says how fast a community must answer. Two minutes is a telephone call that is not
picked up; ten is as long as a danger may lie before somebody above the desk knows of it. An alarm
that rang for an hour goes on for ever, less often: it never ends by itself.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple


class Whom(StrEnum):
    """Who is called at a stage."""

    ON_DUTY = "on_duty"  # whom the roster names; nobody named: the whole desk
    DESK = "desk"  # the deputy, and everybody at the desk
    HEADS = "heads"  # secretary, agency manager
    STREET = "street"  # the street officer on duty, where they may see it
    EVERYBODY = "everybody"  # all of these, again


class Stage(NamedTuple):
    minutes: int
    whom: Whom


STAGES = (
    Stage(0, Whom.ON_DUTY),
    Stage(2, Whom.DESK),
    Stage(5, Whom.HEADS),
    Stage(10, Whom.STREET),
)
AGAIN_EVERY = 5
FIRST_HOUR = 60
THEN_EVERY = 30
SILENT_AFTER = timedelta(minutes=30)
"""Somebody took it and says nothing for so long: it rings again."""

TAKEN_SHOWN = timedelta(minutes=10)
"""So long do the others called see who has taken it."""

_IN_FIRST_HOUR = len(STAGES) + (FIRST_HOUR - STAGES[-1].minutes) // AGAIN_EVERY - 1


def minutes_of(stage: int) -> int:
    """When a stage is due, in minutes from the first ring."""
    if stage < len(STAGES):
        return STAGES[stage].minutes
    if stage <= _IN_FIRST_HOUR:
        return STAGES[-1].minutes + (stage - len(STAGES) + 1) * AGAIN_EVERY
    return FIRST_HOUR + (stage - _IN_FIRST_HOUR) * THEN_EVERY


def whom(stage: int) -> Whom:
    """Who is called at a stage."""
    return STAGES[stage].whom if stage < len(STAGES) else Whom.EVERYBODY


def due_at(since: datetime, stage: int) -> datetime:
    """When a stage of an alarm that began to ring then is due."""
    return since + timedelta(minutes=minutes_of(stage))


def last_due(since: datetime, now: datetime) -> int:
    """The highest stage that is due; stage 0 at least."""
    passed = (now - since).total_seconds() / 60
    if passed >= FIRST_HOUR:
        return _IN_FIRST_HOUR + int((passed - FIRST_HOUR) // THEN_EVERY)
    stage = 0
    while minutes_of(stage + 1) <= passed:
        stage += 1
    return stage


def missed(told: int, since: datetime, now: datetime) -> list[int]:
    """The stages to tell now. After a standstill every climb is made up for, but of the repeated
    calls only the latest."""
    last = last_due(since, now)
    climbs = [stage for stage in range(told + 1, last + 1) if stage < len(STAGES)]
    return climbs if last < len(STAGES) or last <= told else [*climbs, last]

"""The alarm's own steps, done alike by whoever makes them: lines, calls, a new round."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sanshe.ground.kit.ids import NOBODY
from sanshe.ground.messages.actions import settle, tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.policy.actor import Actor

from . import calling, stages
from .enums import State, Step
from .models import Alarm, Line

ROSTER_PAGE = "/desk/duty/"


def page_of(alarm: Alarm) -> str:
    """The address that notices of an alarm lead to."""
    return f"/desk/alarms/{alarm.id}/"


def line(actor: Actor | None, alarm: Alarm, step: Step, now: datetime, **facts: Any) -> Line:
    """A line of the story, written. Without an actor the platform itself did it."""
    return Line.objects.create(
        alarm=alarm, step=step, at=now, round=alarm.round,
        by_user=actor.user if actor else None, by_name=actor.name if actor else "",
        by_org=actor.org if actor else NOBODY, **facts,
    )  # fmt: skip


def begin_round(alarm: Alarm, now: datetime, *, asked: UUID | None = None) -> None:
    """Ring from the start: ``asked`` is whom it was handed on to. Saves."""
    alarm.round += 1
    alarm.round_at = now
    alarm.state, alarm.asked = State.RINGING, asked
    alarm.holder, alarm.holder_name, alarm.holder_org, alarm.taken_at = None, "", None, None
    alarm.called = []
    call(alarm, [0], now)


def call(alarm: Alarm, climbs: Iterable[int], now: datetime) -> None:
    """Tell these stages, each with its line, and set when it climbs on. Saves."""
    for stage in climbs:
        _call_one(alarm, stage, now)
        alarm.stage = stage
    alarm.next_at = stages.due_at(alarm.round_at, alarm.stage + 1)
    alarm.save()


def _call_one(alarm: Alarm, stage: int, now: datetime) -> None:
    people = calling.whom(alarm, stage, now)
    link = page_of(alarm)
    if not people:  # nobody here may even see it
        people, link = calling.unheard(alarm), ROSTER_PAGE
        tell(code=NoticeCode.ALARM, link=page_of(alarm), org=alarm.desk_org)
    line(None, alarm, Step.RUNG, now, stage=stage, told=people)
    for user in people:
        tell(code=NoticeCode.ALARM, link=link, user=user)
    alarm.called = sorted({*alarm.called, *people})


def quiet(alarm: Alarm) -> None:
    """Somebody has it, or it is over: what was told waits for nobody any more."""
    settle(code=NoticeCode.ALARM, link=page_of(alarm))

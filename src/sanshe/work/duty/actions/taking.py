"""Somebody takes the alarm, says what was done, hands it on, or stands it down."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.errors import Invalid
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action, scope

from .. import calling, rules, stages
from ..enums import Did, How, State, Step
from ..errors import (
    AlreadyOver,
    NotAColleague,
    NotYours,
    SayWhatWasDone,
    SayWhy,
    TakenBefore,
)
from ..models import Alarm
from ..queries.alarms import held
from ..telling import begin_round, line, quiet


@action(Deed.TAKE_ALARM)
def take(actor: Actor, *, alarm: UUID) -> Alarm:
    """ "I have it." It stops ringing for everybody. Of two at once one has it.

    Raises NotFound, AlreadyOver, TakenBefore with the name of whoever has it.
    """
    row = _open(actor, alarm)
    if row.state == State.TAKEN and row.holder != actor.user:
        raise TakenBefore(name=row.holder_name, at=_clock(row))
    if row.state == State.RINGING:
        now = timezone.now()
        row.state, row.taken_at = State.TAKEN, now
        row.holder, row.holder_name, row.holder_org = actor.user, actor.name, actor.org
        row.next_at = now + stages.SILENT_AFTER
        row.save()
        line(actor, row, Step.TAKEN, now)
        quiet(row)
    return _noted(actor, row, "taken")


@action(Deed.TAKE_ALARM)
def report(
    actor: Actor, *, alarm: UUID, did: Collection[str] = (), text: str = "", over: bool = False
) -> Alarm:
    """What was done; ``over``: the danger is past. Only whoever has it says so. Until then it
    rings again after ``SILENT_AFTER`` without a word.

    Raises NotFound, AlreadyOver, NotYours, SayWhatWasDone, Invalid.
    """
    row = _mine(actor, alarm)
    text = _words(text)
    if unknown := set(did) - set(Did.values):
        raise Invalid(field="did", reason=sorted(unknown)[0])
    if not did and not text:
        raise SayWhatWasDone(field="did")
    now = timezone.now()
    line(actor, row, Step.REPORTED, now, did=sorted(did), text=text)
    if over:
        return _end(actor, row, How.DONE)
    row.next_at = now + stages.SILENT_AFTER
    row.save()
    return _noted(actor, row, "reported")


@action(Deed.TAKE_ALARM)
def hand_on(actor: Actor, *, alarm: UUID, to: UUID, text: str = "") -> Alarm:
    """To a named colleague, for whom it rings at once; if they do not take it, it climbs like any
    other. Raises NotFound, AlreadyOver, NotYours, NotAColleague."""
    row = _mine(actor, alarm)
    if to == actor.user or to not in calling.colleagues(row):
        raise NotAColleague(field="to")
    now = timezone.now()
    line(actor, row, Step.HANDED_ON, now, told=[to], text=_words(text))
    with scope(Actor.job("alarm")):  # another organisation's roster may be read here
        begin_round(row, now, asked=to)
    return _noted(actor, row, "handed_on")


@action(Deed.TAKE_ALARM)
def stand_down(actor: Actor, *, alarm: UUID, reason: str) -> Alarm:
    """A false alarm, with the reason. Raises NotFound, AlreadyOver, TakenBefore, SayWhy."""
    row = _open(actor, alarm)
    if not rules.may_stand_down(actor, row):
        raise TakenBefore(name=row.holder_name, at=_clock(row))
    reason = _words(reason)
    if not reason:
        raise SayWhy(field="reason")
    return _end(actor, row, How.FALSE_ALARM, text=reason)


def _open(actor: Actor, alarm: UUID) -> Alarm:
    row = held(actor, alarm)
    if row.state == State.OVER:
        raise AlreadyOver()
    return row


def _mine(actor: Actor, alarm: UUID) -> Alarm:
    row = _open(actor, alarm)
    if not rules.holds(actor, row):
        raise NotYours()
    return row


def _end(actor: Actor, row: Alarm, how: How, **facts: Any) -> Alarm:
    now = timezone.now()
    row.state, row.how, row.ended_at, row.next_at = State.OVER, how, now, None
    row.save()
    line(actor, row, Step.OVER, now, **facts)
    quiet(row)
    return _noted(actor, row, how)


def _noted(actor: Actor, row: Alarm, step: str) -> Alarm:
    note(
        actor, Deed.TAKE_ALARM, kind="alarm", id=row.id, community=row.community,
        step=f"alarm_{step}", need=str(row.need),
    )  # fmt: skip
    return row


def _words(text: str) -> str:
    return text.replace("\x00", "").strip()[: rules.TEXT_LIMIT]


def _clock(row: Alarm) -> str:
    return f"{timezone.localtime(row.taken_at):%H:%M}" if row.taken_at else ""

"""An alarm begins to ring, and keeps to where its matter goes. Called by needs, inside its actions,
with the matter locked.

Whoever spoke need not see whom it calls, so this part runs as the platform itself.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.utils import timezone

from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import OPEN, Deed
from sanshe.trust.policy.scope import action, scope

from ..enums import State, Step, Why
from ..models import Alarm
from ..telling import begin_round, call, line, quiet


@action(Deed.HEAR_NEED)
def raise_alarm(
    actor: Actor,
    *,
    need: UUID,
    community: int,
    privacy: str,
    seen_by: Collection[UUID],
    desk: UUID,
    why: str = Why.HEARD,
) -> Alarm:
    """Ring for this matter, at once: the first call is part of the caller's transaction.

    A matter has one open alarm: one that rings already, or that somebody has, is that alarm.
    """
    with scope(Actor.job("alarm")):
        _past(need, privacy, seen_by)
        alarm = _open_of(need)
        if alarm is not None:
            _kept_to(alarm, privacy, seen_by, desk)
        else:
            now = timezone.now()
            alarm = Alarm.objects.create(
                need=need, community=community, privacy=privacy, seen_by=list(seen_by),
                desk_org=desk, why=why, raised_at=now, round_at=now, next_at=now,
            )  # fmt: skip
            line(actor, alarm, Step.RAISED, now)
            call(alarm, [0], now)
    note(
        actor, Deed.RING_ALARM, kind="alarm", id=alarm.id, community=community,
        step="alarm_raised", need=str(need),
    )  # fmt: skip
    return alarm


def follow(
    actor: Actor, *, need: UUID, privacy: str, seen_by: Collection[UUID], desk: UUID
) -> None:
    """The matter may have moved: its alarms, those that are over too, are seen by whoever sees
    the matter. For an open one another desk is called from the start; so is this one where
    whoever had it may not see it any more."""
    with scope(Actor.job("alarm")):
        _past(need, privacy, seen_by)
        alarm = _open_of(need)
        if alarm is None:
            return
        moved = (alarm.privacy, set(alarm.seen_by), alarm.desk_org) != (privacy, set(seen_by), desk)
        if moved:
            note(actor, Deed.RING_ALARM, kind="alarm", id=alarm.id,
                 community=alarm.community, step="alarm_moved")  # fmt: skip
            _kept_to(alarm, privacy, seen_by, desk)


follow.deed = Deed.RING_ALARM  # type: ignore[attr-defined]  # the matter's own step was asked for


def _past(need: UUID, privacy: str, seen_by: Collection[UUID]) -> None:
    """What was reported on an alarm long over is as close as the matter is now."""
    Alarm.objects.filter(need=need, state=State.OVER).update(privacy=privacy, seen_by=list(seen_by))


def _open_of(need: UUID) -> Alarm | None:
    return Alarm.objects.select_for_update().filter(need=need).exclude(state=State.OVER).first()


def _kept_to(alarm: Alarm, privacy: str, seen_by: Collection[UUID], desk: UUID) -> None:
    elsewhere = desk != alarm.desk_org
    closed = alarm.privacy in OPEN and privacy not in OPEN
    alarm.privacy, alarm.seen_by, alarm.desk_org = privacy, list(seen_by), desk
    out = alarm.state == State.TAKEN and privacy not in OPEN and alarm.holder_org not in seen_by
    if out or (alarm.state == State.RINGING and (elsewhere or closed)):
        now = timezone.now()
        quiet(alarm)
        begin_round(alarm, now)
        line(None, alarm, Step.MOVED, now)
    else:
        alarm.save()

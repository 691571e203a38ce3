"""The job that climbs. Each alarm in a transaction of its own: killed in the middle, nothing of a
stage has happened; otherwise all of it has, once."""

from __future__ import annotations

import logging
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import scope

from .. import stages
from ..enums import State, Step
from ..models import Alarm
from ..telling import begin_round, call, line

log = logging.getLogger("sanshe.duty")
BATCH = 100


def ring(actor: Actor) -> int:
    """Call whoever is to be called by now; gives how many alarms climbed.

    Run by the jobs loop every few seconds; where nothing is due it writes nothing. One alarm
    that cannot be told is logged and keeps no other one waiting.
    """
    demand(actor, Deed.RING_ALARM)
    with scope(actor, read_only=True):
        due = list(_due().order_by("next_at").values_list("pk", flat=True)[:BATCH])
    climbed = 0
    for id in due:
        try:
            climbed += _climb(actor, id)
        except Exception:
            log.exception("alarm %s could not be told; it will be tried again", id)
    return climbed


ring.deed = Deed.RING_ALARM  # type: ignore[attr-defined]  # where nothing is due, nothing is noted


def _climb(actor: Actor, id: UUID) -> bool:
    """What another run holds at this moment is left to it."""
    with scope(actor):
        alarm = _due().select_for_update(skip_locked=True).filter(pk=id).first()
        if alarm is None:
            return False
        now = timezone.now()
        if alarm.state == State.TAKEN:
            line(None, alarm, Step.LAPSED, now)
            begin_round(alarm, now, asked=alarm.holder)
        else:
            call(alarm, stages.missed(alarm.stage, alarm.round_at, now), now)
        note(
            actor, Deed.RING_ALARM, kind="alarm", id=alarm.id, community=alarm.community,
            step="alarm_rung", stage=alarm.stage,
        )  # fmt: skip
        return True


def _due() -> QuerySet[Alarm]:
    return Alarm.objects.exclude(state=State.OVER).filter(next_at__lte=timezone.now())

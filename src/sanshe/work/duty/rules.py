"""Who may see, take and keep what, in words."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import OPEN, Deed, Privacy, Role, Sight
from sanshe.trust.policy.table import TABLE

from .enums import State
from .models import Alarm, Shift

HEADS = frozenset({Role.COMMITTEE_SECRETARY, Role.AGENCY_MANAGER, Role.STREET_OFFICER})
TEXT_LIMIT = 2000


def may_be_called(role: str, org: UUID, *, privacy: str, seen_by: Collection[UUID]) -> bool:
    """Whether somebody in this role of this organisation could open the alarm and take it."""
    row = TABLE[Role(role)]
    if Deed.TAKE_ALARM not in row.deeds:
        return False
    if privacy in OPEN and row.sight == Sight.AREA:
        return True
    return org in seen_by and (privacy != Privacy.SEALED or row.sealed)


def holds(actor: Actor, alarm: Alarm) -> bool:
    return alarm.state == State.TAKEN and alarm.holder == actor.user


def may_stand_down(actor: Actor, alarm: Alarm) -> bool:
    """Whoever has it; nobody having it, whoever could take it."""
    return alarm.state == State.RINGING or holds(actor, alarm)


def keeps_roster(actor: Actor) -> bool:
    return actor.may(Deed.KEEP_ROSTER)


def may_change(actor: Actor, shift: Shift) -> bool:
    """The keeper; or whoever is on duty then, who gives their shift away."""
    return shift.org == actor.org and (keeps_roster(actor) or shift.user == actor.user)


def is_past(shift: Shift, now: datetime | None = None) -> bool:
    return shift.end <= (now or timezone.now())

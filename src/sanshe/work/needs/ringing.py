"""When a step makes the alarm ring, and when an open alarm has to follow its matter."""

from __future__ import annotations

from collections.abc import Collection

from sanshe.trust.policy.actor import Actor
from sanshe.work.duty import actions as duty
from sanshe.work.duty.enums import Why

from . import transitions
from .enums import State, Step, Urgency
from .models import Event, Need

AT_REST = (State.ANSWERED, State.CLOSED)


def attend(actor: Actor, need: Need, before: str, lines: Collection[Event]) -> None:
    """Called with every step, in its transaction, once the matter is written.

    What is not P0 any more, answered or closed leaves an open alarm ringing: that is for a person
    to stand down.
    """
    if why := _rings(need, before, lines):
        duty.raise_alarm(
            actor, need=need.id, community=need.community, privacy=need.privacy,
            seen_by=need.seen_by, desk=need.desk_org, why=why,
        )  # fmt: skip
    elif _may_have_one(need, lines):
        duty.follow(
            actor, need=need.id, privacy=need.privacy, seen_by=need.seen_by, desk=need.desk_org
        )


def _rings(need: Need, before: str, lines: Collection[Event]) -> Why | None:
    if need.urgency != Urgency.P0 or need.state in AT_REST:
        return None
    if before == transitions.START:
        return Why.HEARD
    if before in AT_REST:
        return Why.REOPENED
    return Why.SORTED if any("urgency" in one.data.get("changed", {}) for one in lines) else None


def _may_have_one(need: Need, lines: Collection[Event]) -> bool:
    """Only what is or was P0 has an alarm; sorting may have made it less a moment ago, or long
    before it was kept closer."""
    asked = any(one.step in (Step.SORTED, Step.HIDDEN) for one in lines)
    return need.urgency == Urgency.P0 or bool(need.danger) or asked

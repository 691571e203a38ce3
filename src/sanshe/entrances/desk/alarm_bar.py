"""What stands above every page of the desk: the alarms that ring for its reader, and how much
waits. Drawn with the page; ``pages/duty/live`` asks for the same again every few seconds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from sanshe.ground.areas.queries import short_names_of
from sanshe.ground.messages.queries import unread_count
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import current_actor, scope
from sanshe.work.duty import queries as duty
from sanshe.work.needs import queries as needs

R = TypeVar("R")
NUMBERS = ("110", "120", "119")
MOST = 99


@dataclass(frozen=True, slots=True)
class Shown:
    """An alarm as the bar shows it: where and since when, never what about."""

    alarm: duty.Alarm
    place: str


@dataclass(frozen=True, slots=True)
class AlarmBar:
    ringing: list[Shown]
    mine: list[Shown]
    others: list[Shown]

    @property
    def key(self) -> str:
        """Changes whenever the bar says something else."""
        said = [
            f"{group}{one.alarm.id}{one.alarm.round}{one.alarm.holder_name}"
            for group, found in (("r", self.ringing), ("m", self.mine), ("o", self.others))
            for one in found
        ]
        return " ".join(said)

    @property
    def hotlines(self) -> list[needs.Hotline]:
        return needs.hotlines_for(NUMBERS)


def bar_of(actor: Actor) -> AlarmBar:
    """One query, and one for the names of the places where there is anything to show."""
    found = duty.bar(actor)
    rows = [*found.ringing, *found.mine, *found.others]
    names = short_names_of([row.community for row in rows]) if rows else {}

    def shown(alarms: list[duty.Alarm]) -> list[Shown]:
        return [Shown(one, names.get(one.community, "")) for one in alarms]

    return AlarmBar(shown(found.ringing), shown(found.mine), shown(found.others))


def counts_of(actor: Actor) -> dict[str, str]:
    """What the menu counts; "" where nothing waits."""
    counts = {"inbox": unread_count(actor.user, actor.org, actor.role)}
    if actor.may(Deed.READ_NEEDS):
        counts["queue"] = needs.count_open(actor)
    return {name: _up_to(count) for name, count in counts.items()}


def counts_of_views(actor: Actor) -> dict[str, str]:
    """What the tabs above the queue count, for a page that shows them."""
    if not actor.may(Deed.READ_NEEDS):
        return {}
    return {f"view-{one.id}": _up_to(one.count) for one in needs.views(actor)}


def inside(actor: Actor, read: Callable[[Actor], R]) -> R:
    """Read in the running scope, or in one of its own on pages that have none (one's account)."""
    if current_actor() is not None:
        return read(actor)
    with scope(actor, read_only=True):
        return read(actor)


def _up_to(count: int) -> str:
    return f"{MOST}+" if count > MOST else str(count or "")

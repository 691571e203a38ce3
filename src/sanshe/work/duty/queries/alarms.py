"""Alarms, and what the bar of a page says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.accounts import queries as accounts
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import OPEN, Deed, Privacy, Sight

from .. import calling, rules, stages
from ..enums import Did, State, Step
from ..models import Alarm, Line


def visible(actor: Actor) -> QuerySet[Alarm]:
    """What an actor may see; the database's own wall says the same a second time."""
    demand(actor, Deed.READ_DUTY)
    if actor.sight == Sight.ALL:
        return Alarm.objects.all()
    ours = Q(seen_by__contains=[actor.org])
    if not actor.sees_sealed:
        ours &= ~Q(privacy=Privacy.SEALED)
    if actor.sight == Sight.AREA:
        ours |= Q(privacy__in=OPEN)
    return Alarm.objects.filter(ours, community__gte=actor.lo, community__lte=actor.hi)


def open_ones(actor: Actor) -> list[Alarm]:
    """Those that ring or that somebody has, the oldest first."""
    return list(visible(actor).exclude(state=State.OVER).order_by("raised_at")[:50])


@dataclass(frozen=True, slots=True)
class Bar:
    """What a page of the desk shows at its top. ``ringing`` makes a sound."""

    ringing: list[Alarm]
    mine: list[Alarm]
    others: list[Alarm]

    def __bool__(self) -> bool:
        return bool(self.ringing or self.mine or self.others)


def bar(actor: Actor) -> Bar:
    """One query: what rings for this person, what they have, and what another has just taken.

    It rings for whoever was called; and, past the first call, for everybody at the desk, who may
    have begun to work there a moment ago.
    """
    if actor.user is None or not actor.may(Deed.TAKE_ALARM):
        return Bar([], [], [])
    desk = Q(desk_org=actor.org) & (Q(stage__gt=0) | Q(round__gt=0))
    theirs = Q(called__contains=[actor.user]) | Q(holder=actor.user) | desk
    rows = visible(actor).exclude(state=State.OVER).filter(theirs).order_by("raised_at")
    found = Bar([], [], [])
    since = timezone.now() - stages.TAKEN_SHOWN
    for row in rows[:20]:
        if row.state == State.RINGING:
            found.ringing.append(row)
        elif rules.holds(actor, row):
            found.mine.append(row)
        elif row.taken_at and row.taken_at >= since:
            found.others.append(row)
    return found


def recent(actor: Actor, *, limit: int = 50) -> list[Alarm]:
    """The latest, open or over, newest first."""
    return list(visible(actor).order_by("-raised_at")[:limit])


def get(actor: Actor, id: UUID) -> Alarm:
    """One alarm. Raises NotFound. Reading one kept from others leaves an audit line."""
    row = visible(actor).filter(pk=id).first()
    if row is None:
        raise NotFound()
    if row.privacy not in OPEN:
        note(actor, Deed.READ_DUTY, kind="alarm", id=row.id, community=row.community)
    return row


def of_ids(actor: Actor, ids: Iterable[UUID]) -> list[Alarm]:
    """These alarms, as far as the actor may see them."""
    return list(visible(actor).filter(pk__in=list(ids)))


def held(actor: Actor, id: UUID) -> Alarm:
    """The alarm, locked until the end of the transaction. Raises NotFound."""
    row = visible(actor).select_for_update().filter(pk=id).first()
    if row is None:
        raise NotFound()
    return row


def colleagues(actor: Actor, alarm: Alarm) -> list[tuple[str, str]]:
    """To whom it can be handed on, without oneself, by name."""
    found = calling.colleagues(alarm)
    return sorted(
        ((str(id), name) for id, name in found.items() if id != actor.user), key=lambda one: one[1]
    )


@dataclass(frozen=True, slots=True)
class Told:
    """A line of an alarm's story as it is read."""

    step: str
    label: str
    at: datetime
    by: str
    org: str
    told: list[str]
    did: list[str]
    text: str


def story(actor: Actor, id: UUID) -> list[Told]:
    """The whole story, first line first. Raises NotFound."""
    if not visible(actor).filter(pk=id).exists():
        raise NotFound()
    rows = list(Line.objects.filter(alarm=id).order_by("at", "id"))
    names = accounts.names_of({user for row in rows for user in row.told})
    bodies = organisations.names_of({row.by_org for row in rows})
    return [
        Told(
            row.step, str(Step(row.step).label), row.at, row.by_name, bodies.get(row.by_org, ""),
            [names[user] for user in row.told if user in names],
            [str(Did(one).label) for one in row.did], row.text,
        )
        for row in rows
    ]  # fmt: skip

"""Activities and their sessions, by whoever leads them and by the committee of the place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.registry.catalogue import queries as catalogue
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed, Privacy, Sight
from sanshe.trust.policy.scope import scope

from .. import rules
from ..dates import WEEK
from ..enums import SessionState, State
from ..models import Activity, Session

SHOWN = 200
TOLD = 12
"""How many activities a public page tells at most."""


@dataclass(frozen=True, slots=True)
class Line:
    """An activity in a list, with how far it has come."""

    row: Activity
    done: int
    planned: int

    @property
    def whole(self) -> int:
        return self.done + self.planned


@dataclass(frozen=True, slots=True)
class May:
    """Which steps a page offers."""

    write: bool
    close: bool
    see_members: bool


def visible(actor: Actor) -> QuerySet[Activity]:
    """An agency sees its own, a committee and a street those of their place but for sealed ones:
    title, dates, heads. The wall says the same."""
    demand(actor, Deed.READ_ACTIVITIES)
    rows = Activity.objects.select_related("service__platform")
    if actor.sight == Sight.ALL:
        return rows
    own = Q(seen_by__contains=[actor.org])
    if not actor.sees_sealed:
        own &= ~Q(privacy=Privacy.SEALED)
    if actor.sight == Sight.AREA:
        own |= ~Q(privacy=Privacy.SEALED)
    return rows.filter(own, community__range=(actor.lo, actor.hi))


def listing(
    actor: Actor, *, kind: str = "", platform: int | None = None, over: bool = False
) -> list[Line]:
    """Activities that go on or are to come (``over``: that have ended), those under way first."""
    states = (State.CLOSED, State.CANCELLED) if over else (State.RUNNING, State.PLANNED)
    rows = visible(actor).filter(state__in=states)
    if kind:
        rows = rows.filter(kind=kind)
    if platform is not None:
        rows = rows.filter(service__platform=platform)
    rows = rows.annotate(
        done=Count("sessions", Q(sessions__state=SessionState.RECORDED)),
        left=Count("sessions", Q(sessions__state=SessionState.PLANNED)),
    )
    found = rows.order_by("-state", "-made_at", "id")[:SHOWN]
    return [Line(one, one.done, one.left) for one in found]


def this_week(actor: Actor, *, kind: str = "", platform: int | None = None) -> list[Session]:
    """What is held from Monday to Sunday, in order, and what waits from before to be written."""
    monday = _monday(timezone.localdate())
    sessions = Session.objects.filter(
        Q(day__gte=monday) | Q(state=SessionState.PLANNED), day__lt=monday + WEEK,
        activity__in=visible(actor),
    ).exclude(state=SessionState.CANCELLED)  # fmt: skip
    if kind:
        sessions = sessions.filter(activity__kind=kind)
    if platform is not None:
        sessions = sessions.filter(activity__service__platform=platform)
    rows = sessions.select_related("activity").defer("happened")
    return list(rows.order_by("planned_start", "id")[:SHOWN])


def get(actor: Actor, id: UUID) -> Activity:
    """One activity. Raises NotFound, also to a stranger."""
    row = visible(actor).filter(pk=id).first()
    if row is None:
        raise NotFound()
    return row


def session(actor: Actor, id: UUID) -> Session:
    """One session with its activity. Raises NotFound, also to a stranger."""
    row = Session.objects.filter(pk=id, activity__in=visible(actor)).first()
    if row is None:
        raise NotFound()
    row.activity = get(actor, row.activity_id)
    return _quiet(actor, row.activity, [row])[0]


def sessions_of(actor: Actor, activity: Activity) -> list[Session]:
    """Its sessions in order."""
    rows = activity.sessions.order_by("planned_start", "id")
    return _quiet(actor, activity, list(rows))


def _quiet(actor: Actor, activity: Activity, rows: list[Session]) -> list[Session]:
    """What happened in a session is for whoever may know who was there."""
    if not rules.may_see_members(actor, activity):
        for row in rows:
            row.happened, row.present = "", []
    return rows


def may(actor: Actor, activity: Activity, sessions: list[Session]) -> May:
    """What an actor who sees an activity can do with it now."""
    ours = rules.may_write(actor, activity)
    return May(
        write=ours and actor.may(Deed.KEEP_ACTIVITIES),
        close=ours and actor.may(Deed.CLOSE_ACTIVITY) and rules.may_close(activity, sessions),
        see_members=rules.may_see_members(actor, activity),
    )


def offered(actor: Actor) -> list[Any]:
    """The services an activity can count for, at the platforms the actor's agency runs."""
    here = {row.platform.pk: row.platform.community for row in organisations.platforms_of(actor)}
    running = organisations.operators_of(here)
    mine = {pk for pk, operator in running.items() if operator.pk == actor.org}
    places = sorted({here[pk] for pk in mine})
    services = [one for place in places for one in catalogue.services_in(place)]
    return [one for one in services if one.platform_id in mine and rules.fits(one)]


def told_this_week(community: int) -> list[tuple[Activity, list[Session]]]:
    """For a community's public page: open classes and events with their times still to come this
    week. Read by the platform itself, which tells nothing but name, time and room."""
    today = timezone.localdate()
    with scope(Actor.job("public page"), read_only=True):
        rows = Session.objects.filter(
            activity__community=community, activity__public=True,
            activity__state__in=(State.PLANNED, State.RUNNING), state=SessionState.PLANNED,
            day__gte=today, day__lt=_monday(today) + WEEK, planned_end__gt=timezone.now(),
        )  # fmt: skip
        rows = rows.select_related("activity__service__platform").defer("happened")
        found: dict[Activity, list[Session]] = {}
        for one in rows.order_by("planned_start", "id"):
            found.setdefault(one.activity, []).append(one)
    return list(found.items())[:TOLD]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())

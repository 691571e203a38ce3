"""How matters were answered, for whoever counts: bare facts of each, no word and nobody's name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from sanshe.ground.kit.places import span_of
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import OPEN, Deed, Sight
from sanshe.trust.policy.scope import scope

from .. import rules, waits
from ..enums import Step
from ..models import Event, Need
from .matter import visible


class Answering(NamedTuple):
    """One matter. ``in_time`` is None while there is no answer: what happened to be answered
    before its limit of urgency, pauses added, counts as in time."""

    community: int
    month: date
    kind: str
    in_time: bool | None
    reopened: bool


def answering(actor: Actor, *, area: int, since: date, until: date) -> Iterator[Answering]:
    """The sorted matters heard on these days in an area, each told once. An agency's people: their
    own. Others: open ones, also where they may not read them (a figure names nobody)."""
    demand(actor, Deed.READ_BOARDS)
    lo, hi = span_of(area)
    first = Event.objects.filter(need=OuterRef("pk"), step=Step.ANSWERED).order_by("at")
    days = {"heard_at__date__gte": since, "heard_at__date__lte": until}
    inside = {"community__gte": lo, "community__lte": hi, "joined_to__isnull": True}
    with scope(actor if actor.sight == Sight.ORG else Actor.job("boards")):
        rows = visible(actor) if actor.sight == Sight.ORG else Need.objects.filter(privacy__in=OPEN)
        found = (
            rows.filter(**inside, **days).exclude(kind="").order_by()
            .annotate(answered=Subquery(first.values("at")[:1]), again=F("reopened"))
            .values_list("community", "heard_at", "kind", "urgency", "paused_days", "again",
                         "answered")
        )  # fmt: skip
        for community, heard, kind, urgency, paused, again, answered in list(found):
            month = timezone.localdate(heard).replace(day=1)
            in_time = answered and answered <= _limit(urgency, heard, paused)
            yield Answering(community, month, kind, in_time, again > 0)


def _limit(urgency: str, heard: datetime, paused: int) -> datetime:
    limit = rules.due(urgency, heard)
    return waits.moved(limit, paused) if paused else limit

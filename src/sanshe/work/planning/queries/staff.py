"""Workers: whose hours, who is away, what a re-make would do, and one's own day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.ids import NOBODY
from sanshe.registry.people import queries as people
from sanshe.trust.accounts.queries import names_of
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed
from sanshe.work.visits import queries as visits
from sanshe.work.visits.enums import VisitState

from ..hands import Hand
from ..models import Absence, Remake, RoundLine
from ..moving import Move, moves, team_of
from ..reaching import reached_by_visits
from .months import places_of


def team(actor: Actor) -> list[Hand]:
    """The workers of one's own organisation, by name."""
    return team_of(actor, places_of(actor))


@dataclass(frozen=True, slots=True)
class Away:
    absence: Absence
    name: str
    remake: Remake | None


def absences(actor: Actor) -> list[Away]:
    """Who is away now or soon, or was within the month."""
    demand(actor, Deed.READ_PLANS)
    since = timezone.localdate() - timedelta(days=30)
    rows = Absence.objects.filter(org=actor.org, last__gte=since).select_related("remake")
    found = list(rows.order_by("-first", "id")[:50])
    names = names_of([row.user for row in found])
    return [Away(row, names.get(row.user, ""), getattr(row, "remake", None)) for row in found]


def preview(actor: Actor, *, worker: UUID, first: date, last: date) -> list[Move]:
    """Before and after, of each visit; nothing is written."""
    demand(actor, Deed.MAKE_PLAN)
    return moves(actor, worker, first, last)


def remake_of(actor: Actor, id: UUID) -> tuple[Remake, list[Any]]:
    """One re-make and its lines, in the order of the visits. Raises NotFound."""
    demand(actor, Deed.READ_PLANS)
    row = Remake.objects.select_related("absence").filter(pk=id, org=actor.org).first()
    if row is None:
        raise NotFound()
    return row, list(row.lines.order_by("old_start", "id"))


@dataclass(frozen=True, slots=True)
class Day:
    """A worker's day: whom a round asks for, then visits by building."""

    day: date
    urgent: list[RoundLine]
    buildings: list[tuple[str, list[Any]]]
    open_visits: int


def my_day(actor: Actor, day: date) -> Day:
    """The actor's own visits of a day in the order of their way: buildings by their first visit."""
    demand(actor, Deed.READ_VISITS)
    start = timezone.make_aware(datetime.combine(day, time.min))
    rows = visits.visible(actor).filter(
        visits.goes(actor), planned_start__gte=start, planned_start__lt=start + timedelta(days=1)
    )
    found = [row for row in rows.order_by("planned_start", "id")
             if row.state != VisitState.CANCELLED]  # fmt: skip
    where = _buildings(actor, [row.person_id for row in found if row.person_id])
    first: dict[str, Any] = {}
    for row in found:
        first.setdefault(where.get(row.person_id or NOBODY, ""), row.planned_start)
    found.sort(
        key=lambda row: (first[where.get(row.person_id or NOBODY, "")], row.planned_start, row.id)
    )
    groups = groupby(found, key=lambda row: where.get(row.person_id or NOBODY, ""))
    return Day(
        day, _urgent(actor) if day == timezone.localdate() else [],
        [(building, list(group)) for building, group in groups],
        sum(row.state == VisitState.PLANNED for row in found),
    )  # fmt: skip


def _buildings(actor: Actor, ids: list[UUID]) -> dict[UUID, str]:
    if not actor.may(Deed.READ_PEOPLE):
        return {}
    return dict(people.visible(actor).filter(pk__in=ids).values_list("id", "building"))


def _urgent(actor: Actor) -> list[RoundLine]:
    """Whom the actor still has to reach on an open round."""
    rows = RoundLine.objects.select_related("round").filter(
        worker=actor.user or NOBODY, reached_at=None, round__closed_at=None
    )
    left = list(rows.order_by("round__due_at", "rank"))
    reached = set()
    for round in {line.round_id: line.round for line in left}.values():
        mine = [line for line in left if line.round_id == round.id]
        reached |= {line.id for line, _at in reached_by_visits(actor, round, mine)}
    return [line for line in left if line.id not in reached]

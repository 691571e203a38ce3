"""Who is being looked for, and who is out of the house: always on top."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.ids import NOBODY
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import OPEN, Deed, Privacy, Role, Sight

from .. import ladders, rules
from ..enums import NextStep
from ..models import Escort, Ladder, Rung
from .visits import visible as visible_visits


@dataclass(frozen=True, slots=True)
class RungLine:
    """A rung for a page: what was done there, or that it was skipped and why, or not yet."""

    rung: NextStep
    done: list[Rung]
    now: bool


def visible_ladders(actor: Actor) -> QuerySet[Ladder]:
    """The ladders an actor may see: the agency's, and the open ones of a committee's area. The
    database's wall says the same."""
    demand(actor, Deed.READ_VISITS)
    rows = Ladder.objects.all()
    if actor.sight == Sight.ALL:
        return rows
    rows = rows.filter(community__range=(actor.lo, actor.hi))
    if actor.sight != Sight.AREA:
        rows = rows.filter(agency=actor.org)
    if not actor.sees_sealed:
        rows = rows.exclude(privacy=Privacy.SEALED)
    if actor.sight == Sight.AREA:
        rows = rows.filter(privacy__in=OPEN)
    return rows.filter(worker=actor.user or NOBODY) if actor.role == Role.VOLUNTEER else rows


def open_ladders(actor: Actor, *, limit: int = 20) -> list[Ladder]:
    """Those nobody has found yet, the most overdue first."""
    return list(visible_ladders(actor).filter(ended_at=None).order_by("due_at", "id")[:limit])


def ladders_among(actor: Actor, ids: Iterable[UUID]) -> list[Ladder]:
    """Of some ladders those the actor sees, also where they have ended."""
    return list(visible_ladders(actor).filter(pk__in=list(ids)))


def get_ladder(actor: Actor, id: UUID) -> Ladder:
    """One ladder. Raises NotFound, also to a stranger."""
    row = visible_ladders(actor).filter(pk=id).first()
    if row is None:
        raise NotFound()
    return row


def ladder_of(actor: Actor, visit: UUID) -> Ladder | None:
    """The last ladder that a visit opened."""
    return visible_ladders(actor).filter(visit_id=visit).order_by("-opened_at").first()


def may_climb(actor: Actor, ladder: Ladder) -> bool:
    open_now = ladder.ended_at is None
    return open_now and actor.may(Deed.CLIMB_LADDER) and rules.may_climb(actor, ladder)


def rung_lines(ladder: Ladder) -> list[RungLine]:
    """The rungs in order, with what was written down on each."""
    written = list(ladder.rungs.order_by("at", "written_at", "id"))
    climbed = {line.rung for line in written}  # also before it was kept from the committee
    return [
        RungLine(
            rung,
            [line for line in written if line.rung == rung],
            ladder.ended_at is None and rung == ladder.rung,
        )
        for rung in ladders.RUNGS
        if rung in climbed or rung in ladders.rungs_for(ladder.privacy)
    ]


def minutes_over(ladder: Ladder, now: datetime | None = None) -> int:
    """How many minutes the rung is overdue; negative while there is time."""
    return int(((now or timezone.now()) - ladder.due_at).total_seconds() // 60)


def escorts_out(actor: Actor, *, limit: int = 20) -> list[Escort]:
    """Who has left and is not home yet, the earliest promised first."""
    out = Escort.objects.filter(
        visit__in=visible_visits(actor), departed_at__isnull=False, home_at__isnull=True
    )
    return list(out.select_related("visit").order_by("back_by")[:limit])


def escorts_among(actor: Actor, visits: Iterable[UUID]) -> list[Escort]:
    """The escorts of some visits that the actor sees, also of those who are home."""
    rows = Escort.objects.filter(visit__in=visible_visits(actor).filter(pk__in=list(visits)))
    return list(rows.select_related("visit"))


def escort_of(visit: UUID) -> Escort | None:
    """What an escort needs beyond the visit, for whoever sees that."""
    return Escort.objects.filter(pk=visit).first()

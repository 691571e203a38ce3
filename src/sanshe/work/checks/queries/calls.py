"""Reads of the calls: whoever asks sees whom; everybody who watches sees what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils import timezone

from sanshe.ground.kit import chance
from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.places import county_of
from sanshe.ledger import queries as ledger
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed, Sight
from sanshe.trust.policy.scope import scope

from .. import drawing, rules
from ..enums import Answer
from ..models import Call, Draw

SHOWN_WEEKS = 12
SILENT = timedelta(days=28)
"""So long an agency does not learn the seed: with it, it would know who was drawn."""


def calls_to_make(actor: Actor) -> list[Call]:
    """What the actor's organisation still has to ask about, the oldest first; not what has been
    taken back since."""
    demand(actor, Deed.READ_CHECKS)
    rows = Call.objects.filter(org=actor.org, ended_at__isnull=True).select_related("draw")
    return list(rows.order_by("draw__week", "id"))


def count_to_make(actor: Actor) -> int:
    return Call.objects.filter(org=actor.org, ended_at__isnull=True).count()


def call(actor: Actor, id: UUID) -> Call:
    """One call of the actor's organisation. Raises NotFound."""
    row = Call.objects.filter(pk=id, org=actor.org).select_related("draw").first()
    if row is None:
        raise NotFound()
    return row


def call_of(actor: Actor, row: Call) -> ledger.Line | None:
    """The record a call is about; None where the actor may not open it."""
    try:
        return ledger.entry(actor, county=row.county, record=row.record)[0]
    except NotFound:
        return None


@dataclass(frozen=True, slots=True)
class DrawView:
    """A week's draw. ``same`` says whether drawing again now gives the same records (None where
    the seed is not shown to the actor yet)."""

    draw: Draw
    seed: str
    same: bool | None
    records: list[UUID]


@dataclass(frozen=True, slots=True)
class Answers:
    """What came of the calls in the actor's area or agency, in the weeks shown."""

    asked: int
    by_answer: list[tuple[Answer, int]]
    waiting: int


def draws(actor: Actor) -> list[DrawView]:
    """The draws of the last weeks in the actor's counties (an agency: its own), each drawn again
    from its seed."""
    demand(actor, Deed.READ_CHECKS)
    rows = Draw.objects.filter(pool__gt=0).order_by("-week", "county", "agency")
    rows = _mine(actor, rows)
    return [_view(actor, row) for row in rows[:SHOWN_WEEKS]]


def _mine(actor: Actor, rows: Any) -> Any:
    if actor.sight == Sight.ORG:
        return rows.filter(agency=actor.org)
    return rows.filter(county__range=(county_of(actor.lo), actor.hi))


def _view(actor: Actor, row: Draw) -> DrawView:
    if actor.org == row.agency and row.made_at > timezone.now() - SILENT:
        return DrawView(row, "", None, [])
    with scope(Actor.job("draw again"), read_only=True):
        pool = drawing.pool(row.county, row.agency, row.week)
        kept = set(Call.objects.filter(draw=row).values_list("record", flat=True))
    again = chance.draw(row.seed, pool, rules.to_call(len(pool)))
    same = chance.digest(pool) == row.pool_digest and kept <= set(again)
    return DrawView(row, row.seed, same, again)


def answers(actor: Actor) -> Answers:
    """Shares of all answers, of nobody in particular. Counted by the platform itself."""
    demand(actor, Deed.READ_CHECKS)
    with scope(Actor.job("checks"), read_only=True):
        rows = Call.objects.all()
        rows = (
            rows.filter(agency=actor.org)
            if actor.sight == Sight.ORG
            else rows.filter(community__range=(actor.lo, actor.hi))
        )
        waits = rows.filter(ended_at__isnull=True).count()
        ended = rows.filter(ended_at__isnull=False).values_list("answer")
        found = dict(ended.annotate(Count("pk")))
    return Answers(sum(found.values()), [(one, found.get(one.value, 0)) for one in Answer], waits)

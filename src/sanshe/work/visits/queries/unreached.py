"""Who was not reached for how long. The longest first: nobody is forgotten at the end of a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, DurationField, Exists, F, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from sanshe.registry.people import queries as people
from sanshe.registry.people.queries import visible as visible_people
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed

from .. import rules
from ..enums import Outcome, VisitState
from ..models import Visit
from .visits import goes
from .visits import visible as visible_visits


@dataclass(frozen=True, slots=True)
class Unreached:
    """One person: since when, and when somebody goes next."""

    person: UUID
    whom: str
    tier: str
    last: datetime | None  # last met; None: never, as far as we know
    days: int  # since then, or since they are kept here
    next_visit: datetime | None

    @property
    def never(self) -> bool:
        return self.last is None


def unreached(actor: Actor, *, mine: bool = False, limit: int = 50) -> list[Unreached]:
    """Those of a tier whom nobody met for longer than their tier allows (``rules.MET_WITHIN``);
    ``mine``: only those the actor visits. A reading of the visits, so it cannot be wished away."""
    if not (actor.may(Deed.READ_PEOPLE) and actor.may(Deed.READ_VISITS)):
        return []
    now = timezone.now()
    theirs = Visit.objects.filter(person__in=people.entries_under()).order_by()
    met = theirs.filter(outcome=Outcome.DONE, started_at__lte=now).order_by("-started_at")
    ahead = theirs.filter(state=VisitState.PLANNED, planned_end__gt=now).order_by("planned_start")
    allowed = Case(
        *[When(tier=tier, then=Value(within)) for tier, within in rules.MET_WITHIN.items()],
        output_field=DurationField(),
    )
    rows = (
        visible_people(actor)
        .filter(tier__in=list(rules.MET_WITHIN), moved_on=None, died_on=None, merged_into=None)
        .annotate(
            last=Subquery(met.values("started_at")[:1]),
            ahead=Subquery(ahead.values("planned_start")[:1]),
            since=Coalesce("last", "made_at"),
            over=F("since") + allowed,
        )
        .filter(over__lt=now)
    )
    if mine:
        rows = rows.filter(Exists(_gone_to_by(actor)))
    found = rows.order_by("since", "id").values_list("id", "tier", "last", "since", "ahead")
    listed = list(found[:limit])
    names = people.names_of(actor, [row[0] for row in listed])
    today = timezone.localdate()
    return [
        Unreached(id, names.get(id, ""), tier, last, _days(since, today), ahead)
        for id, tier, last, since, ahead in listed
    ]


def _gone_to_by(actor: Actor) -> QuerySet[Visit]:
    """To whom the actor went within the last half year, or goes next."""
    since = timezone.now() - rules.MINE_WITHIN
    rows = visible_visits(actor).filter(goes(actor), planned_start__gte=since)
    return rows.filter(person__in=people.entries_under())


def _days(since: datetime, today: date) -> int:
    return (today - timezone.localdate(since)).days

"""What the next shift has to know of: four short lists for the end of a working day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from sanshe.registry.organisations import queries as organisations
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed

from ..enums import State
from .matter import visible
from .queue import _COLUMNS, _EXCERPT, Row, _row

MOST = 30
"""So many of each: a shift that leaves more behind is helped by the queue, not by a list."""


@dataclass(frozen=True, slots=True)
class ShiftEnd:
    overdue: list[Row]
    today: list[Row]
    watch: list[Row]
    call_back: list[Row]


def at_shift_end(actor: Actor) -> ShiftEnd:
    """What waits for the actor's organisation, each list the most pressing first. A matter that
    was dangerous is watched until it is closed, whoever it waits for."""
    demand(actor, Deed.READ_NEEDS)
    now = timezone.now()
    night = timezone.make_aware(
        datetime.combine(timezone.localdate(now) + timedelta(days=1), time.min)
    )
    ours = visible(actor).exclude(state=State.CLOSED)
    waiting = ours.filter(waits_for=actor.org)
    at_work = waiting.exclude(state=State.ANSWERED)
    return ShiftEnd(
        overdue=_rows(at_work.filter(due_at__lt=now)),
        today=_rows(at_work.filter(due_at__gte=now, due_at__lt=night)),
        watch=_rows(ours.filter(seen_by__contains=[actor.org], danger__len__gt=0)),
        call_back=_rows(waiting.filter(state=State.ANSWERED)),
    )


def of_ids(actor: Actor, ids: Iterable[UUID]) -> list[Row]:
    """These matters, as far as the actor may see them."""
    demand(actor, Deed.READ_NEEDS)
    return _rows(visible(actor).filter(pk__in=list(ids)), most=None)


def _rows(found: QuerySet[Any], most: int | None = MOST) -> list[Row]:
    columns = found.annotate(excerpt=_EXCERPT).values(*_COLUMNS)
    rows = list(columns.order_by("turn", "id")[:most])
    names = organisations.names_of({row["lead_org"] for row in rows if row["lead_org"]})
    now = timezone.now()
    return [_row(row, names, now) for row in rows]

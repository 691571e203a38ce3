"""Figures of sealed records for those who may not open them: counted, and no trace of one.

A figure that moves by one tells that something happened, and when. So the book counts sealed
records for others in cells that are the same for every question (a month that is over, a place,
an item, an agency, a unit), leaves out every cell of fewer than ``SMALLEST`` records, and only
ever adds up whole cells: no two answers differ by less than a cell. What would cut a cell (a day,
a service, a worker, a standing) has no sealed figure at all.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Sight

from .filters import TALLIES, Filters, conditions

SMALLEST = 5
BY = frozenset({None, "month", "community", "item", "agency"})


def are_shut(actor: Actor) -> bool:
    """Whether somebody reads figures of sealed records that they may not open. (An agency's
    people open their own and read no others.)"""
    return actor.sight in (Sight.AREA, Sight.COUNTS) and not actor.sees_sealed


def sums(actor: Actor, filters: Filters, by: str | None, key: str) -> list[tuple[Any, ...]]:
    """(key, unit, records, quantity, heads) of whole cells; ``key`` is the SQL that ``by`` is."""
    cut = filters.service or filters.worker or filters.standing
    if not are_shut(actor) or by not in BY or cut:
        return []
    where, values = conditions(actor, _whole_months(filters), sealed=False)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT {key}, b.unit, sum(b.records), sum(b.quantity), sum(b.heads) FROM (
                    SELECT date_trunc('month', b.day)::date AS day, b.community, b.item_id,
                           b.agency, b.unit, sum(b.records) AS records,
                           sum(b.quantity) AS quantity, sum(b.heads) AS heads
                    FROM {TALLIES} WHERE {where} AND b.sealed AND b.standing <> 'reversed'
                    GROUP BY 1, 2, 3, 4, 5 HAVING sum(b.records) >= %(smallest)s) AS b
                GROUP BY 1, 2 ORDER BY 1, 2""",
            {**values, "smallest": SMALLEST},
        )
        return cursor.fetchall()


def _whole_months(filters: Filters) -> Filters:
    """The months that lie wholly in the days asked for, and are over."""
    over = _first(timezone.localdate())
    until = _first(min(filters.until, over) + timedelta(days=1)) if filters.until else over
    since = min(filters.since, over) if filters.since else None
    if since is not None and since.day > 1:
        since = _first(since.replace(day=28) + timedelta(days=4))
    return replace(filters, since=since, until=until - timedelta(days=1))


def _first(day: date) -> date:
    return day.replace(day=1)

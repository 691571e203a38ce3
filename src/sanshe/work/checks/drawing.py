"""From which records a week's calls are drawn, and who asks."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.utils import timezone

from sanshe.ledger.queries.hands import CONFIRMED_WITHIN
from sanshe.registry.organisations import queries as organisations


class Drawable(NamedTuple):
    community: int
    person: UUID


def pool(county: int, agency: UUID, week: date) -> dict[UUID, Drawable]:
    """The open records with one known person that were confirmed in that week: the same whenever it
    is asked, so that anybody can draw again from it."""
    zone = timezone.get_current_timezone()
    first, last = (datetime.combine(day, time(), zone) for day in (week, week + timedelta(days=7)))
    values: dict[str, Any] = {"county": county, "agency": agency, "first": first, "last": last}
    with connection.cursor() as cursor:
        cursor.execute(CONFIRMED_WITHIN, values)
        return {id: Drawable(community, person) for id, community, person in cursor.fetchall()}


def caller_for(community: int, agency: UUID) -> UUID | None:
    """Who asks: the committee, or the street where the committee did the work itself."""
    bodies = (organisations.committee_of(community), organisations.street_office_of(community))
    return next((body.id for body in bodies if body is not None and body.id != agency), None)

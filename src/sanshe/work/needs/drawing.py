"""Which closed matters are called back, and by whom: drawn by lot from a recorded seed."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from math import ceil
from random import Random
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from sanshe.registry.organisations import queries as organisations
from sanshe.trust.policy.enums import OPEN

from .enums import ClosedHow, State
from .models import Need

SHARE, AT_LEAST = 0.10, 2
"""Of the matters of a week that were closed on the word of staff, for each lead so many are drawn
(our own decision)."""
TRIES = 3
"""So many calls to somebody who does not answer; then it ends as "not reached"."""
BY_STAFF = (ClosedHow.BY_PHONE, ClosedHow.UNREACHED)


def last_week(today: date) -> date:
    """The Monday of the week before this one."""
    return today - timedelta(days=today.weekday() + 7)


def closed_in(week: date) -> QuerySet[Need]:
    """What was closed on the word of staff in that week. What is kept from others is not passed
    on to a caller of another organisation, so it is not drawn."""
    zone = timezone.get_current_timezone()
    first, last = (datetime.combine(day, time(), zone) for day in (week, week + timedelta(days=7)))
    return Need.objects.filter(
        state=State.CLOSED, closed_how__in=[how.value for how in BY_STAFF], closed_at__gte=first,
        closed_at__lt=last, lead_org__isnull=False, privacy__in=OPEN,
    )  # fmt: skip


def pools(week: date) -> dict[UUID, list[Need]]:
    """The matters to draw from, by lead, in a fixed order. Only what somebody else can call."""
    found: dict[UUID, list[Need]] = defaultdict(list)
    callers: dict[tuple[int, UUID], UUID | None] = {}
    for need in closed_in(week).order_by("id"):
        assert need.lead_org is not None
        key = (need.community, need.lead_org)
        if key not in callers:
            callers[key] = caller_for(*key)
        if callers[key] is not None:
            found[need.lead_org].append(need)
    return found


def caller_for(community: int, lead: UUID) -> UUID | None:
    """Who calls: the committee, or the street where the committee led; None where nobody is."""
    bodies = (organisations.committee_of(community), organisations.street_office_of(community))
    return next((body.id for body in bodies if body is not None and body.id != lead), None)


def sample(pool: list[Need], seed: str) -> list[Need]:
    """The ones drawn: the same seed draws the same ones again."""
    size = min(len(pool), max(AT_LEAST, ceil(len(pool) * SHARE)))
    return Random(seed).sample(pool, size)

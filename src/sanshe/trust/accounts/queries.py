"""Reads about accounts."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import at_the_door

from .models import Assignment, User

ROLE_KEY = "assignment"
"""Where a session keeps which assignment its person acts in."""


def assignments_of(user: User) -> QuerySet[Assignment]:
    """What a person may act as today."""
    today = timezone.localdate()
    return Assignment.objects.filter(
        Q(until__isnull=True) | Q(until__gte=today), user=user, since__lte=today
    ).order_by("since", "id")


def acting(user: User, session: Any) -> Actor | None:
    """The actor of a signed-in person: the assignment their session chose, the only one they
    have, or None where they still have to choose."""
    with at_the_door():
        open_ones = list(assignments_of(user))
    chosen = session.get(ROLE_KEY)
    for assignment in open_ones:
        if str(assignment.id) == chosen or len(open_ones) == 1:
            return Actor.staff(
                user=user.id,
                name=user.name,
                role=assignment.role,
                org=assignment.org,
                area=assignment.area,
            )
    return None

"""Somebody moves away or dies: nobody knocks at that door again."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from ..checks import past_day
from ..models import Person
from ._taking import noted, person_of, save


@action(Deed.KEEP_PEOPLE)
def mark_moved(actor: Actor, *, person: UUID, on: date | None) -> Person:
    """Somebody moved away on a day; None takes it back."""
    row = person_of(actor, person)
    row.moved_on = None if on is None else past_day(on, first=row.birth_date, field="on")
    save(row, "moved_on")
    noted(actor, row, "came back" if on is None else "moved away")
    return row


@action(Deed.KEEP_PEOPLE)
def mark_died(actor: Actor, *, person: UUID, on: date | None) -> Person:
    """Somebody died on a day, and their roles end with it; None takes a mistake back
    (the roles are then given anew by hand)."""
    row = person_of(actor, person)
    if on is None:
        row.died_on = None
    else:
        born = row.birth_date or (date(row.birth_year, 1, 1) if row.birth_year else None)
        row.died_on = past_day(on, first=born, field="on")
        running = row.parts.filter(until__isnull=True)
        running.filter(since__lte=on).update(until=on)
    save(row, "died_on")
    noted(actor, row, "found alive" if on is None else "died")
    return row

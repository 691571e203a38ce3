"""Somebody moves away or dies: nobody knocks at that door again."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sanshe.trust.consent.enums import TakenBack
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from ..checks import past_day
from ..models import Person
from ._taking import born, close_to_family, noted, person_of, save


@action(Deed.KEEP_PEOPLE)
def mark_moved(actor: Actor, *, person: UUID, on: date) -> Person:
    """Somebody moved away on a day."""
    row = person_of(actor, person)
    row.moved_on = past_day(on, first=born(row), field="on")
    save(row, "moved_on")
    noted(actor, row, "moved away")
    return row


@action(Deed.KEEP_PEOPLE)
def mark_died(actor: Actor, *, person: UUID, on: date) -> Person:
    """Somebody died on a day, and their roles end with it."""
    row = person_of(actor, person)
    row.died_on = past_day(on, first=born(row), field="on")
    row.parts.filter(until__isnull=True, since__lte=on).update(until=on)
    save(row, "died_on")
    noted(actor, row, "died")
    close_to_family(actor, row, TakenBack.GONE)
    return row


@action(Deed.KEEP_PEOPLE)
def mark_back(actor: Actor, *, person: UUID) -> Person:
    """Somebody is there again, or was marked by mistake. Roles that ended stay ended."""
    row = person_of(actor, person)
    row.moved_on = row.died_on = None
    save(row, "moved_on", "died_on")
    noted(actor, row, "back")
    return row

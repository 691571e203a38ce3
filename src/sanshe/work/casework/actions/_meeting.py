"""When a contact took place, checked; and its line in the book."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from sanshe.registry.catalogue.enums import Unit
from sanshe.registry.people import queries as people
from sanshe.trust.policy.actor import Actor

from .. import errors, rules
from ..models import Case, Contact, File
from ._common import enter


def times(actor: Actor, row: Case, started_at: datetime, minutes: int) -> datetime:
    """When a contact ended, checked. The day of death itself still counts: who found it was
    there. Raises TimeDoesNotFit and ContactAfterDeath."""
    length = timedelta(minutes=minutes)
    early = timezone.localdate(started_at) < row.opened_on
    if not timedelta() < length <= rules.LONGEST or started_at + length > timezone.now() or early:
        hours = int(rules.LONGEST.total_seconds() // 3600)
        raise errors.TimeDoesNotFit(field="started_at", hours=hours)
    whose = File.objects.values_list("person_id", flat=True).get(pk=row.pk)
    person = people.standing(actor, whose)
    if person and person.died_on and timezone.localdate(started_at) > person.died_on:
        raise errors.ContactAfterDeath(field="started_at", day=person.died_on)
    return started_at + length


def line(actor: Actor, row: Case, made: Contact) -> UUID:
    """The contact's line in the book, in person-times whatever the service is counted by."""
    return enter(
        actor, row, source_id=made.id, started_at=made.started_at, ended_at=made.ended_at,
        unit=Unit.PERSON_TIMES, worker=made.worker, revision=made.lines,
    )  # fmt: skip

"""What several use cases do alike: hold the rows, always the activity before its sessions."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.trust.accounts.queries import staff_of
from sanshe.trust.policy.actor import Actor

from .. import errors, rules
from ..models import Activity, Session


def hold(actor: Actor, activity: UUID) -> Activity:
    """The activity, locked. Raises NotFound, also to whoever may not write it."""
    rows = Activity.objects.select_related("service").select_for_update(of=("self",))
    row = rows.filter(pk=activity).first()
    if row is None or not rules.may_write(actor, row):
        raise NotFound()
    return row


def hold_open(actor: Actor, activity: UUID) -> Activity:
    """The same of one that goes on. Raises NotOpen."""
    row = hold(actor, activity)
    if not rules.is_open(row):
        raise errors.NotOpen()
    return row


def hold_session(actor: Actor, session: UUID) -> tuple[Activity, Session]:
    """A session, locked, and before it its activity."""
    whose = Session.objects.filter(pk=session).values_list("activity_id", flat=True).first()
    if whose is None:
        raise NotFound()
    activity = hold(actor, whose)
    return activity, Session.objects.select_for_update().get(pk=session)


def names_of_staff(actor: Actor, workers: list[UUID], *, field: str) -> list[str]:
    """What the agency's staff are called. Raises NoWorker, WorkerElsewhere."""
    if not workers:
        raise errors.NoWorker(field=field)
    staff = {one.id: one.name for one in staff_of(actor.org)}
    if not set(workers) <= set(staff):
        raise errors.WorkerElsewhere(field=field)
    return [staff[one] for one in workers]


def at(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))

"""Opening an activity with its dates; changing what was planned."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from sanshe.ground.kit.errors import OutOfDate
from sanshe.ground.kit.ids import NOBODY, new_id
from sanshe.registry.catalogue import queries as catalogue
from sanshe.registry.catalogue.enums import Unit
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed, Privacy
from sanshe.trust.policy.scope import action

from .. import errors, rules
from ..dates import days_of
from ..enums import Every, Kind, SessionState
from ..models import Activity, Session
from ._common import at, hold_open, hold_session, names_of_staff


@action(Deed.KEEP_ACTIVITIES)
def plan(
    actor: Actor,
    *,
    kind: str,
    name: str,
    service: int,
    workers: Iterable[UUID],
    first: date,
    starts: time,
    ends: time,
    every: str = Every.ONCE,
    count: int = 1,
    aim: str = "",
    room: str = "",
    capacity: int | None = None,
    for_children: bool = False,
    public: bool = False,
    privacy: str = Privacy.NORMAL,
    measure: str = "",
    id: UUID | None = None,
) -> Activity:
    """Open an activity of a service and lay out its sessions. ``id`` from the form makes a second
    click the same activity.

    What a sealed service does is sealed. Raises NotRunByYou, UnitDoesNotFit, DatesWrong,
    NameMissing, GroupsAreNotOpen, NoWorker, WorkerElsewhere, SealedIsLed.
    """
    if id is not None and (known := _sent_before(actor, id)):
        note(
            actor, Deed.KEEP_ACTIVITIES, kind="activity", id=id, community=known.community,
            again=True,
        )  # fmt: skip
        return known
    under = _service(actor, Kind(kind), service, first)
    demand(actor, Deed.KEEP_ACTIVITIES, community=under.community)
    led = list(dict.fromkeys(workers))
    row = Activity(
        id=id or new_id(), kind=kind, service=under, community=under.community,
        agency=actor.org, seen_by=[actor.org],
        privacy=Privacy.SEALED if under.sealed else Privacy(privacy),
        workers=led, worker_names=names_of_staff(actor, led, field="workers"),
        made_at=timezone.now(), made_by=actor.user or NOBODY,
        **_said(name, aim, room, capacity, measure, for_children),
    )  # fmt: skip
    if row.privacy == Privacy.SEALED and actor.user not in led:
        raise errors.SealedIsLed(field="workers")
    row.public = _told(row, public)
    sessions = _sessions(row, first, every, count, starts, ends)
    row.save(force_insert=True)
    Session.objects.bulk_create(sessions)
    note(actor, Deed.KEEP_ACTIVITIES, kind="activity", id=row.id, community=row.community)
    return row


@action(Deed.KEEP_ACTIVITIES)
def change(
    actor: Actor,
    *,
    activity: UUID,
    version: int,
    name: str,
    workers: Iterable[UUID],
    aim: str = "",
    room: str = "",
    capacity: int | None = None,
    for_children: bool = False,
    public: bool = False,
    measure: str = "",
) -> Activity:
    """Say anew what it is called, what for, where and by whom. Raises NotFound, NotOpen,
    OutOfDate and what ``plan`` raises."""
    row = hold_open(actor, activity)
    if row.version != version:
        raise OutOfDate()
    for field, value in _said(name, aim, room, capacity, measure, for_children).items():
        setattr(row, field, value)
    row.workers = list(dict.fromkeys(workers))
    row.worker_names = names_of_staff(actor, row.workers, field="workers")
    row.public = _told(row, public)
    row.version += 1
    row.save()
    note(actor, Deed.KEEP_ACTIVITIES, kind="activity", id=row.id, community=row.community)
    return row


@action(Deed.KEEP_ACTIVITIES)
def add_session(
    actor: Actor, *, activity: UUID, day: date, starts: time, ends: time
) -> Session:  # fmt: skip
    """One more, or one at another time. Raises NotFound, NotOpen, DatesWrong, DayTaken."""
    row = hold_open(actor, activity)
    one = _session(row, day, starts, ends)
    try:
        with transaction.atomic():
            one.save(force_insert=True)
    except IntegrityError as error:
        raise errors.DayTaken(field="day") from error
    note(actor, Deed.KEEP_ACTIVITIES, kind="activity", id=row.id, community=row.community)
    return one


@action(Deed.KEEP_ACTIVITIES)
def drop_session(actor: Actor, *, session: UUID, reason: str) -> Session:
    """It was not held. Raises NotFound, NotPlanned, ReasonMissing."""
    activity, row = hold_session(actor, session)
    if row.state != SessionState.PLANNED:
        raise errors.NotPlanned()
    if not reason.strip():
        raise errors.ReasonMissing(field="reason")
    row.state, row.why_cancelled = SessionState.CANCELLED, reason.strip()[:200]
    row.version += 1
    row.save(update_fields=["state", "why_cancelled", "version"])
    note(
        actor, Deed.KEEP_ACTIVITIES, kind="activity", id=activity.id,
        community=activity.community,
    )  # fmt: skip
    return row


def _sent_before(actor: Actor, id: UUID) -> Activity | None:
    """The activity this form has made already. Two clicks at once come one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [id.int % 2**63])
    return Activity.objects.filter(pk=id, agency=actor.org).first()


def _service(actor: Actor, kind: Kind, service: int, first: date) -> Any:
    """What the activity counts as. The platform is run by the actor's agency on the first day, and
    the service goes on; only a group counts as a group."""
    under = catalogue.service(service)
    if not rules.fits(under, kind):
        raise errors.UnitDoesNotFit(field="service", unit=Unit(under.unit).label)
    known = catalogue.service_on(under.pk, first)
    elsewhere = known is None or (known.platform is not None and known.operator != actor.org)
    if known is None or elsewhere or known.ended:
        raise errors.NotRunByYou(field="service")
    return under


def _said(
    name: str, aim: str, room: str, capacity: int | None, measure: str, for_children: bool
) -> dict[str, Any]:
    if not name.strip():
        raise errors.NameMissing(field="name")
    return {
        "name": name.strip()[:60], "aim": aim.strip()[:300], "room": room.strip()[:60],
        "capacity": capacity, "measure": measure.strip()[:60], "for_children": for_children,
    }  # fmt: skip


def _told(row: Activity, public: bool) -> bool:
    if public and (row.kind == Kind.GROUP or row.privacy != Privacy.NORMAL):
        raise errors.GroupsAreNotOpen(field="public")
    return public


def _sessions(
    row: Activity, first: date, every: str, count: int, starts: time, ends: time
) -> list[Session]:
    if not 1 <= count <= rules.MOST_SESSIONS:
        raise _wrong("count")
    once = Every.ONCE if row.kind == Kind.EVENT else every
    return [_session(row, day, starts, ends) for day in days_of(first, once, count)]


def _session(row: Activity, day: date, starts: time, ends: time) -> Session:
    start, end = at(day, starts), at(day, ends)
    if not start < end <= start + rules.LONGEST:
        raise _wrong("ends")
    return Session(activity=row, day=day, planned_start=start, planned_end=end)


def _wrong(field: str) -> errors.DatesWrong:
    hours = int(rules.LONGEST.total_seconds() // 3600)
    return errors.DatesWrong(field=field, most=rules.MOST_SESSIONS, hours=hours)

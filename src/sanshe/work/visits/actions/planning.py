"""Planning a visit from a need or for a person, and calling one off."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound, OutOfDate
from sanshe.ground.kit.ids import NOBODY, new_id
from sanshe.ground.messages.enums import NoticeCode
from sanshe.registry.catalogue.enums import Unit
from sanshe.registry.people import queries as people
from sanshe.registry.people.queries import Card
from sanshe.trust.accounts.queries import staff_of
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Privacy
from sanshe.trust.policy.scope import action
from sanshe.work.needs import queries as need_queries
from sanshe.work.needs.enums import State

from .. import errors, rules, transitions
from ..enums import Way
from ..models import Escort, Visit
from ._common import hold, key, tell_crew, tell_need
from ._crew import check_two, join, take_places
from ._escort import check_escort

OPEN_FOR_VISITS = (State.DISPATCHED, State.ANSWERED)


@action(Deed.PLAN_VISIT)
def plan(
    actor: Actor,
    *,
    service: Any,
    worker: UUID,
    start: datetime,
    end: datetime,
    worker_name: str = "",
    companions: Iterable[UUID] = (),
    alone_because: str = "",
    way: str = Way.HOME,
    escort: Mapping[str, Any] | None = None,
    need: Any = None,
    person: Any = None,
    whom: str = "",
    id: UUID | None = None,
    quiet: bool = False,
) -> Visit:
    """Fix who goes where and when. ``id`` from the form makes a second click the same visit.

    The four digits the resident will say at the door are drawn here and sealed: the resident
    reads them under their receipt, the worker never does. ``companions`` go along (colleagues,
    or the place's committee for a first visit together). Raises NotAlone where two should go.
    ``escort`` (destination, risk, contact, transport, insured, back_by) belongs to an escort.
    """
    if id is not None and (known := _sent_before(actor, id)):
        note(actor, Deed.PLAN_VISIT, kind="visit", id=id, community=known.community, again=True)
        return known
    matter = _open_need(actor, need) if need is not None else None
    whose = _person(actor, person, matter)
    place = _place(actor, matter, whose)
    _check_window(start, end)
    _check_alive(whose, start)
    _check_service(service, place.community)
    visit = Visit(
        **_for_whom(matter, whose, whom),
        id=id or new_id(),
        community=place.community,
        **_sight(actor, service, matter, whose),
        service_id=service.pk,
        agency=actor.org,
        worker=worker,
        worker_name=_name_of(actor, worker, worker_name),
        alone_because=alone_because.strip()[:200],
        way=Way(way),
        planned_start=start,
        planned_end=end,
        planned_by=actor.user or NOBODY,
        spoken_code=f"{secrets.randbelow(10_000):04d}",
    )
    join(actor, visit, companions)
    out = check_escort(visit, escort)
    check_two(actor, visit)
    with transaction.atomic():
        visit.save(force_insert=True)
        if out is not None:
            out.save(force_insert=True)
        take_places(visit, errors.WorkerBusy, field="start")
    _tell(actor, visit, quiet)
    return visit


@action(Deed.CANCEL_VISIT)
def cancel(
    actor: Actor, *, visit: Visit | UUID, version: int, reason: str, quiet: bool = False
) -> Visit:
    """Call a planned visit off, with the reason the resident may be told."""
    row = hold(actor, visit)
    if not rules.may_cancel(actor, row):
        raise NotFound()
    if row.version != version:
        raise OutOfDate()
    state = transitions.after(row.state, "cancel")
    if not reason.strip():
        raise errors.ReasonMissing(field="reason")
    if Escort.objects.filter(pk=row.pk, departed_at__isnull=False).exists():
        raise errors.NotHomeYet(field="reason")
    row.state = state
    row.why_cancelled = reason.strip()[:200]
    row.version += 1
    row.save(update_fields=["state", "why_cancelled", "version"])
    take_places(row, errors.WorkerBusy, field="start")
    tell_need(actor, row.need_id, visit=row.id, cancelled=True)
    if not quiet:
        tell_crew(actor, row, NoticeCode.CHANGED)
    note(actor, Deed.CANCEL_VISIT, kind="visit", id=row.id, community=row.community)
    return row


def _sent_before(actor: Actor, id: UUID) -> Visit | None:
    """The visit this form has made already. Two clicks at once come one after the other here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [id.int % 2**63])
    return Visit.objects.filter(pk=id, agency=actor.org).first()


def _tell(actor: Actor, visit: Visit, quiet: bool) -> None:
    """The need's story, the worker's inbox, the audit."""
    tell_need(
        actor, visit.need_id, visit=visit.id, planned=True, start=visit.planned_start,
        worker=visit.crew_names,
    )  # fmt: skip
    if not quiet:
        tell_crew(actor, visit, NoticeCode.PLANNED)
    note(
        actor, Deed.PLAN_VISIT, kind="visit", id=visit.id, community=visit.community, way=visit.way
    )


def _open_need(actor: Actor, need: Any) -> Any:
    matter = need_queries.held(actor, key(need))
    if not rules.may_plan(actor, matter):
        raise errors.NotResponsible()
    if matter.state not in OPEN_FOR_VISITS:
        raise errors.NeedNotOpen()
    return matter


def _person(actor: Actor, person: Any, matter: Any) -> Card | None:
    """Whom to visit. A need may name somebody whose card was not opened to the agency: then the
    visit goes by what the need says."""
    if person is not None:
        return people.get(actor, key(person))
    return need_queries.about(actor, matter) if matter is not None else None


def _place(actor: Actor, matter: Any, whose: Card | None) -> Any:
    """What says where the visit belongs and how far it may be seen."""
    place = matter or (whose.row if whose else None)
    if place is None:
        raise errors.NobodyToVisit(field="whom")
    if not actor.covers(place.community):
        raise NotFound()
    return place


def _sight(actor: Actor, service: Any, matter: Any, whose: Card | None) -> dict[str, Any]:
    """How far the visit may be seen: as the matter, but never further than the person it names."""
    levels = [Privacy(one.privacy) for one in (matter, whose and whose.row) if one]
    strictest = max(levels, key=list(Privacy).index)
    parts = {actor.org}
    if matter and strictest == matter.privacy:
        parts |= set(matter.seen_by)
    return {"privacy": Privacy.SEALED if service.sealed else strictest, "seen_by": sorted(parts)}


def _check_window(start: datetime, end: datetime) -> None:
    if not start < end <= start + rules.LONGEST:
        raise errors.WindowWrong(field="end", hours=int(rules.LONGEST.total_seconds() // 3600))


def _check_alive(person: Card | None, start: datetime) -> None:
    if person is not None and person.died_on and timezone.localdate(start) > person.died_on:
        raise errors.AfterDeath(field="start", day=person.died_on)


def _check_service(service: Any, community: int) -> None:
    ended = service.ended_on is not None and service.ended_on < timezone.localdate()
    if service.community != community or ended:
        raise errors.ServiceElsewhere(field="service")
    if service.unit not in rules.COUNTED:
        raise errors.NotCountedByVisits(field="service", unit=Unit(service.unit).label)


def _name_of(actor: Actor, worker: UUID, worn: str) -> str:
    """The name the resident is told. Raises WorkerElsewhere for anybody else's staff."""
    for user in staff_of(actor.org):
        if user.id == worker:
            return worn.strip()[:40] or user.name
    raise errors.WorkerElsewhere(field="worker")


def _for_whom(matter: Any, whose: Card | None, typed: str) -> dict[str, Any]:
    """Need, person and what they are called."""
    called = typed.strip() or (whose.row.called if whose else "")
    called = called or (str(matter.contact_name) if matter else "")
    if not called:
        raise errors.NobodyToVisit(field="whom")
    known = whose.row.id if whose else getattr(matter, "person_id", None)
    return {"need_id": key(matter), "person_id": known, "whom": called[:40]}

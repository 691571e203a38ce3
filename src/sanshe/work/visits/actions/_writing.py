"""How a visit is written: its facts checked, its people there, its one line in the book."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from sanshe.ledger import actions as ledger
from sanshe.ledger.enums import Source
from sanshe.registry.people import queries as people
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import OPEN, Privacy
from sanshe.trust.policy.scope import handing_over

from .. import errors, rules, transitions
from ..enums import Check, Finding, Outcome, Way
from ..models import Escort, Visit
from ._climbing import follow_visit
from ._crew import check_two, take_places

WRITTEN = (
    "state", "outcome", "started_at", "ended_at", *Check.values, "noticed", "talked_about",
    "recorded_at", "recorded_by", "recorded_late", "from_paper", "record", "lines", "version",
    "person", "companions", "companion_names", "alone_because", "corrected_at",
)  # fmt: skip


def write(
    actor: Actor,
    row: Visit,
    facts: Mapping[str, Any],
    *,
    by: str,
    now: datetime,
    came_along: Iterable[UUID] | None,
    alone_because: str,
) -> None:
    """Let what happened stand: the visit, its people's time, its line in the book, its ladder."""
    row.state = transitions.after(row.state, by)
    _follow_need(row)
    _check_alive(actor, row, facts["started_at"])
    _really_went(row, came_along, alone_because)
    if facts["outcome"] == Outcome.DONE:
        check_two(actor, row, field="alone_because")
    _check_home(row, facts["outcome"])
    _settle(actor, row, facts, now)
    follow_visit(actor, row)
    if rules.was_made(row):
        row.record = _enter(actor, row)
        row.lines += 1
        row.save(update_fields=["record", "lines"])


def facts_of(
    row: Visit,
    outcome: str,
    started: datetime | None,
    ended: datetime | None,
    checks: Mapping[str, str],
    now: datetime,
) -> dict[str, Any]:
    """The values to write, checked. Times that were not asked for are the planned ones."""
    outcome = Outcome(outcome)
    if outcome == Outcome.DONE:
        if started is None or ended is None:
            raise errors.TimesMissing(field="ended_at" if started else "started_at")
        found = {check: _finding(checks, check) for check in Check.values}
    else:
        started = started or min(row.planned_start, now)
        found = dict.fromkeys(Check.values, "")
    if started > now or (ended is not None and ended > now):
        raise errors.InTheFuture(field="started_at" if started > now else "ended_at")
    if ended is not None and not started < ended <= started + rules.LONGEST:
        raise errors.WindowWrong(field="ended_at", hours=int(rules.LONGEST.total_seconds() // 3600))
    return {"outcome": outcome, "started_at": started, "ended_at": ended, **found}


def _finding(checks: Mapping[str, str], check: str) -> str:
    if checks.get(check) not in Finding.values:
        raise errors.CheckMissing(field=check, check=Check(check).label)
    return checks[check]


def same(row: Visit, facts: Mapping[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in facts.items())


def _follow_need(row: Visit) -> None:
    """Whom the matter is about may have been found out after the visit was planned."""
    if row.person_id is None and row.need_id is not None:
        with handing_over():
            row.person_id = Visit.objects.values_list("need__person_id", flat=True).get(pk=row.pk)


def _check_alive(actor: Actor, row: Visit, started: datetime) -> None:
    """The day of death itself still counts: who found it was there. Of somebody the register does
    not show to the actor, it tells no day."""
    person = people.standing(actor, row.person_id) if row.person_id else None
    died = person.died_on if person else None
    if died and timezone.localdate(started) > died:
        raise errors.AfterDeath(field="started_at", day=died)


def _check_home(row: Visit, outcome: str) -> None:
    """Whoever was taken out is home before anything is written down. Raises NotHomeYet."""
    if row.way != Way.ESCORT:
        return
    out = Escort.objects.filter(pk=row.pk, home_at=None)
    if outcome != Outcome.DONE:
        out = out.filter(departed_at__isnull=False)
    if out.exists():
        raise errors.NotHomeYet(field="outcome")


def _really_went(row: Visit, came: Iterable[UUID] | None, alone_because: str) -> None:
    """Who of those planned for was there, and why one went alone where two should."""
    if came is not None:
        there = set(came)
        pairs = zip(row.companions, row.companion_names, strict=True)
        kept = [(one, name) for one, name in pairs if one in there]
        row.companions = [one for one, _ in kept]
        row.companion_names = [name for _, name in kept]
    row.alone_because = alone_because.strip()[:200] or row.alone_because


def _settle(actor: Actor, row: Visit, facts: Mapping[str, Any], now: datetime) -> None:
    """Planned becomes recorded. Raises TwoPlacesAtOnce."""
    for name, value in facts.items():
        setattr(row, name, value)
    row.recorded_at, row.recorded_by, row.version = now, actor.user, row.version + 1
    row.recorded_late = rules.is_late(facts["ended_at"] or facts["started_at"], now)
    row.record = None
    with transaction.atomic():
        row.save(update_fields=WRITTEN)
        take_places(row, errors.TwoPlacesAtOnce, field="started_at")


def _privacy_now(row: Visit) -> str:
    """How far its matter may be seen by now: it may have been sealed, and gone to another desk,
    after the visit was planned."""
    if not row.need_id:
        return row.privacy
    with handing_over():
        return Visit.objects.values_list("need__privacy", flat=True).get(pk=row.pk)


def _enter(actor: Actor, row: Visit) -> UUID:
    """The visit's one line in the ledger. What is kept from the committee, which reads the book
    of its place, is counted without a name."""
    assert row.started_at and row.ended_at  # a made visit has both, says the database
    service = row.service
    levels = {row.privacy, _privacy_now(row)}
    sealed = Privacy.SEALED in levels or service.sealed
    named = not sealed and levels <= set(OPEN)
    return ledger.record(
        actor,
        community=row.community,
        agency=row.agency,
        item=service.item_id,
        service=service.pk,
        platform=service.platform_id,
        started_at=row.started_at,
        ended_at=row.ended_at,
        persons=[row.person_id] if row.person_id and named else [],
        heads=1,
        workers=row.crew,
        quantity=rules.quantity(service.unit, row.started_at, row.ended_at),
        unit=service.unit,
        source=Source.VISIT,
        source_id=row.id,
        revision=row.lines,
        sealed=sealed,
    )

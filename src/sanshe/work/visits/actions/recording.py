"""Writing down what a visit was, once; and the code the resident said at the door."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound, OutOfDate
from sanshe.ground.kit.places import county_of
from sanshe.ledger import actions as ledger
from sanshe.ledger.enums import Method, Source
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import OPEN, Deed, Privacy
from sanshe.trust.policy.scope import action, handing_over

from .. import errors, rules
from ..enums import Check, Finding, How, Outcome, Said, VisitState
from ..models import Visit
from ._common import hold, last_said, say, tell_need
from ._crew import check_two, take_places

WRITTEN = (
    "state", "outcome", "started_at", "ended_at", *Check.values, "noticed", "talked_about",
    "recorded_at", "recorded_by", "recorded_late", "record", "version", "person", "companions",
    "companion_names", "alone_because",
)  # fmt: skip


@action(Deed.RECORD_VISIT)
def record(
    actor: Actor,
    *,
    visit: Visit | UUID,
    version: int,
    outcome: str,
    started_at: datetime | None = None,
    ended_at: datetime | None = None,
    checks: Mapping[str, str] | None = None,
    noticed: str = "",
    talked_about: str = "",
    spoken_code: str = "",
    came_along: Iterable[UUID] | None = None,
    alone_because: str = "",
) -> Visit:
    """Write the visit down. Only one that met the person (``done``) enters the ledger, once.

    ``came_along``: which of the companions planned for really came; None for all of them.

    A wrong code never stops the saving: the line stays "recorded" until somebody else calls.
    Sent twice with the same words it is written once. Raises OutOfDate where somebody was faster.
    """
    row = hold(actor, visit)
    if not rules.may_record(actor, row):
        raise NotFound()
    now = timezone.now()
    facts = _facts(row, outcome, started_at, ended_at, checks or {}, now)
    facts.update(noticed=noticed.strip(), talked_about=talked_about.strip())
    if row.state == VisitState.RECORDED and row.version == version + 1 and _same(row, facts):
        note(actor, Deed.RECORD_VISIT, kind="visit", id=row.id, community=row.community, again=True)
        return row
    if row.state != VisitState.PLANNED or row.version != version:
        raise OutOfDate()
    _follow_need(row)
    _check_alive(row, facts["started_at"])
    _really_went(row, came_along, alone_because)
    if facts["outcome"] == Outcome.DONE:
        check_two(actor, row, field="alone_because")
    _settle(actor, row, facts, now)
    if rules.was_made(row):
        row.record = _enter(actor, row)
        row.save(update_fields=["record"])
        if spoken_code.strip():
            _hear_code(actor, row, spoken_code)
    tell_need(actor, row.need_id, visit=row.id, outcome=row.outcome)
    note(
        actor, Deed.RECORD_VISIT, kind="visit", id=row.id, community=row.community,
        outcome=row.outcome, late=row.recorded_late,
    )  # fmt: skip
    return row


@action(Deed.RECORD_VISIT)
def try_code(actor: Actor, *, visit: Visit | UUID, spoken_code: str) -> bool:
    """Type the code again after a slip. Says whether it was right; raises CodeUsedUp after the
    last try, NothingToBearOut where nothing waits for it."""
    row = hold(actor, visit)
    if not rules.may_record(actor, row):
        raise NotFound()
    if not rules.was_made(row):
        raise errors.NothingToBearOut()
    note(actor, Deed.RECORD_VISIT, kind="visit", id=row.id, community=row.community, code=True)
    if last_said(row) == Said.CAME:
        return True
    if row.code_tries >= rules.CODE_TRIES:
        raise errors.CodeUsedUp(field="spoken_code", tries=rules.CODE_TRIES)
    return _hear_code(actor, row, spoken_code)


def _hear_code(actor: Actor, row: Visit, typed: str) -> bool:
    """Compare what was typed; right is a word of the resident's, wrong is one try less."""
    heard = "".join(sign for sign in unicodedata.normalize("NFKC", typed) if sign.isalnum())
    if not secrets.compare_digest(heard.encode(), row.spoken_code.encode()):
        row.code_tries += 1
        row.save(update_fields=["code_tries"])
        return False
    assert row.record is not None  # what was made is in the ledger
    say(actor, row, How.SPOKEN_CODE, Said.CAME)
    ledger.confirm(
        actor, county=county_of(row.community), record=row.record, method=Method.SPOKEN_CODE
    )
    return True


def _facts(
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


def _same(row: Visit, facts: Mapping[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in facts.items())


def _follow_need(row: Visit) -> None:
    """Whom the matter is about may have been found out after the visit was planned."""
    if row.person_id is None and row.need_id is not None:
        with handing_over():
            row.person_id = Visit.objects.values_list("need__person_id", flat=True).get(pk=row.pk)


def _check_alive(row: Visit, started: datetime) -> None:
    """The day of death itself still counts: who found it was there. Of somebody the register does
    not show to the actor, it tells no day."""
    died = None
    with suppress(ObjectDoesNotExist):
        died = row.person.died_on if row.person else None
    if died and timezone.localdate(started) > died:
        raise errors.AfterDeath(field="started_at", day=died)


def _settle(actor: Actor, row: Visit, facts: Mapping[str, Any], now: datetime) -> None:
    """Planned becomes recorded. Raises TwoPlacesAtOnce."""
    for name, value in facts.items():
        setattr(row, name, value)
    row.state = VisitState.RECORDED
    row.recorded_at, row.recorded_by, row.version = now, actor.user, row.version + 1
    row.recorded_late = rules.is_late(facts["ended_at"] or facts["started_at"], now)
    with transaction.atomic():
        row.save(update_fields=WRITTEN)
        take_places(row, errors.TwoPlacesAtOnce, field="started_at")


def _really_went(row: Visit, came: Iterable[UUID] | None, alone_because: str) -> None:
    """Who of those planned for was there, and why one went alone where two should."""
    if came is not None:
        there = set(came)
        pairs = zip(row.companions, row.companion_names, strict=True)
        kept = [(one, name) for one, name in pairs if one in there]
        row.companions = [one for one, _ in kept]
        row.companion_names = [name for _, name in kept]
    row.alone_because = alone_because.strip()[:200] or row.alone_because


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
        sealed=sealed,
    )

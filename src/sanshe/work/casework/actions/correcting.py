"""A contact was written down wrongly: what stood is kept, and why it was changed."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound, OutOfDate
from sanshe.ground.kit.places import county_of
from sanshe.ledger import actions as ledger
from sanshe.ledger import queries as book
from sanshe.ledger.enums import Standing
from sanshe.ledger.errors import AlreadyReversed
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors
from ..enums import ContactWay
from ..models import Case, Contact, Correction
from ._common import held, me, noted, said, save
from ._meeting import line, times


@action(Deed.WORK_CASE)
def correct(
    actor: Actor,
    *,
    contact: UUID,
    version: int,
    reason: str,
    way: str,
    note: str,
    started_at: datetime,
    minutes: int,
) -> Contact:
    """Mend a contact. Words and way are mended by whoever works in the case; a changed time takes
    the line in the book back and writes another, which only they may do who may reverse, or once
    somebody reversed it. Raises NotFound, OutOfDate, ReasonMissing, ReverseFirst."""
    case = Contact.objects.filter(pk=contact).values_list("case_id", flat=True).first()
    if case is None:
        raise NotFound()
    row = held(actor, case)
    made = Contact.objects.select_for_update().get(pk=contact)
    if made.version != version:
        raise OutOfDate()
    if not reason.strip():
        raise errors.ReasonMissing(field="reason")
    ended_at = times(actor, row, started_at, minutes)
    _keep_former(actor, made, reason.strip())
    moved = (made.started_at, made.ended_at) != (started_at, ended_at)
    made.way, made.note = ContactWay(way).value, said(note, field="note")
    made.started_at, made.ended_at = started_at, ended_at
    made.corrected_at, made.version = timezone.now(), made.version + 1
    if moved:
        _take_back(actor, row, made, reason.strip())
        made.record = line(actor, row, made)
        made.lines += 1
    made.save()
    last = row.met.aggregate(last=Max("started_at"))["last"]
    save(row, last_contact_on=timezone.localdate(last))
    noted(actor, row, "corrected", moved=moved)
    return made


def _keep_former(actor: Actor, made: Contact, reason: str) -> None:
    Correction.objects.create(
        contact=made, reason=reason[:200], way=made.way, started_at=made.started_at,
        ended_at=made.ended_at, note=made.note, record=made.record, at=timezone.now(),
        by_user=me(actor), by_name=actor.name,
    )  # fmt: skip


def _take_back(actor: Actor, row: Case, made: Contact, reason: str) -> None:
    """The old line counts no more. Raises ReverseFirst where it stands and is not the actor's to
    reverse."""
    assert made.record is not None  # every contact has its line
    county = county_of(row.community)
    if actor.may(Deed.REVERSE_SERVICE):
        with suppress(AlreadyReversed):
            ledger.reverse(actor, county=county, record=made.record, reason=reason)
    elif book.entry(actor, county=county, record=made.record)[0].standing != Standing.REVERSED:
        raise errors.ReverseFirst(field="started_at")

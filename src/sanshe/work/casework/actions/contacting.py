"""The client was met or spoken to: written once, one line in the book."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import rules, transitions
from ..enums import ContactWay
from ..models import Contact
from ._common import check_day, held, me, noted, said, save
from ._meeting import line, times


@action(Deed.WORK_CASE)
def contact(
    actor: Actor,
    *,
    case: UUID,
    id: UUID,
    way: str,
    note: str,
    started_at: datetime,
    minutes: int,
    next_on: date | None = None,
) -> Contact:
    """Write a contact down. ``id`` is made where the form is shown: sent twice, it is one contact
    and one line. It asks for no version: two of the team may write at once, each their own.

    ``next_on``: when they meet again; only after the end may there be none. Raises NotThisFar,
    TimeDoesNotFit, ContactAfterDeath, TextMissing, DayDoesNotFit.
    """
    row = held(actor, case)
    former = Contact.objects.filter(pk=id, case=row).first()
    if former is not None:
        noted(actor, row, "contacted", again=True)
        return former
    state = transitions.after(row.state, "contact")
    ended_at = times(actor, row, started_at, minutes)
    day = timezone.localdate(started_at)
    if next_on is not None or row.running:
        today = timezone.localdate()
        check_day(next_on, max(day, today), today + rules.NEXT_AT_MOST, field="next_on")
    made = Contact(
        id=id, case=row, way=ContactWay(way).value, started_at=started_at, ended_at=ended_at,
        note=said(note, field="note"), worker=me(actor), worker_name=actor.name,
        written_at=timezone.now(),
    )  # fmt: skip
    made.record = line(actor, row, made)
    made.lines = 1
    made.save(force_insert=True)
    save(
        row, state=state, contacts=row.contacts + 1, next_contact_on=next_on,
        last_contact_on=max(filter(None, (row.last_contact_on, day))),
    )  # fmt: skip
    noted(actor, row, "contacted", way=made.way)
    return made

"""A visit was written down wrongly: what stood is kept, its line taken back, another written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.errors import NotFound, OutOfDate
from sanshe.ground.kit.places import county_of
from sanshe.ledger import actions as ledger
from sanshe.ledger import queries as ledger_queries
from sanshe.ledger.enums import Standing
from sanshe.ledger.errors import AlreadyReversed
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors, rules, transitions
from ..enums import Check
from ..models import Correction, Visit
from ._common import hold, tell_need
from ._writing import facts_of, write

FORMER = (
    "outcome", "started_at", "ended_at", *Check.values, "noticed", "talked_about",
    "companion_names", "alone_because", "record",
)  # fmt: skip


@action(Deed.RECORD_VISIT)
def correct(
    actor: Actor,
    *,
    visit: Visit | UUID,
    version: int,
    reason: str,
    outcome: str,
    started_at: datetime | None = None,
    ended_at: datetime | None = None,
    checks: Mapping[str, str] | None = None,
    noticed: str = "",
    talked_about: str = "",
    came_along: Iterable[UUID] | None = None,
    alone_because: str = "",
    from_paper: bool = False,
) -> Visit:
    """Write a recorded visit anew, with the reason. A line that stands in the ledger is reversed
    first, by whoever may; after that anybody who may record writes the right one.

    The words others said of it before count for the old line only: the new one waits to be borne
    out again. Raises NotFound, OutOfDate, ReasonMissing, FirstReversed, and what ``record`` raises.
    """
    row = hold(actor, visit)
    if not rules.may_record(actor, row):
        raise NotFound()
    if row.version != version:
        raise OutOfDate()
    transitions.after(row.state, "correct")
    if not reason.strip():
        raise errors.ReasonMissing(field="reason")
    now = timezone.now()
    facts = facts_of(row, outcome, started_at, ended_at, checks or {}, now)
    facts.update(noticed=noticed.strip(), talked_about=talked_about.strip(), from_paper=from_paper)
    Correction.objects.create(
        visit=row, reason=reason.strip()[:200], former=_former(row), at=now,
        by_user=actor.user, by_name=actor.name,
    )  # fmt: skip
    former, row.corrected_at = row.record, now
    if former is not None:
        _take_back(actor, row, former, reason.strip())
    write(
        actor, row, facts, by="correct", now=now, came_along=came_along,
        alone_because=alone_because,
    )  # fmt: skip
    tell_need(actor, row.need_id, visit=row.id, outcome=row.outcome, text=reason.strip())
    note(
        actor, Deed.RECORD_VISIT, kind="visit", id=row.id, community=row.community,
        outcome=row.outcome, corrected=True,
    )  # fmt: skip
    return row


def _former(row: Visit) -> dict[str, Any]:
    """What stood there, as plain words and times."""
    found = {name: getattr(row, name) for name in FORMER}
    return {
        name: value.isoformat() if isinstance(value, datetime) else value and str(value)
        for name, value in found.items()
        if name != "companion_names"
    } | {"companion_names": row.companion_names}


def _take_back(actor: Actor, row: Visit, record: UUID, reason: str) -> None:
    """The old line counts no more. Raises FirstReversed where it stands and is not the actor's
    to reverse."""
    county = county_of(row.community)
    if actor.may(Deed.REVERSE_SERVICE):
        with suppress(AlreadyReversed):
            ledger.reverse(actor, county=county, record=record, reason=reason)
        return
    standing = ""
    if actor.may(Deed.READ_LEDGER):
        standing = ledger_queries.entry(actor, county=county, record=record)[0].standing
    if standing != Standing.REVERSED:
        raise errors.FirstReversed()

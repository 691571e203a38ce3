"""A session was written down wrongly: what stood is kept, its line taken back, another written."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.errors import OutOfDate
from sanshe.ground.kit.places import county_of
from sanshe.ledger import actions as ledger
from sanshe.ledger import queries as ledger_queries
from sanshe.ledger.enums import Standing
from sanshe.ledger.errors import AlreadyReversed
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors
from ..enums import SessionState
from ..models import Activity, Correction, Session
from ._common import hold_session
from ._writing import FACTS, facts_of, write


@action(Deed.RECORD_SESSION)
def correct(
    actor: Actor,
    *,
    session: UUID,
    version: int,
    reason: str,
    started_at: datetime,
    ended_at: datetime,
    present: Iterable[UUID] = (),
    guests: int = 0,
    workers: Iterable[UUID],
    happened: str = "",
) -> Session:
    """Write a recorded session anew, with the reason. The line that stands is reversed first, by
    whoever may; after that anybody who leads it writes the right one, which waits to be borne out
    again. Raises OutOfDate, NotPlanned, ReasonMissing, FirstReversed, and what ``record`` raises.
    """
    activity, row = hold_session(actor, session)
    if row.version != version:
        raise OutOfDate()
    if row.state != SessionState.RECORDED:
        raise errors.NotPlanned()
    if not reason.strip():
        raise errors.ReasonMissing(field="reason")
    facts, came = facts_of(
        actor, activity, row, started_at=started_at, ended_at=ended_at, present=present,
        guests=guests, workers=workers, happened=happened,
    )  # fmt: skip
    Correction.objects.create(
        session=row, reason=reason.strip()[:200], former=_former(row), at=timezone.now(),
        by_user=actor.user, by_name=actor.name,
    )  # fmt: skip
    _take_back(actor, activity, row, reason.strip())
    write(actor, activity, row, facts, came)
    note(
        actor, Deed.RECORD_SESSION, kind="activity", id=activity.id,
        community=activity.community, heads=row.heads, corrected=True,
    )  # fmt: skip
    return row


def _former(row: Session) -> dict[str, Any]:
    """What stood there, as plain words, numbers and times."""
    found = {name: getattr(row, name) for name in (*FACTS, "heads", "record")}
    return {name: _plain(value) for name, value in found.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [str(one) for one in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value if isinstance(value, int | str) else str(value)


def _take_back(actor: Actor, activity: Activity, row: Session, reason: str) -> None:
    """The old line counts no more. Raises FirstReversed where it stands and is not the actor's
    to reverse."""
    assert row.record is not None  # a recorded session is in the book, says the database
    county = county_of(activity.community)
    if actor.may(Deed.REVERSE_SERVICE):
        with suppress(AlreadyReversed):
            ledger.reverse(actor, county=county, record=row.record, reason=reason)
        return
    entry, *_rest = ledger_queries.entry(actor, county=county, record=row.record)
    if entry.standing != Standing.REVERSED:
        raise errors.FirstReversed()

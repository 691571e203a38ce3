"""Writing down a session, once; and somebody else's word that it took place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sanshe.ground.kit.errors import NotFound, OutOfDate
from sanshe.ground.kit.places import county_of
from sanshe.ledger import actions as ledger
from sanshe.ledger.enums import Method
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors
from ..enums import Borne, SessionState, State
from ..models import Session
from ._common import hold_session
from ._writing import facts_of, same, write


@action(Deed.RECORD_SESSION)
def record(
    actor: Actor,
    *,
    session: UUID,
    version: int,
    started_at: datetime,
    ended_at: datetime,
    present: Iterable[UUID] = (),
    guests: int = 0,
    workers: Iterable[UUID],
    happened: str = "",
) -> Session:
    """Write a session down: who of the list came, how many guests, from when to when. One record
    in the ledger; the first one lets the activity run. Sent twice with the same words it is
    written once. Raises OutOfDate where somebody was faster, and what cannot be right."""
    activity, row = hold_session(actor, session)
    facts, came = facts_of(
        actor, activity, row, started_at=started_at, ended_at=ended_at, present=present,
        guests=guests, workers=workers, happened=happened,
    )  # fmt: skip
    again = row.state == SessionState.RECORDED and row.version == version + 1 and same(row, facts)
    if not again:
        if row.version != version or row.state != SessionState.PLANNED:
            raise OutOfDate()
        if activity.state == State.PLANNED:
            activity.state = State.RUNNING
            activity.save(update_fields=["state"])
        write(actor, activity, row, facts, came)
    note(
        actor, Deed.RECORD_SESSION, kind="activity", id=activity.id,
        community=activity.community, heads=row.heads, again=again,
    )  # fmt: skip
    return row


@action(Deed.CONFIRM_SERVICE)
def bear_out(actor: Actor, *, session: UUID, how: str) -> None:
    """Somebody else's word: a colleague or the committee held it against the signed list, or asked
    those who came. Raises NotFound, NothingToBearOut, OwnWork, and what the ledger raises."""
    row = Session.objects.select_related("activity").filter(pk=session).first()
    if row is None:
        raise NotFound()
    if row.record is None:
        raise errors.NothingToBearOut()
    found = Borne(how)
    ledger.confirm(
        actor,
        county=county_of(row.activity.community),
        record=row.record,
        method=Method.CALLBACK if found == Borne.ASKED else Method.CO_SIGNED,
        reason=str(found.label),
    )

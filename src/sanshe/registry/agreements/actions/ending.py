"""What stops a purchase, for a while or for good, and its last step into the archive."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors, rules, transitions
from ..enums import Side, State
from ..models import Agreement
from ._taking import take, tell_supplier, write


@action(Deed.KEEP_AGREEMENTS)
def stop(actor: Actor, *, agreement: UUID, version: int, side: str, reason: str) -> Agreement:
    """Failed, disputed, suspended or terminated, with a reason. What was done until then stays
    counted. Raises ReasonMissing, Stopped, OnlyBeforeSigning, WrongStep once it is settled."""
    row = take(actor, agreement, version)
    which = Side(side)
    if not reason.strip():
        raise errors.ReasonMissing(field="reason")
    if row.side in (*transitions.FOR_GOOD, which):
        raise errors.Stopped(side=row.get_side_display())
    if row.state not in transitions.STOPPABLE:
        raise errors.WrongStep(now=row.get_state_display(), then=which.label)
    if which == Side.FAILED_BID and rules.is_signed(row):
        raise errors.OnlyBeforeSigning(field="side", side=Side.FAILED_BID.label)
    row.side = which.value
    write(actor, row, Deed.KEEP_AGREEMENTS, row.side, on=timezone.localdate(), text=reason)
    tell_supplier(actor, row, NoticeCode.CHANGED)
    return row


@action(Deed.KEEP_AGREEMENTS)
def lift(actor: Actor, *, agreement: UUID, version: int, reason: str) -> Agreement:
    """It goes on. What is terminated or has failed does not. Raises ReasonMissing, Stopped,
    WrongStep where nothing stops it."""
    row = take(actor, agreement, version)
    if not reason.strip():
        raise errors.ReasonMissing(field="reason")
    if row.side in transitions.FOR_GOOD:
        raise errors.Stopped(side=row.get_side_display())
    if not row.side:
        raise errors.WrongStep(now=row.get_state_display(), then=_("恢复"))
    row.side = ""
    write(actor, row, Deed.KEEP_AGREEMENTS, "lifted", on=timezone.localdate(), text=reason)
    tell_supplier(actor, row, NoticeCode.CHANGED)
    return row


@action(Deed.KEEP_AGREEMENTS)
def lay_down(actor: Actor, *, agreement: UUID, on: date, **data: Any) -> Agreement:
    """Into the archive: a settled purchase takes its last step, one that failed or was terminated
    stays in the state it had come to. Nothing of it changes afterwards. Called by settlement,
    which has packed it. Raises WrongStep, Archived."""
    row = take(actor, agreement)
    if row.side not in transitions.FOR_GOOD:
        if row.side or not transitions.follows(row.state, State.ARCHIVED):
            raise errors.WrongStep(
                now=row.get_side_display() or row.get_state_display(), then=State.ARCHIVED.label
            )
        row.state = State.ARCHIVED
    row.archived_on = on
    write(actor, row, Deed.KEEP_AGREEMENTS, State.ARCHIVED, on=on, **data)
    return row

"""Taking an agreement under a lock, writing it back with its step."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.errors import Invalid, NotFound, OutOfDate
from sanshe.ground.messages.actions import tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed

from .. import errors, limits, rules, sides, transitions
from ..enums import State
from ..models import Agreement, Event
from ..queries import visible


def take(actor: Actor, id: UUID, version: int | None = None) -> Agreement:
    """Its row, locked. Raises NotFound for a stranger, and for whoever is not the purchaser;
    OutOfDate where somebody was faster, Archived."""
    seen = visible(actor).filter(pk=id).first()
    if seen is None or not rules.keeps(actor, seen):
        raise NotFound()
    row = Agreement.objects.select_for_update().get(pk=id)
    if row.archived_on is not None:
        raise errors.Archived()
    if version is not None and row.version != version:
        raise OutOfDate(field="version")
    return row


def next_step(actor: Actor, agreement: UUID, version: int | None, to: str) -> Agreement:
    """Its row, locked, where ``to`` is the next step. Raises Invalid, WrongStep, Stopped,
    OutOfDate."""
    if to not in State.values:
        raise Invalid(field="to", reason=to)
    row = take(actor, agreement, version)
    if row.side:
        raise errors.Stopped(side=row.get_side_display())
    if not transitions.follows(row.state, to):
        raise errors.WrongStep(now=row.get_state_display(), then=State(to).label)
    return row


def not_signed(agreement: Agreement) -> None:
    """Raise Fixed where the contract is signed."""
    if rules.is_signed(agreement):
        raise errors.Fixed()


def write(
    actor: Actor, agreement: Agreement, deed: Deed, step: str, *, on: date, text: str = "",
    limit: str = "", since: date | None = None, **data: Any,
) -> Event:  # fmt: skip
    """Write it back with a line of its story. ``limit`` names the deadline of this step, which
    began on ``since``: a late step is taken all the same, and says how late."""
    agreement.version += 1
    agreement.save()
    due = limits.due_on(limit, since) if limit and since else None
    event = Event.objects.create(
        agreement=agreement, step=step, at=timezone.now(), on=on, by_user=actor.user,
        by_org=actor.org, text=text.strip(), code=limit, due_on=due, data=data,
    )  # fmt: skip
    note(
        actor, deed, kind="agreement", id=agreement.id, community=agreement.area, step=step,
        version=agreement.version,
    )  # fmt: skip
    return event


def tell_supplier(actor: Actor, agreement: Agreement, code: NoticeCode) -> None:
    """Lay a notice where the supplier reads it: something of its agreement moved."""
    to = sides.suppliers_inbox(agreement)
    if to is not None and to["org"] != actor.org:
        tell(code=code, link=f"/desk/agreements/{agreement.pk}/", **to)

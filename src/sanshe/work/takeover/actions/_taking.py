"""What every step does alike: take the row under a lock, move it on, tell its story."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.errors import NotFound, OutOfDate
from sanshe.ground.messages.actions import tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import scope

from .. import queries, rules, transitions
from ..enums import Step
from ..errors import NothingNamed, NotNow
from ..models import Event, Signature, Takeover


def take(actor: Actor, id: UUID, version: int | None = None) -> Takeover:
    """The take-over, locked. Raises NotFound to a stranger, OutOfDate for a form filled in late."""
    row = queries.get(actor, id)
    with scope(Actor.job("take-over")):  # who asks a resident holds the row and writes none of it
        row = Takeover.objects.select_for_update().get(pk=row.pk)
    if version is not None and row.version != version:
        raise OutOfDate()
    return row


def take_for(actor: Actor, id: UUID, *, leaving: bool = False, coming: bool = False) -> Takeover:
    """The same for one of the two sides. Raises NotFound for everybody else."""
    row = take(actor, id)
    if not ((leaving and rules.leaves(actor, row)) or (coming and rules.comes(actor, row))):
        raise NotFound()
    return row


def at_work(row: Takeover) -> None:
    """Raise NotNow unless lists may be added to."""
    if row.state not in transitions.AT_WORK:
        raise NotNow(state=row.get_state_display())


def keep(row: Takeover, *fields: str) -> None:
    row.version += 1
    row.save(update_fields=[*fields, "version"])


def step(actor: Actor, row: Takeover, by: Step, deed: Deed, text: str = "", **data: Any) -> None:
    """Move it on, write the line of its story and of the audit. Raises NotNow."""
    row.state = transitions.after(row.state, by)
    keep(row, "state")
    Event.objects.create(
        takeover=row, step=by, at=timezone.now(), by_user=actor.user, by_name=actor.name[:40],
        by_org=actor.org, text=text[:600], data=data,
    )  # fmt: skip
    noted(actor, row, deed, by)


def noted(actor: Actor, row: Takeover, deed: Deed, what: str, **facts: Any) -> None:
    note(
        actor, deed, kind="takeover", id=row.id, community=row.community, step=what, **facts
    )  # fmt: skip


def unsign(row: Takeover) -> None:
    """The lists changed: what was signed was another one. The story keeps that it was signed."""
    Signature.objects.filter(takeover=row).delete()


def tell_sides(row: Takeover, code: NoticeCode, *orgs: UUID) -> None:
    for org in sorted(set(orgs or (row.leaving, row.coming, row.by_org))):
        tell(code=code, link=f"/desk/takeovers/{row.id}/", org=org)


def words(text: str, field: str, limit: int = 300) -> str:
    """What was typed. Raises NothingNamed where it is empty."""
    text = text.replace("\x00", "").strip()[:limit]
    if not text:
        raise NothingNamed(field=field)
    return text

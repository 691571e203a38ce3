"""Who works in a case: one who answers for it, and perhaps a second one."""

from __future__ import annotations

from uuid import UUID

from sanshe.ground.kit.errors import NotFound
from sanshe.ground.messages.actions import tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import rules
from ..models import Case
from ._common import crew, held, noted, save


@action(Deed.WORK_CASE)
def assign(
    actor: Actor, *, case: UUID, version: int, worker: UUID, second: UUID | None = None
) -> Case:
    """The supervisor hands a case to others, who read it from then on; the former ones no more.
    Raises NotFound, OutOfDate and NotAWorker."""
    row = held(actor, case, version=version)
    if not rules.may_assign(actor, row):
        raise NotFound()
    save(row, **crew(actor, worker, second))
    for user in filter(None, (row.worker, row.second)):
        tell(code=NoticeCode.ASSIGNED, link=f"/desk/cases/{row.id}/", user=user)
    noted(actor, row, "assigned")
    return row

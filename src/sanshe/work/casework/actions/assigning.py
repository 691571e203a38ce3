"""Who works in a case: one who answers for it, and perhaps a second one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sanshe.ground.kit.errors import NotFound
from sanshe.ground.messages.actions import tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors, rules
from ..models import Case
from ..queries import workers_of
from ._common import held, noted, save


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


def crew(actor: Actor, worker: UUID | None, second: UUID | None) -> dict[str, Any]:
    """The columns of a case's workers: two different people who do such work for the actor's
    agency today. Raises NotAWorker."""
    staff = dict(workers_of(actor))
    if worker is None or worker not in staff:
        raise errors.NotAWorker(field="worker")
    if not rules.two_different(worker, second) or (second is not None and second not in staff):
        raise errors.NotAWorker(field="second")
    return {
        "worker": worker, "worker_name": staff[worker],
        "second": second, "second_name": staff[second] if second else "",
    }  # fmt: skip

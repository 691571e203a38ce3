"""What several use cases do alike: hold the case, check a day, write into the book."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sanshe.ground.kit.errors import NotFound, OutOfDate
from sanshe.ledger import actions as ledger
from sanshe.ledger.enums import Source
from sanshe.registry.people import queries as people
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed

from .. import errors, rules
from ..models import Case, File
from ..queries import workers_of


def held(actor: Actor, case: UUID, *, version: int | None = None) -> Case:
    """Lock a case the actor works in. Raises NotFound, also to a stranger, and OutOfDate where
    the actor saw another state of it."""
    row = Case.objects.select_for_update(of=("self",)).select_related("service").filter(pk=case)
    found = row.first()
    if found is None or not rules.may_work(actor, found):
        raise NotFound()
    if version is not None and found.version != version:
        raise OutOfDate()
    return found


def save(row: Case, **changed: Any) -> None:
    """Write the changed fields and count the version up."""
    changed["version"] = row.version + 1
    for name, value in changed.items():
        setattr(row, name, value)
    row.save(update_fields=list(changed))


def noted(actor: Actor, row: Case, did: str, **detail: Any) -> None:
    note(actor, Deed.WORK_CASE, kind="case", id=row.id, community=row.community, did=did, **detail)


def me(actor: Actor) -> UUID:
    """Whose hand it is: everybody who works in a case has an account."""
    assert actor.user is not None
    return actor.user


def said(text: str, *, field: str) -> str:
    """What was written. Raises TextMissing."""
    if not text.strip():
        raise errors.TextMissing(field=field)
    return text.strip()


def check_day(day: date | None, since: date, until: date, *, field: str) -> None:
    """Raises DayDoesNotFit."""
    if day is None or not since <= day <= until:
        raise errors.DayDoesNotFit(field=field, since=since, until=until)


def enter(
    actor: Actor,
    row: Case,
    *,
    source_id: UUID,
    started_at: datetime,
    ended_at: datetime,
    unit: str,
    worker: UUID,
    revision: int = 0,
) -> UUID:
    """One line in the book of what was done in a case. It names nobody: the committee reads the
    book of its place and knows of no case. Somebody sealed since makes it sealed."""
    service = row.service
    whose = File.objects.values_list("person_id", flat=True).get(pk=row.pk)
    return ledger.record(
        actor,
        community=row.community,
        agency=row.agency,
        item=service.item_id,
        service=service.pk,
        platform=service.platform_id,
        started_at=started_at,
        ended_at=ended_at,
        persons=[],
        heads=1,
        workers=[worker],
        quantity=1,
        unit=unit,
        source=Source.CASE,
        source_id=source_id,
        revision=revision,
        sealed=rules.is_sealed(people.standing(actor, whose)),
        series=row.id,
    )


def crew(actor: Actor, worker: UUID | None, second: UUID | None) -> dict[str, Any]:
    """The columns of a case's workers: two different people who do such work for the actor's
    agency today. Raises NotAWorker."""
    staff = dict(workers_of(actor))
    if worker is None or worker not in staff:
        raise errors.NotAWorker(field="worker")
    if second is not None and (second == worker or second not in staff):
        raise errors.NotAWorker(field="second")
    return {
        "worker": worker, "worker_name": staff[worker],
        "second": second, "second_name": staff[second] if second else "",
    }  # fmt: skip


def over(today: date) -> dict[str, Any]:
    """What an early end leaves: nothing is planned any more."""
    return {"ended_on": today, "next_contact_on": None, "review_by": None}

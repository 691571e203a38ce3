"""When a worker is there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from uuid import UUID

from sanshe.ground.kit.errors import NotFound
from sanshe.trust.accounts.queries import staff_of
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors
from ..models import Absence, Working


@action(Deed.MAKE_PLAN)
def keep_hours(
    actor: Actor,
    *,
    user: UUID,
    weekdays: Iterable[int],
    start: time,
    end: time,
    most: int,
    sex: str = "",
    languages: Iterable[str] = (),
) -> Working:
    """The week of a worker of one's own organisation. Raises HoursWrong."""
    if user not in {one.id for one in staff_of(actor.org)}:
        raise NotFound()
    days = sorted({day for day in weekdays if 0 <= day < 7})
    if not days or end <= start or not 1 <= most <= 20:
        raise errors.HoursWrong(field="end" if days and end <= start else "weekdays")
    facts = {"weekdays": days, "start": start, "end": end, "most": most, "sex": sex,
             "languages": sorted(set(languages))}  # fmt: skip
    row, _made = Working.objects.update_or_create(org=actor.org, user=user, defaults=facts)
    note(actor, Deed.MAKE_PLAN, kind="account", id=user, hours=True)
    return row


@action(Deed.MAKE_PLAN)
def take_back(actor: Actor, *, absence: UUID) -> Absence:
    """They were there after all, or come back earlier; visits moved meanwhile stay moved."""
    row = Absence.objects.filter(pk=absence, org=actor.org).select_for_update().first()
    if row is None:
        raise NotFound()
    row.ended = True
    row.save(update_fields=["ended"])
    note(actor, Deed.MAKE_PLAN, kind="absence", id=row.pk, ended=True)
    return row

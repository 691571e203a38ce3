"""What whoever goes must know: a caution is put up, and lifted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.ids import NOBODY
from sanshe.registry.people import queries as people
from sanshe.trust.audit.actions import note as audit
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors
from ..enums import Risk
from ..models import Caution
from ..queries import cautions_of
from ._common import key


@action(Deed.PLAN_VISIT)
def caution(actor: Actor, *, person: Any, risk: str, note: str = "") -> Caution:
    """Warn whoever goes to somebody. Seen by those who see the person. Raises NotFound,
    AlreadyCautioned."""
    card = people.get(actor, key(person))
    risk = Risk(risk)
    if any(one.risk == risk for one in cautions_of(actor, card.row.id)):
        raise errors.AlreadyCautioned(field="risk")
    row = Caution.objects.create(
        person_id=card.row.id, community=card.row.community, privacy=card.row.privacy,
        seen_by=list(card.seen_by), risk=risk, note=note.strip()[:200], since=timezone.now(),
        by_user=actor.user or NOBODY,
    )  # fmt: skip
    audit(actor, Deed.PLAN_VISIT, kind="caution", id=row.id, community=row.community, risk=risk)
    return row


@action(Deed.PLAN_VISIT)
def lift(actor: Actor, *, caution: Caution | UUID) -> Caution:
    """It is no longer so. Raises NotFound, also where it was lifted before."""
    row = Caution.objects.select_for_update().filter(pk=key(caution), lifted_at=None).first()
    if row is None:
        raise NotFound()
    row.lifted_at, row.lifted_by = timezone.now(), actor.user
    row.save(update_fields=["lifted_at", "lifted_by"])
    audit(
        actor, Deed.PLAN_VISIT, kind="caution", id=row.id, community=row.community,
        risk=row.risk, lifted=True,
    )  # fmt: skip
    return row

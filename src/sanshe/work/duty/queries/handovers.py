"""What shifts handed on, and who there is to take over."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from sanshe.ground.kit.errors import NotFound
from sanshe.trust.accounts import queries as accounts
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed, Role
from sanshe.trust.policy.table import TABLE

from ..models import HandOver


def staff(actor: Actor) -> list[tuple[str, str]]:
    """(key, name) of those who work at the actor's desk today and could take an alarm."""
    held = accounts.who_acts([actor.org], lo=actor.lo, hi=actor.hi)
    able = {one.user: one.name for one in held if Deed.TAKE_ALARM in TABLE[Role(one.role)].deeds}
    return sorted(((str(id), name) for id, name in able.items()), key=lambda one: one[1])


def handovers(actor: Actor, *, limit: int = 30) -> list[HandOver]:
    """The organisation's own here, newest first."""
    return list(_mine(actor).order_by("-id")[:limit])


def handover(actor: Actor, id: UUID) -> HandOver:
    """One of them. Raises NotFound, also to a stranger."""
    row = _mine(actor).filter(pk=id).first()
    if row is None:
        raise NotFound()
    return row


def _mine(actor: Actor) -> QuerySet[HandOver]:
    demand(actor, Deed.HAND_OVER_SHIFT)
    rows = HandOver.objects.select_related("accepted").filter(org=actor.org)
    return rows.filter(community__gte=actor.lo, community__lte=actor.hi)

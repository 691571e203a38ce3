"""What always stands on top, at the start and over the visits: who is being looked for, who is out,
who was not met for long. Asked inside the actor's scope."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import template
from django.utils import timezone

from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Role
from sanshe.work.visits import queries as visits

register = template.Library()
SHOWN = 5
OWN = frozenset({Role.WORKER, Role.VOLUNTEER})


@register.inclusion_tag("desk/visits_top.html")
def visits_top(actor: Actor) -> dict[str, Any]:
    if not actor.may(Deed.READ_VISITS):
        return {}
    now = timezone.now()
    long_ago = visits.unreached(actor, mine=actor.role in OWN, limit=SHOWN + 1)
    return {
        "ladders": [(one, visits.minutes_over(one, now)) for one in visits.open_ladders(actor)],
        "out": [(one, one.back_by < now) for one in visits.escorts_out(actor)],
        "unreached": long_ago[:SHOWN],
        "more": len(long_ago) > SHOWN,
    }


@register.simple_tag
def noticed_on(actor: Actor, need: UUID) -> list[Any]:
    """The visits on which a matter was noticed."""
    return visits.noticed_on(actor, need)

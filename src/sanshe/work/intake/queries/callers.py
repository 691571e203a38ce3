"""Who rings: earlier matters of a number, and people of the register with it. All masked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sanshe.registry.people import queries as people
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed
from sanshe.work.needs import queries as needs

from ..models import Teller
from ..words import phone_mark

MOST = 5


@dataclass(frozen=True, slots=True)
class Caller:
    """What is known of a number: matters, newest first, and masked people."""

    matters: list[dict[str, Any]] = field(default_factory=list)
    people: list[people.Row] = field(default_factory=list)


def callers(actor: Actor, phone: str) -> Caller:
    """Only what the actor may see anyway: a number opens nothing. At most four queries."""
    demand(actor, Deed.READ_NEEDS)
    mark = phone_mark(phone)
    if not mark:
        return Caller()
    told = Teller.objects.filter(phone_mark=mark).values("need")
    rows = (
        needs.visible(actor).filter(pk__in=told).order_by("-heard_at")
        .values("id", "receipt", "heard_at", "category", "state", "contact_name")[:MOST]
    )  # fmt: skip
    known = people.by_phone(actor, phone, limit=MOST) if actor.may(Deed.READ_PEOPLE) else []
    return Caller([dict(row) for row in rows], known)

"""Reads of certificates: of one's own agency, and how many there are of which level."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from sanshe.trust.accounts import queries as accounts
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed

from .models import Qualification


@dataclass(frozen=True, slots=True)
class Held:
    """A certificate with its holder's name at work."""

    row: Qualification
    name: str


def of_own_agency(actor: Actor) -> list[Held]:
    """What the actor's agency told and holds, by name."""
    demand(actor, Deed.KEEP_WORKFORCE)
    rows = list(Qualification.objects.filter(agency=actor.org, ended_at__isnull=True))
    names = accounts.names_of({row.user for row in rows})
    held = [Held(row, names.get(row.user, "")) for row in rows]
    return sorted(held, key=lambda one: (one.name, one.row.certificate))


def highest(user: Any, *, on: date) -> QuerySet[Qualification]:
    """As a subquery: what ``user`` (an ``OuterRef``) held on a day, the highest first. One that
    was taken back was told by mistake: it counts on no day."""
    rows = Qualification.objects.filter(user=user, obtained_on__lte=on, ended_at__isnull=True)
    return rows.order_by("-certificate")

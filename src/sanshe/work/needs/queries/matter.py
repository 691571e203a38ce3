"""One matter and its story."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from sanshe.ground.kit.errors import NotFound
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.audit.actions import note as audit
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import OPEN, Deed, Privacy, Role, Sight

from ..enums import Step
from ..models import Event, Need


def visible(actor: Actor) -> QuerySet[Need]:
    """What an actor may see; the database's own wall says the same a second time."""
    if actor.sight == Sight.ALL:
        return Need.objects.all()
    if actor.sight == Sight.OWN:
        held = Need.objects.filter(receipt=actor.receipt)
        return held if actor.receipt else held.none()
    ours = Q(seen_by__contains=[actor.org])
    if not actor.sees_sealed:
        ours &= ~Q(privacy=Privacy.SEALED)
    if actor.sight == Sight.AREA:
        ours |= Q(privacy__in=OPEN)
    elif actor.sight != Sight.ORG:
        return Need.objects.none()
    return Need.objects.filter(ours, **_place(actor))


def _place(actor: Actor) -> dict[str, int]:
    """A single community as an equality, which an index can be walked by in another order."""
    if actor.lo == actor.hi:
        return {"community": actor.lo}
    return {"community__gte": actor.lo, "community__lte": actor.hi}


def get(actor: Actor, id: UUID) -> Need:
    """One matter. Raises NotFound. Reading one that is kept from others leaves an audit line."""
    if actor.role != Role.RESIDENT:
        demand(actor, Deed.READ_NEEDS)
    need = visible(actor).filter(pk=id).first()
    if need is None:
        raise NotFound()
    if need.privacy not in OPEN and actor.role != Role.RESIDENT:
        audit(actor, Deed.READ_NEEDS, kind="need", id=need.id, community=need.community)
    return need


def held(actor: Actor, need: Need | UUID) -> Need:
    """The matter, locked until the end of the transaction. Raises NotFound.

    Whoever locks anything that hangs on a matter (a visit, a record) locks the matter first.
    """
    id = need.pk if isinstance(need, Need) else need
    row = visible(actor).select_for_update().filter(pk=id).first()
    if row is None:
        raise NotFound()
    return row


def mine(actor: Actor) -> Need:
    """The matter of the receipt a resident holds. Raises NotFound."""
    need = visible(actor).first() if actor.role == Role.RESIDENT else None
    if need is None:
        raise NotFound()
    return need


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a story as it is read."""

    step: str
    label: str
    at: datetime
    by: str
    org: str
    text: str
    to_resident: bool
    data: dict[str, Any] = field(default_factory=dict)


def story(actor: Actor, id: UUID) -> list[Line]:
    """The whole story, first line first. Raises NotFound.

    A resident reads every step that was made and who made it, their own words and those meant
    for them, and never the notes staff write for each other.
    """
    if not visible(actor).filter(pk=id).exists():
        raise NotFound()
    rows = list(Event.objects.filter(need=id).order_by("at", "id"))
    names = organisations.names_of({row.by_org for row in rows})
    resident = actor.role == Role.RESIDENT
    return [_line(row, names, resident) for row in rows if not (resident and _inner(row))]


def _inner(row: Event) -> bool:
    """What staff write for each other; and that somebody was recognised, for whoever holds the
    receipt need not be whom the matter is about."""
    return row.step in (Step.NOTE, Step.PERSON) and not row.to_resident


def _line(row: Event, names: dict[UUID, str], resident: bool) -> Line:
    theirs = row.to_resident or row.by_role == Role.RESIDENT
    return Line(
        step=row.step,
        label=str(Step(row.step).label),
        at=row.at,
        by=row.by_name or str(Role(row.by_role).label),
        org=names.get(row.by_org, ""),
        text=row.text if theirs or not resident else "",
        to_resident=row.to_resident,
        data={} if resident and row.step not in _TOLD else row.data,
    )


_TOLD = (Step.VISITED, Step.VISIT_PLANNED, Step.CLOSED)
"""Steps whose facts (when, with what outcome) a resident reads too."""

"""Showing somebody's data: to another organisation for good, in full for a purpose."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from sanshe.ground.kit.errors import NotAllowed, NotFound
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Privacy
from sanshe.trust.policy.scope import action

from .. import errors
from ..enums import Purpose
from ..models import Part, Person
from ..queries import canonical, ids_of, visible
from ..reading import Full, line_of
from ..rules import may_reveal, together
from ._taking import home_follows, noted, person_of, save


@action(Deed.KEEP_PEOPLE)
def share_with(actor: Actor, *, person: UUID, org: UUID, agreed: bool) -> Person:
    """Another organisation becomes part of a person's service and sees them from now on.

    ``agreed``: the person was asked and said yes to this receiver (个人信息保护法 art. 23).
    """
    row = person_of(actor, person)
    if not agreed:
        raise errors.NotAgreed(field="agreed")
    if row.privacy == Privacy.SEALED:
        raise errors.SealedStaysAlone(field="org")
    row.seen_by = together(row.seen_by, [org])
    save(row, "seen_by")
    home_follows(actor, row)
    noted(actor, row, "shared", org=str(org))
    return row


@action(Deed.KEEP_PEOPLE)
def stop_sharing(actor: Actor, *, person: UUID, org: UUID) -> Person:
    """The yes is taken back: the organisation sees the person no more, from now on. The one that
    keeps them, and the actor's own, stay."""
    row = person_of(actor, person)
    if org in (row.made_by_org, actor.org):
        raise errors.KeeperStays(field="org")
    row.seen_by = [other for other in row.seen_by if other != org]
    save(row, "seen_by")
    noted(actor, row, "no longer shared", org=str(org))
    return row


@action(Deed.REVEAL_PERSON)
def reveal(actor: Actor, *, person: UUID, purpose: str, why: str = "") -> Full:
    """Everything that is kept of a person, for a purpose from the list (``Purpose.OTHER`` says
    ``why``). Writes nothing but its audit line, which follows a read-only scope by itself."""
    if purpose not in Purpose.values or (purpose == Purpose.OTHER and not why.strip()):
        raise errors.WhyReveal(field="purpose" if purpose not in Purpose.values else "why")
    row = visible(actor).select_related("household").filter(id=canonical(actor, person)).first()
    if row is None:
        raise NotFound()
    if not may_reveal(actor, row):
        raise NotAllowed()
    note(
        actor, Deed.REVEAL_PERSON, kind="person", id=row.id, community=row.community,
        purpose=" ".join(filter(None, [purpose, why.strip()[:200]])),
    )  # fmt: skip
    return Full(
        id=row.id,
        name=row.name,
        building=row.building,
        sex=row.sex,
        birth_year=row.birth_year,
        birth_date=row.birth_date,
        phone=row.phone,
        address=row.address,
        room=row.household.room if row.household else "",
        tier=row.tier,
        wish=row.wish,
        privacy=row.privacy,
        parts=[line_of(part) for part in _parts(actor, row)],
        version=row.version,
    )


def _parts(actor: Actor, row: Person) -> QuerySet[Part]:
    return Part.objects.filter(person__in=ids_of(actor, row.id)).order_by("since", "id")

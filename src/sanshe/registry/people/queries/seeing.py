"""Whom an actor sees, and who of several entries is the one person."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet, UUIDField
from django.db.models.expressions import RawSQL

from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import OPEN, Deed, Privacy, Sight

from ..models import Household, Person

ONE = Q(merged_into__isnull=True)
"""Whoever is merged into somebody else is kept, and stands in no list."""
PRESENT = ONE & Q(moved_on__isnull=True, died_on__isnull=True)


def visible(actor: Actor) -> QuerySet[Person]:
    """The people an actor may see (``rules.may_see`` as a condition of the database)."""
    demand(actor, Deed.READ_PEOPLE)
    return Person.objects.filter(_seen(actor))


def visible_households(actor: Actor) -> QuerySet[Household]:
    """The households an actor may see."""
    demand(actor, Deed.READ_PEOPLE)
    return Household.objects.filter(_seen(actor))


def _seen(actor: Actor) -> Q:
    if actor.sight == Sight.ALL:
        return Q()
    one_place = actor.lo == actor.hi  # an equality lets an index be walked in the order of names
    here = Q(community=actor.lo) if one_place else Q(community__range=(actor.lo, actor.hi))
    if actor.sight == Sight.AREA:
        return here & Q(privacy__in=OPEN)
    if actor.sight == Sight.ORG:
        mine = here & Q(seen_by__contains=[actor.org])
        return mine if actor.sees_sealed else mine & ~Q(privacy=Privacy.SEALED)
    return Q(pk__in=[])


_ROOT = """
WITH RECURSIVE up AS (
    SELECT id AS first, id, merged_into_id FROM people_person WHERE id = ANY (%(ids)s)
    UNION ALL
    SELECT up.first, p.id, p.merged_into_id FROM up
    JOIN people_person p ON p.id = up.merged_into_id
)
SELECT first, id FROM up WHERE merged_into_id IS NULL
"""
_ALL = """
WITH RECURSIVE down AS (
    SELECT v.first, v.id FROM unnest(%(asked)s::uuid[], %(roots)s::uuid[]) v (first, id)
    UNION ALL
    SELECT down.first, p.id FROM down JOIN people_person p ON p.merged_into_id = down.id
)
SELECT id, first FROM down
"""


def canonical_ids(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """For each person the actor sees, the entry that stands for them today: the one they were
    merged into, or they themselves. Keys only, and as far as the wall shows: whoever visits
    without reading the register must find what stands about any entry of a person."""
    with connection.cursor() as cursor:
        cursor.execute(_ROOT, {"ids": list(set(ids))})
        return dict(cursor.fetchall())


def canonical(actor: Actor, id: UUID) -> UUID:
    """The entry that stands for a person today; ``id`` itself where nobody is seen under it."""
    return canonical_ids(actor, [id]).get(id, id)


def entries_of(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Every entry that is one of these people → the id that was asked for: what refers to any of
    them is about that person. Two queries, however many."""
    asked = list(set(ids))
    roots = canonical_ids(actor, asked)
    with connection.cursor() as cursor:
        cursor.execute(_ALL, {"asked": asked, "roots": [roots.get(id, id) for id in asked]})
        return dict(cursor.fetchall())


def ids_of(actor: Actor, id: UUID) -> list[UUID]:
    """Every entry that is this person, the one asked for among them."""
    return list(entries_of(actor, [id]))


_UNDER = """
WITH RECURSIVE under AS (
    SELECT people_person.id AS one
    UNION ALL
    SELECT p.id FROM under JOIN people_person p ON p.merged_into_id = under.one
)
SELECT one FROM under
"""


def entries_under() -> RawSQL:
    """Inside a subquery of ``visible(actor)``: every entry that is the person of the row around
    it, however often they were merged. One look into an index a row."""
    return RawSQL(_UNDER, [], output_field=UUIDField())


def standing(actor: Actor, id: UUID) -> Person | None:
    """The row that stands for a person today; like the keys, as far as the wall shows it."""
    return Person.objects.filter(id=canonical(actor, id)).select_related("household").first()

"""Reads about people. Masked unless somebody gives a purpose (``actions.reveal``)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.lists import listed
from sanshe.ground.kit.paging import PAGE_SIZE, Page
from sanshe.trust.consent.queries import Subject
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Privacy

from ..ages import ADVANCED, at_least
from ..checks import even
from ..masking import called
from ..models import Part, Person
from ..reading import Card, Row, line_of, row_of
from ..sounds import phone_mark
from .seeing import ONE, PRESENT, canonical, canonical_ids, ids_of, visible


def people(actor: Actor) -> QuerySet[Any]:
    """Visible people with what a row needs: two queries, however many rows."""
    under_one_roof = (
        Person.objects.filter(PRESENT, household=OuterRef("household"))
        .order_by()
        .values("household")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return (
        visible(actor)
        .annotate(flatmates=Subquery(under_one_roof))
        .prefetch_related(Prefetch("parts", queryset=_open_parts(), to_attr="open_parts"))
    )


def _open_parts() -> QuerySet[Part]:
    today = timezone.localdate()
    running = Q(until__isnull=True) | Q(until__gte=today)
    return Part.objects.filter(running, since__lte=today, hidden=False).order_by("since", "id")


def listing(
    actor: Actor,
    *,
    text: str = "",
    community: int | None = None,
    building: str = "",
    tier: str = "",
    role: str = "",
    advanced: bool = False,
    alone: bool = False,
    gone: bool = False,
    after: str = "",
    size: int = PAGE_SIZE,
) -> Page:
    """A page of masked rows, in the order of their names' sound.

    ``after`` is the id a former page ended with: no name ever stands in an address.
    ``gone`` shows those who moved away or died instead of those who are there.
    """
    rows = people(actor).filter(_like(text))
    rows = rows.filter(ONE).exclude(PRESENT) if gone else rows.filter(PRESENT)
    if community is not None:
        rows = rows.filter(community=community)
    if building:
        rows = rows.filter(building__iexact=even(building))
    if tier:
        rows = rows.filter(tier=tier)
    if role:
        rows = rows.filter(pk__in=_open_parts().filter(role=role).values("person_id"))
    if advanced:
        rows = rows.filter(at_least(ADVANCED, timezone.localdate()))
    if alone:
        rows = rows.filter(household__isnull=False, flatmates=1)
    found = list(_behind(rows, actor, after).order_by("pinyin", "id")[: size + 1])
    return Page([row_of(person) for person in found[:size]], _next(found, size))


def _next(found: list[Person], size: int) -> str:
    return str(found[size - 1].id) if len(found) > size else ""


def _behind(rows: QuerySet[Any], actor: Actor, after: str) -> QuerySet[Any]:
    """What follows the person a former page ended with; from the start where there is none."""
    try:
        last = visible(actor).filter(id=UUID(after)).values_list("pinyin", "id").first()
    except ValueError:
        last = None
    if last is None:
        return rows
    return rows.filter(Q(pinyin__gt=last[0]) | Q(pinyin=last[0], id__gt=last[1]))


def find(actor: Actor, text: str, *, community: int | None = None, limit: int = 20) -> list[Row]:
    """Masked rows whose name, sound, initials or building have every word of ``text``."""
    if not text.strip():
        return []
    return listing(actor, text=text, community=community, size=limit).rows


def by_phone(actor: Actor, phone: str, *, limit: int = 5) -> list[Row]:
    """Masked rows with this very number, of those the actor sees: a number opens nobody."""
    mark = phone_mark(phone)
    if not mark:
        return []
    return [row_of(one) for one in people(actor).filter(PRESENT, phone_mark=mark)[:limit]]


def _like(text: str) -> Q:
    """Every word somewhere: 「周 3栋」, "znn", "zhou 3"."""
    wanted = Q()
    for word in re.split(r"[\s,,、]+", even(text)):
        if not word:
            continue
        low = word.lower()
        either = Q(name__contains=word) | Q(building__istartswith=word)
        if low.isascii() and low.isalnum():
            either |= Q(pinyin__startswith=low) | Q(initials__contains=low)
        wanted &= either
    return wanted


def get(actor: Actor, id: UUID) -> Card:
    """One person's card, masked; of somebody merged, the card of who stands for them.
    Raises NotFound also for a stranger."""
    person = people(actor).filter(id=canonical(actor, id)).first()
    if person is None:
        raise NotFound()
    mates = people(actor).filter(PRESENT, household__isnull=False, household=person.household_id)
    parts = Part.objects.filter(person__in=ids_of(actor, person.id), hidden=False)
    return Card(
        row=row_of(person),
        wish=person.wish,
        parts=[line_of(part) for part in parts.order_by("since", "id")],
        housemates=[row_of(mate) for mate in mates.exclude(id=person.id).order_by("pinyin", "id")],
        moved_on=person.moved_on,
        died_on=person.died_on,
        seen_by=tuple(person.seen_by),
        keeper=person.made_by_org,
        version=person.version,
    )


def subject(actor: Actor, id: UUID) -> Subject:
    """Who a consent is about. Raises NotFound also for a stranger."""
    person = visible(actor).filter(id=canonical(actor, id)).first()
    if person is None:
        raise NotFound()
    return Subject(
        person.id, called(person.name, person.building), person.community, person.privacy,
        tuple(person.seen_by),
    )  # fmt: skip


def names_of(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, str]:
    """「周奶奶, 3栋」 (masked) for each visible person, in two queries; of somebody merged, how
    whoever stands for them is called."""
    stands = canonical_ids(actor, ids)
    rows = visible(actor).filter(id__in=set(stands.values()))
    words = {
        id: called(name, building)
        for id, name, building in rows.values_list("id", "name", "building")
    }
    return {id: words[root] for id, root in stands.items() if root in words}


def buildings(actor: Actor, *, community: int | None = None) -> list[str]:
    """The buildings people are kept in, for a filter."""
    rows = visible(actor).exclude(building="")
    if community is not None:
        rows = rows.filter(community=community)
    return sorted(set(rows.values_list("building", flat=True)), key=lambda b: (len(b), b))


def neighbours(actor: Actor, row: Row) -> list[Row]:
    """Who else is kept in somebody's building: those they may live with."""
    near = people(actor).filter(PRESENT, community=row.community, building=row.building)
    near = near.exclude(id=row.id).exclude(privacy=Privacy.SEALED)
    return [row_of(person) for person in near.order_by("pinyin", "id")[:100]]


def homes_among(rows: Iterable[Row]) -> list[tuple[UUID, str]]:
    """The households of some people, each named by those who live there."""
    homes: dict[UUID, list[str]] = {}
    for row in rows:
        if row.household is not None:
            homes.setdefault(row.household, []).append(row.name)
    return [(id, listed(names)) for id, names in homes.items()]


def days_of_death(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, date]:
    """When those among some people died who have."""
    rows = visible(actor).filter(id__in=set(ids), died_on__isnull=False)
    return {id: day for id, day in rows.values_list("id", "died_on") if day is not None}

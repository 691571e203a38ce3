"""What is open and whom it concerns, read from the rooms by the platform itself: nobody types the
list of open matters, so none can be left off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from sanshe.registry.catalogue import queries as catalogue
from sanshe.registry.organisations import queries as organisations
from sanshe.registry.people import queries as people
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import OPEN
from sanshe.work.needs import queries as needs
from sanshe.work.needs.enums import Kind, State
from sanshe.work.visits import queries as visits
from sanshe.work.visits.enums import VisitState

from . import rules
from .enums import MatterKind
from .models import Takeover


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """Something open, with the person or the need it belongs to."""

    kind: MatterKind
    ref: UUID
    what: str
    due_at: datetime | None
    privacy: str
    person: UUID | None
    need: UUID | None


@dataclass(frozen=True, slots=True)
class Concerned:
    """Somebody to be asked: a person, or whoever told a need that names nobody we see."""

    person: UUID | None
    need: UUID | None
    called: str
    young: bool
    privacy: str


@dataclass(slots=True)
class Found:
    matters: list[OpenMatter] = field(default_factory=list)
    people: list[Concerned] = field(default_factory=list)

    def keys(self) -> set[tuple[str, UUID | None]]:
        """What a list must hold to be whole."""
        asked = {("asked", one.person or one.need) for one in self.people}
        return {*((one.kind.value, one.ref) for one in self.matters), *asked}


def found(job: Actor, row: Takeover) -> Found:
    """Everything as it stands now. ``job`` sees it all; the walls say who reads which line."""
    open_needs, planned, sought = _needs(job, row), _planned(job, row), _sought(row)
    known = _people(job, row, open_needs, planned)
    names = people.names_of(job, [one.id for one in known])
    asked = {one.id: _concerned(one, names[one.id]) for one in known}
    named = [one.person_id for one in (*open_needs, *planned, *sought) if one.person_id]
    stands = people.canonical_ids(job, named)
    matters: list[OpenMatter] = []
    for kind, rows in (("need", open_needs), ("visit", planned), ("ladder", sought)):
        for one in rows:
            person = stands.get(one.person_id) if one.person_id else None
            need = None if person in asked else (one if kind == "need" else one.need)
            if need is not None and need.id not in asked:
                asked[need.id] = Concerned(None, need.id, need.receipt, False, need.privacy)
            matters.append(_matter(kind, one, person if person in asked else None, need))
    return Found(matters, list(asked.values()))


def leaves_place(community: int, leaving: UUID, platforms: Iterable[int]) -> bool:
    """Whether the leaving one runs nothing else here afterwards. Asked anew each time the lists
    are drawn or signed: another platform may have been opened, closed or handed over since."""
    here = organisations.open_platforms(community)
    runs = {one.platform.pk for one in here if one.now and one.now.operator_id == leaving}
    return not runs - set(platforms)


def unwritten_today(row: Takeover) -> int:
    """Visits of today whose hour has come and that nobody has written down."""
    now = timezone.now()
    rows = _of_platforms(row, visits.visible(Actor.job("take-over"))).filter(
        agency=row.leaving, state=VisitState.PLANNED, planned_start__lte=now,
        planned_start__gte=_midnight(timezone.localdate()),
    )  # fmt: skip
    return int(rows.count())


def _needs(job: Actor, row: Takeover) -> list[Any]:
    part = (
        Q(desk_org=row.leaving) | Q(lead_org=row.leaving) | Q(helper_orgs__contains=[row.leaving])
    )
    rows = needs.visible(job).filter(part, community=row.community, joined_to__isnull=True)
    rows = rows.exclude(state=State.CLOSED)
    if not row.leaves_place:
        rows = rows.filter(item__in=_items(row))
    return list(rows.order_by("id"))


def _items(row: Takeover) -> set[int]:
    """What the platforms do."""
    services = catalogue.services_in(row.community)
    return {one.item_id for one in services if one.platform_id in row.platforms}


def _planned(job: Actor, row: Takeover) -> list[Any]:
    """Visits that fall on the day or later: those before it are still the leaving one's to make."""
    first = max(_midnight(row.day), timezone.now())
    rows = _of_platforms(row, visits.visible(job)).filter(
        agency=row.leaving, state=VisitState.PLANNED, planned_start__gte=first
    )
    return list(rows.select_related("need", "service").order_by("id"))


def _sought(row: Takeover) -> list[Any]:
    rows = visits.Ladder.objects.filter(
        agency=row.leaving, community=row.community, ended_at__isnull=True
    )
    if not row.leaves_place:
        rows = rows.filter(visit__service__platform__in=row.platforms)
    return list(rows.select_related("need").order_by("id"))


def _of_platforms(row: Takeover, rows: Any) -> Any:
    rows = rows.filter(community=row.community)
    return rows if row.leaves_place else rows.filter(service__platform__in=row.platforms)


def _people(job: Actor, row: Takeover, open_needs: list[Any], planned: list[Any]) -> list[Any]:
    """Whom the leaving one keeps here. Where it stays in the place with other platforms: only whom
    these ones serve."""
    rows = people.visible(job).filter(
        people.PRESENT, community=row.community, seen_by__contains=[row.leaving]
    )
    if not row.leaves_place:
        since = timezone.now() - rules.REACH_BACK
        served = _of_platforms(row, visits.visible(job)).filter(
            agency=row.leaving, planned_start__gte=since, person__isnull=False
        )
        ids = {*served.values_list("person_id", flat=True)}
        ids |= {one.person_id for one in (*open_needs, *planned) if one.person_id}
        rows = rows.filter(pk__in=set(people.canonical_ids(job, ids).values()))
    return list(rows.order_by("id"))


def _concerned(person: Any, called: str) -> Concerned:
    young = person.age is not None and person.age < rules.YOUNG
    return Concerned(person.id, None, called[:60], young, person.privacy)


def _matter(kind: str, one: Any, person: UUID | None, need: Any) -> OpenMatter:
    which, what, due = MatterKind(kind), "", None
    if kind == "need":
        which = MatterKind.PROMISE if one.kind == Kind.OFFER else which
        what, due = one.category, one.due_at
    elif kind == "visit":
        what, due = one.service.name, one.planned_start
    else:
        due = one.due_at
    return OpenMatter(which, one.id, what[:80], due, one.privacy, person, need.id if need else None)


def seen_by(row: Takeover, privacy: str) -> list[UUID]:
    """Whom a line of open matters is shown to before the day: both sides, of what is open to the
    place; of anything closer the leaving one alone."""
    return [row.leaving, row.coming] if privacy in OPEN else [row.leaving]


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

"""Who must be visited, what they wish, and when they were reached last: read in few questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Max, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from sanshe.registry.people import queries as people
from sanshe.trust.policy.actor import Actor
from sanshe.work.visits import queries as visits
from sanshe.work.visits.enums import Outcome, VisitState, Way

from .enums import Group, Two
from .models import GroupMark, Wish
from .month import quarter_of

ADVANCED = 80  # 高龄; who lives alone then is looked after without anybody marking it
LOOK_BACK = timedelta(days=120)  # whose visits tell who came last
PRESENT = Q(moved_on__isnull=True, died_on__isnull=True, merged_into__isnull=True)


@dataclass(frozen=True, slots=True)
class Contact:
    """A visit or call, made or planned."""

    day: date
    at: datetime
    way: str
    worker: UUID
    made: bool
    visit: UUID

    @property
    def home(self) -> bool:
        return self.way == Way.HOME


@dataclass(slots=True)
class Elder:
    """Somebody who must be reached every month, with their wish and their contacts."""

    id: UUID
    whom: str
    community: int
    building: str
    privacy: str
    seen_by: list[UUID]
    tier: str
    age: int | None
    alone: bool
    groups: list[str]
    wish: Wish | None = None
    risky: bool = False  # two go there, because of what stands about them
    reached: datetime | None = None
    contacts: list[Contact] = field(default_factory=list)  # by time

    def history(self) -> tuple[UUID, ...]:
        """Who came, the latest first."""
        return tuple(dict.fromkeys(c.worker for c in reversed(self.contacts) if c.made))

    def between(self, first: date, last: date) -> list[Contact]:
        return [one for one in self.contacts if first <= one.day <= last]

    def home_since(self, day: date) -> bool:
        return any(one.home and one.day >= day for one in self.contacts)

    def unreached(self, on: date) -> int | None:
        """Days since somebody reached them; None where nobody ever did."""
        return (on - timezone.localdate(self.reached)).days if self.reached else None


def elders(
    actor: Actor,
    *,
    community: int | None = None,
    within: tuple[int, int] | None = None,
    only: Iterable[UUID] | None = None,
) -> list[Elder]:
    """Everybody the actor may see who must be visited: with a tier, in a group, or 80 and alone.
    ``only``: these people, whether they must be or not. In the order of buildings."""
    rows = people.visible(actor).filter(PRESENT)
    marks = _marks()
    rows = rows.filter(_perhaps(marks) if only is None else Q(pk__in=list(only)))
    if community is not None:
        rows = rows.filter(community=community)
    if within is not None:
        rows = rows.filter(community__range=within)
    rows = rows.defer("phone", "address")
    found = [_elder(person, marks) for person in rows.order_by("building", "pinyin", "id")]
    _alone(actor, found, {person.pk: person.household_id for person in rows})
    kept = [one for one in found if only is not None or one.tier or one.groups or one.alone]
    _wishes(kept)
    risky = visits.go_in_two(actor, [one.id for one in kept], Way.HOME)
    names = people.names_of(actor, [one.id for one in kept])
    for one in kept:
        one.whom = names.get(one.id, one.whom)[:40]
        one.risky = one.id in risky
    return kept


def with_contacts(actor: Actor, found: list[Elder], *, since: date) -> list[Elder]:
    """The same with their visits since a day (at least the look-back), planned ones too."""
    ids = {one.id: one for one in found}
    begin = min(since, timezone.localdate() - LOOK_BACK, quarter_of(since))
    mine = Q(person_id__in=ids) | Q(person__merged_into__in=ids)  # one person, written in twice
    rows = visits.visible(actor).filter(mine)
    rows = rows.annotate(whose=Coalesce("person__merged_into", "person_id"))
    for id, at in (
        rows.filter(outcome=Outcome.DONE).order_by().values_list("whose")
        .annotate(at=Max("started_at"))
    ):  # fmt: skip
        ids[id].reached = at
    near = rows.filter(
        Q(state=VisitState.PLANNED) | Q(outcome=Outcome.DONE), planned_start__gte=_midnight(begin)
    )
    columns = ("whose", "planned_start", "started_at", "way", "worker", "outcome", "id")
    for person, start, began, way, worker, outcome, id in near.order_by(
        "planned_start", "id"
    ).values_list(*columns):
        at = began if outcome == Outcome.DONE and began else start
        ids[person].contacts.append(
            Contact(timezone.localdate(at), at, way, worker, outcome == Outcome.DONE, id)
        )
    return found


def _marks() -> Mapping[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    today = timezone.localdate()
    open_ones = GroupMark.objects.filter(Q(until__isnull=True) | Q(until__gt=today))
    whose = Coalesce("person__merged_into", "person_id")
    for person, group in (
        open_ones.annotate(whose=whose).values_list("whose", "group").order_by("group")
    ):
        if group not in found[person]:
            found[person].append(group)
    return found


def _perhaps(marks: Mapping[UUID, list[str]]) -> Q:
    """Wider than needed by those born in the year in which they turn 80, and who live together."""
    year = timezone.localdate().year - ADVANCED
    old = Q(birth_year__lte=year) | Q(birth_date__lte=date(year, 12, 31))
    return ~Q(tier="") | Q(pk__in=list(marks)) | (old & Q(household__isnull=False))


def _elder(person: Any, marks: Mapping[UUID, list[str]]) -> Elder:
    return Elder(
        id=person.pk, whom="", community=person.community, building=person.building,
        privacy=person.privacy, seen_by=list(person.seen_by), tier=person.tier, age=person.age,
        alone=person.advanced_age and person.household_id is not None,
        groups=list(marks.get(person.pk, ())),
    )  # fmt: skip


def _alone(actor: Actor, found: list[Elder], homes: Mapping[UUID, Any]) -> None:
    """80 or older and one in the household: computed, never typed."""
    asked = {homes[one.id] for one in found if one.alone}
    crowd: dict[Any, int] = defaultdict(int)
    mates = people.visible(actor).filter(PRESENT, household__in=asked)
    for household in mates.order_by().values_list("household_id", flat=True):
        crowd[household] += 1
    for one in found:
        one.alone = one.alone and crowd[homes[one.id]] == 1
        if one.alone and Group.ALONE not in one.groups:
            one.groups.append(Group.ALONE)


def _wishes(found: list[Elder]) -> None:
    """Each one's own wish, else what was kept before they were merged."""
    ids = [one.id for one in found]
    rows = Wish.objects.filter(Q(pk__in=ids) | Q(person__merged_into__in=ids))
    wishes: dict[Any, Wish] = {}
    for wish in rows.annotate(whose=F("person__merged_into")).order_by("asked_on", "pk"):
        wishes[wish.whose or wish.pk, wish.whose is None] = wish
    for one in found:
        one.wish = wishes.get((one.id, True)) or wishes.get((one.id, False))


def needs_two(elder: Elder) -> bool:
    return elder.risky or (elder.wish is not None and elder.wish.two != Two.NO)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

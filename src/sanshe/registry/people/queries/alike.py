"""Who may be somebody: candidates by index, then points. A look-up costs the same in a small and
in a large community: each way of finding is an index of its own and gives at most ``MOST``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from sanshe.ground.kit.errors import NotFound
from sanshe.trust.policy.actor import Actor

from ..enums import MergeKind, Why
from ..likeness import SUGGEST, SURE, Like, compare
from ..masking import called
from ..models import Apart, Merge, Person
from ..traits import Known
from .seeing import ONE, ids_of, visible

MOST = 40  # candidates of one kind; more of one name in one community are looked for by hand


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody kept who may be the same person, masked."""

    id: UUID
    called: str
    points: int
    why: tuple[Why, ...]

    @property
    def sure(self) -> bool:
        return self.points >= SURE


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries of the register that may be one person."""

    one: UUID
    one_called: str
    other: UUID
    other_called: str
    points: int
    why: tuple[Why, ...]


def likely_same(actor: Actor, like: Like, *, community: int, limit: int = 5) -> list[Match]:
    """Who of the register ``like`` may be, the likeliest first; never ``like`` themselves, never
    somebody told apart from them before."""
    return best(like, _candidates(actor, like, community), apart_from(like), limit)


def twins_of(actor: Actor, person: UUID, *, limit: int = 5) -> list[Match]:
    """Who else of the register one kept person may be."""
    row = visible(actor).defer("phone", "address").filter(ONE, id=person).first()
    if row is None:
        raise NotFound()
    return likely_same(actor, row, community=row.community, limit=limit)


def best(like: Like, known: Iterable[Known], not_these: set[UUID], limit: int) -> list[Match]:
    found = []
    for other in known:
        if other.id in not_these:
            continue
        points, why = compare(like, other)
        if points >= SUGGEST:
            shown = called(other.name, other.building)
            found.append(Match(other.id, shown, points, tuple(why)))
    return sorted(found, key=lambda match: -match.points)[:limit]


def apart_from(like: Like) -> set[UUID]:
    """Whom not to propose: themselves, and those they were told apart from."""
    id = getattr(like, "id", None)
    if id is None:
        return set()
    pairs = Apart.objects.filter(Q(one=id) | Q(other=id)).values_list("one_id", "other_id")
    return {id, *(one for pair in pairs for one in pair)}


def known_in(rows: QuerySet[Person]) -> list[Known]:
    return [Known(*row) for row in rows.values_list(*Known._fields)]


def _candidates(actor: Actor, like: Like, community: int) -> list[Known]:
    there = visible(actor).filter(ONE, community=community)
    ways = [Q(sound=like.sound)]
    if like.building:
        ways = [Q(sound=like.sound, building=like.building), *ways]
        ways.append(Q(building=like.building, surname=like.surname))
    if like.phone_mark:
        ways.append(Q(phone_mark=like.phone_mark))
    if like.birth_date:
        ways.append(Q(birth_date=like.birth_date))
    found: dict[UUID, Known] = {}
    for way in ways:
        found |= {one.id: one for one in known_in(there.filter(way)[:MOST])}
    return list(found.values())


def pairs(actor: Actor, *, limit: int = 50) -> list[Pair]:
    """A list to work off: those of the register who may be one person, the likeliest first.

    By name and by telephone; who is only called alike stands on the person's own page."""
    seen: dict[tuple[UUID, UUID], Pair] = {}
    told = set(Apart.objects.values_list("one_id", "other_id"))
    for group in _groups(actor, limit):
        for at, one in enumerate(group):
            for other in group[at + 1 :]:
                first, second = sorted((one, other), key=lambda known: known.id)
                key = (first.id, second.id)
                points, why = compare(first, second)
                if points >= SUGGEST and key not in told:
                    seen[key] = Pair(
                        first.id, called(first.name, first.building), second.id,
                        called(second.name, second.building), points, tuple(why),
                    )  # fmt: skip
    return sorted(seen.values(), key=lambda pair: -pair.points)[:limit]


def _groups(actor: Actor, limit: int) -> list[list[Known]]:
    """Those of one sound, and those of one telephone, within a community."""
    there = visible(actor).filter(ONE)
    groups: list[list[Known]] = []
    for column in ("phone_mark", "sound"):
        keys = (
            there.exclude(**{column: ""}).order_by().values("community", column)
            .annotate(many=Count("pk")).filter(many__gt=1).values_list("community", column)
        )  # fmt: skip
        wanted = list(keys[: 4 * limit])
        if not wanted:
            continue
        rows = there.filter(
            community__in={place for place, _ in wanted},
            **{f"{column}__in": {value for _, value in wanted}},
        )
        together: dict[tuple[int, str], list[Known]] = {}
        fields = ("community", *Known._fields)
        for place, *row in rows.order_by("id").values_list(*fields):
            known = Known(*row)
            together.setdefault((place, getattr(known, column)), []).append(known)
        groups += [group[:MOST] for group in together.values()]
    return groups


def merges_of(actor: Actor, person: UUID) -> list[Merge]:
    """The merges that stand for a person, the newest first."""
    ids = ids_of(actor, person)
    undone = Merge.objects.filter(of__isnull=False).values("of")
    rows = Merge.objects.filter(kind=MergeKind.MERGE, survivor__in=ids).exclude(pk__in=undone)
    return list(rows.select_related("other").order_by("-at"))

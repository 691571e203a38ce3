"""How matters are answered, and who was reached of those who must be: from the county down (and of
an agency's own work) read as they stand, above added up from what each county's board told when it
was last read (``keeping``).

Shares are told in steps of at least five matters, of twenty or more: an exact share would tell the
few that are missing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Min
from django.utils import timezone

from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.places import span_of
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed
from sanshe.work.needs.enums import Kind

from ..keeping import due, first_recent
from ..models import ALL_KINDS, MUST, Kept, Reading
from ..reading import COUNTIES, elders, matters, told_of
from ..shading import SMALLEST, area_at
from .asking import NARROW, PARTS, View, level_of, own
from .services import answerable

STEPS_OF_SHARES, ENOUGH = (5, 10, 20, 25), 20
"""Percents a share is told in (the smallest that is five matters or more), and of how many at
least (our own decision)."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Matters of one kind (of all: ""). Shares in percent, None of too few; ``more``: a few are
    left out. An agency's own are told exactly."""

    label: str
    heard: int
    answered: int | None
    in_time: int | None
    reopened: int | None
    more: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """One area's month: who must be reached, and the share that was."""

    area: int
    label: str
    must: int
    done: int | None
    more: bool


@dataclass(frozen=True, slots=True)
class AsOf:
    """When the counties of an area were read, the longest unread of them (None: none was), and how
    many were not read yet."""

    at: datetime | None
    missing: int


def counties_to_read(actor: Actor) -> list[int]:
    """The counties whose kept figures are an hour old, the oldest first."""
    demand(actor, Deed.FOLD_BOARDS)
    return due(timezone.now())


def as_of(actor: Actor, view: View) -> AsOf | None:
    """None where the board is read as it stands."""
    demand(actor, Deed.READ_BOARDS)
    view = answerable(actor, view)
    if _stands(actor, view):
        return None
    read = "at" if view.start >= first_recent(timezone.localdate()) else "all_at"
    found = Reading.objects.filter(county__range=span_of(view.area)).aggregate(
        oldest=Min(read), counties=Count("county")
    )
    of = len(areas.inside(view.area, level=COUNTIES))
    return AsOf(found["oldest"], max(of - found["counties"], 0))


def answers(actor: Actor, view: View) -> list[Answers]:
    """By kind, the whole last. Raises NotFound for an area that is not the actor's."""
    demand(actor, Deed.READ_BOARDS)
    view = answerable(actor, view)
    exact = own(actor)
    lines: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, sums in _as_it_stands(actor, view) if _stands(actor, view) else _kept(view):
        lines[kind].update(sums)
    kinds = [kind for kind in Kind.values if kind in lines]
    return [
        _answers(kind, lines[kind], exact) for kind in (*kinds, *([ALL_KINDS] if lines else []))
    ]


def _stands(actor: Actor, view: View) -> bool:
    """Whether it is read as it stands: an agency's own work is never much."""
    return own(actor) or level_of(view.area) >= NARROW


def _as_it_stands(actor: Actor, view: View) -> Iterable[tuple[str, Counter[str]]]:
    level, exact = level_of(view.area), own(actor)
    last = (view.until + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    whole = view.area if exact else area_at(NARROW, view.area)
    cells = matters(actor, whole, view.start, last)
    for (_month, kind), sums in told_of(cells, view.area, level, exact=exact).items():
        yield kind, sums


def _kept(view: View) -> Iterable[tuple[str, Counter[str]]]:
    rows = Kept.objects.filter(
        county__range=span_of(view.area), month__range=(view.start, view.until)
    ).exclude(kind=MUST)
    for row in rows:
        yield row.kind, _sums(row)


def _sums(row: Kept) -> Counter[str]:
    return Counter(heard=row.heard, answered=row.answered, in_time=row.in_time,
                   reopened=row.reopened, left_out=row.more)  # fmt: skip


def _answers(kind: str, sums: Counter[str], exact: bool) -> Answers:
    return Answers(
        label=str(Kind(kind).label) if kind else "",
        heard=sums["heard"],
        answered=share(sums["answered"], sums["heard"], exact),
        in_time=share(sums["in_time"], sums["answered"], exact),
        reopened=share(sums["reopened"], sums["answered"], exact),
        more=sums["left_out"] > 0,
    )


def coverage(actor: Actor, view: View) -> list[Coverage]:
    """This month (or the one asked for), by the areas one level down, the whole last."""
    demand(actor, Deed.READ_BOARDS)
    view = answerable(actor, view)
    month = month_covered(view)
    exact = own(actor)
    found = _reached if _stands(actor, view) else _kept_reached
    lines = found(actor, view, month)
    names = areas.short_names_of(lines)
    return [
        Coverage(area, names.get(area, str(area)), sums["must"],
                 share(sums["done"], sums["must"], exact), sums["left_out"] > 0)
        for area, sums in sorted(lines.items(), key=lambda pair: (pair[0] == view.area, pair[0]))
    ]  # fmt: skip


def month_covered(view: View) -> date:
    """The month whose elders are told: the last of the period that has begun."""
    today = timezone.localdate().replace(day=1)
    return min(today, view.until) if view.start <= today else view.start


def _reached(actor: Actor, view: View, month: date) -> dict[int, Counter[str]]:
    level, exact = level_of(view.area), own(actor)
    below = min(level + 1, PARTS)

    def places(community: int) -> dict[int, int]:
        if level and area_at(level, community) != view.area:
            return {}
        return {area_at(below, community): below, view.area: level}

    whole = view.area if exact else area_at(NARROW, view.area)
    return elders(actor, whole, month, places, exact=exact)


def _kept_reached(_actor: Actor, view: View, month: date) -> dict[int, Counter[str]]:
    below = level_of(view.area) + 1
    lines: dict[int, Counter[str]] = defaultdict(Counter)
    for row in Kept.objects.filter(county__range=span_of(view.area), month=month, kind=MUST):
        sums = Counter(must=row.heard, done=row.answered, left_out=row.more)
        for area in (area_at(below, row.county), view.area):
            lines[area].update(sums)
    return lines


def share(part: int, whole: int, exact: bool) -> int | None:
    """Percent, in steps where not everything may be told; never more than there is."""
    if whole == 0 or (not exact and whole < ENOUGH):
        return None
    if exact:
        return 100 * part // whole
    step = next(step for step in STEPS_OF_SHARES if whole * step >= 100 * SMALLEST)
    return 100 * part // whole // step * step

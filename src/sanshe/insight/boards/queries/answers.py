"""How matters are answered, and who was reached of those who must be: read as they stand, from the
county down (above, a board would read as much as was recorded).

Shaded over whole counties whatever area is asked for, so that two areas never shade the same
matter differently. Shares are told in steps of five percent of twenty or more: an exact share
would tell the few that are missing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.utils import timezone

from sanshe.ground.areas import queries as areas
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed
from sanshe.work.needs import queries as needs
from sanshe.work.needs.enums import Kind
from sanshe.work.planning import queries as planning

from ..shading import ALONE, LEVELS, area_at, pools
from .asking import NARROW, PARTS, View, level_of, own
from .services import answerable

TO_COUNTY = LEVELS[:3]
STEP, ENOUGH = 5, 20
"""Percent a share is told in, and of how many at least (our own decision)."""


class Heard(NamedTuple):
    """What is never cut: the matters of one kind, heard in one community and month."""

    community: int
    month: date
    kind: str


class Must(NamedTuple):
    """What is never cut: those who must be reached in one community."""

    community: int


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


def is_narrow(actor: Actor, area: int) -> bool:
    """Whether these boards can be shown of an area."""
    return level_of(area or actor.lo) >= NARROW


def answers(actor: Actor, view: View) -> list[Answers]:
    """By kind, the whole last. Raises NotFound for an area that is not the actor's."""
    demand(actor, Deed.READ_BOARDS)
    view = answerable(actor, view)
    level, exact = level_of(view.area), own(actor)
    last = (view.until + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    cells: dict[Heard, Counter[str]] = defaultdict(Counter)
    county = view.area if exact else area_at(NARROW, view.area)
    for one in needs.answering(actor, area=county, since=view.start, until=last):
        cell = cells[Heard(one.community, one.month, one.kind)]
        cell["heard"] += 1
        cell["answered"] += one.in_time is not None
        cell["in_time"] += bool(one.in_time)
        cell["reopened"] += one.reopened
    found = pools({part: cell["heard"] for part, cell in cells.items()}, TO_COUNTY)
    lines: dict[str, Counter[str]] = defaultdict(Counter)
    for part, cell in cells.items():
        if area_at(level, part.community) != view.area:
            continue
        lone = exact or found[part] == ALONE
        for kind, shown in ((part.kind, lone), ("", lone or found[part] >= level)):
            lines[kind].update(cell if shown else {"left_out": 1})
    kinds = [kind for kind in Kind.values if kind in lines]
    return [_answers(kind, lines[kind], exact) for kind in (*kinds, *([""] if lines else []))]


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
    level, exact = level_of(view.area), own(actor)
    below = min(level + 1, PARTS)
    county = view.area if exact else area_at(NARROW, view.area)
    month = timezone.localdate() if view.whole_year else view.start
    rows = {Must(row.community): row for row in planning.covered(actor, area=county, month=month)}
    found = pools({part: row.must for part, row in rows.items()}, TO_COUNTY)
    lines: dict[int, Counter[str]] = defaultdict(Counter)
    for part, row in rows.items():
        if area_at(level, part.community) != view.area:
            continue
        for area, at in {area_at(below, part.community): below, view.area: level}.items():
            shown = exact or found[part] == ALONE or found[part] >= at
            cell = {"must": row.must, "done": row.done} if shown else {"left_out": 1}
            lines[area].update(cell)
    names = areas.short_names_of(lines)
    return [
        Coverage(area, names.get(area, str(area)), sums["must"],
                 share(sums["done"], sums["must"], exact), sums["left_out"] > 0)
        for area, sums in sorted(lines.items(), key=lambda pair: (pair[0] == view.area, pair[0]))
    ]  # fmt: skip


def share(part: int, whole: int, exact: bool) -> int | None:
    """Percent, in steps where not everything may be told; never more than there is."""
    if whole == 0 or (not exact and whole < ENOUGH):
        return None
    return 100 * part // whole if exact else 100 * part // whole // STEP * STEP

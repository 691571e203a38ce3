"""A county's matters and elders as they stand, and what of them may be told (``shading``).

Shaded over whole counties, each month by itself, whatever area and period are asked for: so two
areas or two periods never shade the same matter differently, and nothing is left over when one is
subtracted from the other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from sanshe.ground.kit.places import COUNTY, STEPS
from sanshe.trust.policy.actor import Actor
from sanshe.work.needs import queries as needs
from sanshe.work.planning import queries as planning

from .models import ALL_KINDS
from .shading import ALONE, LEVELS, area_at, pools

COUNTIES = STEPS.index(COUNTY) + 1
TO_COUNTY = LEVELS[: LEVELS.index(COUNTIES) + 1]


class Heard(NamedTuple):
    """What is never cut: the matters of one kind, heard in one community and month."""

    community: int
    month: date
    kind: str


class Must(NamedTuple):
    """What is never cut: those who must be reached in one community."""

    community: int


Cells = Mapping[Heard, Counter[str]]


def matters(actor: Actor, area: int, since: date, until: date) -> Cells:
    """heard, answered, in_time and reopened of each cell. ``area``: a whole county, or whatever an
    agency's people ask of their own."""
    cells: dict[Heard, Counter[str]] = defaultdict(Counter)
    for one in needs.answering(actor, area=area, since=since, until=until):
        cell = cells[Heard(one.community, one.month, one.kind)]
        cell["heard"] += 1
        cell["answered"] += one.in_time is not None
        cell["in_time"] += bool(one.in_time)
        cell["reopened"] += one.reopened
    return cells


def pooled(cells: Cells) -> dict[Heard, int]:
    """The pool of each cell, each month by itself."""
    months: dict[date, dict[Heard, int]] = defaultdict(dict)
    for part, cell in cells.items():
        months[part.month][part] = cell["heard"]
    return {
        part: pool for sizes in months.values() for part, pool in pools(sizes, TO_COUNTY).items()
    }


def told_of(
    cells: Cells, area: int, level: int, *, exact: bool
) -> dict[tuple[date, str], Counter[str]]:
    """(month, kind or ALL_KINDS) → what ``area``'s board may tell; "left_out": how many cells it
    may not. A kind is told of lone cells only, for it would cut a pool."""
    found = {} if exact else pooled(cells)
    lines: dict[tuple[date, str], Counter[str]] = defaultdict(Counter)
    for part, cell in cells.items():
        if level and area_at(level, part.community) != area:
            continue
        lone = exact or found[part] == ALONE
        for kind, shown in ((part.kind, lone), (ALL_KINDS, lone or found[part] >= level)):
            lines[part.month, kind].update(cell if shown else {"left_out": 1})
    return lines


def elders(
    actor: Actor, county: int, month: date, places: Callable[[int], Mapping[int, int]], *,
    exact: bool,
) -> dict[int, Counter[str]]:  # fmt: skip
    """Area → must and done of one month. ``places``: the areas a community is told in, each with
    its level."""
    rows = {Must(row.community): row for row in planning.covered(actor, area=county, month=month)}
    found = {} if exact else pools({part: row.must for part, row in rows.items()}, TO_COUNTY)
    lines: dict[int, Counter[str]] = defaultdict(Counter)
    for part, row in rows.items():
        for area, level in places(part.community).items():
            shown = exact or found[part] == ALONE or found[part] >= level
            lines[area].update({"must": row.must, "done": row.done} if shown else {"left_out": 1})
    return lines

"""What may be shown without telling of a few people: small parts are shown only inside a pool.

A figure is a sum of parts (one community, month, item, agency, platform, unit). A part of fewer
than ``SMALLEST`` records is never shown by itself: it joins a pool with other small parts of its
community, or of its township, and so on up; where those are still too few, the smallest part that
could be shown joins them. Every pool holds ``SMALLEST`` or more records of at least two parts.

Every figure of every board adds up *whole* pools and lone parts only. So no sum or difference of
any figures tells less than a whole pool: that holds for all views together, not for one table.

Not hidden by this: that a figure of the present month has grown since yesterday.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeVar

from sanshe.ground.kit.places import STEPS

SMALLEST = 5
"""Counts below this are not shown (the owner's rule; as for sealed figures of the book)."""

ALONE = 0
NEVER = -1
"""Not even in its province: there were too few to be pooled with anything."""
LEVELS = (5, 4, 3, 2, 1)


class Part(Protocol):
    """Whatever has a size and lies in a community; ordered, so that ties fall the same way."""

    @property
    def community(self) -> int: ...
    def __hash__(self) -> int: ...
    def __lt__(self, other: Any, /) -> bool: ...


P = TypeVar("P", bound=Part)


def area_at(level: int, code: int) -> int:
    """The area of a level that a code lies in."""
    step = STEPS[level - 1]
    return code // step * step


def pools(sizes: Mapping[P, int], levels: Iterable[int] = LEVELS) -> dict[P, int]:
    """For each part the lowest level at which its pool is whole: ALONE where it may be shown by
    itself, 5 for a pool inside its community, …, 1 inside its province; or NEVER. ``levels``: those
    at which parts may be pooled, from the community up."""
    found = {part: ALONE for part, size in sizes.items() if not 0 < size < SMALLEST}
    waiting = [part for part, size in sizes.items() if 0 < size < SMALLEST]
    for level in levels:
        if not waiting:
            break
        waiting = _pool_at(level, waiting, found, sizes)
    return found | dict.fromkeys(waiting, NEVER)


def _pool_at(level: int, waiting: list[P], found: dict[P, int], sizes: Mapping[P, int]) -> list[P]:
    """Pool what waits inside each area of a level; gives what must go on waiting."""
    groups: dict[int, list[P]] = defaultdict(list)
    for part in waiting:
        groups[area_at(level, part.community)].append(part)
    lacking = {a for a, parts in groups.items() if sum(sizes[p] for p in parts) < SMALLEST}
    partners = _smallest_alone(level, lacking, found, sizes)
    left: list[P] = []
    for area, parts in groups.items():
        if area not in lacking:
            found.update(dict.fromkeys(parts, level))
        elif area in partners:
            found.update(dict.fromkeys([*parts, partners[area]], level))
        else:
            left.extend(parts)
    return left


def _smallest_alone(
    level: int, areas: set[int], found: Mapping[P, int], sizes: Mapping[P, int]
) -> dict[int, P]:
    """The smallest part shown by itself in each of some areas."""
    smallest: dict[int, P] = {}
    for part, pool in found.items() if areas else ():
        area = area_at(level, part.community)
        if pool == ALONE and area in areas and sizes[part] > 0:
            now = smallest.get(area)
            if now is None or (sizes[part], part) < (sizes[now], now):
                smallest[area] = part
    return smallest


def settled(pools_found: Iterable[int], before: Iterable[int], level: int) -> bool:
    """Whether nothing outside an area of ``level`` has to be looked at again: no part of it is,
    or was, in a pool that reaches beyond."""
    return all(pool == ALONE or pool >= level for each in (pools_found, before) for pool in each)

"""How many persons of an item or an agency may be told: counts of different people do not add up,
so they are not pooled as records are (``shading``).

A count is told in steps of five, rounded down, from five on. What is told of an area's other items
(or of the areas beside it) can then still make up the whole: whoever subtracts learns nothing of a
count below five, not even that there is anybody. Where they could, the smallest count that would
have been told is left out, too.

Held within an area and the areas right below it; not between a year and its months, and not where
all of an area's counts are below five and its whole is told: there is nothing to leave out then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from .shading import SMALLEST

Cell = tuple[int, Any]
"""An area, and an item or agency in it."""


def told(
    cells: Mapping[Cell, int], *, persons: Mapping[int, int], above: Mapping[Cell, int],
    parent: Mapping[int, int],
) -> dict[Cell, int]:  # fmt: skip
    """What may be told of ``cells``, all of one level. ``persons``: of each area as a whole.
    ``above``: the counts one level up, by the ``parent`` of each area."""
    shown = {cell: down(size) for cell, size in cells.items() if size >= SMALLEST}
    within: dict[Any, list[Cell]] = defaultdict(list)
    beside: dict[Any, list[Cell]] = defaultdict(list)
    for cell in cells:
        within[cell[0]].append(cell)
        if cell[0] in parent:
            beside[parent[cell[0]], cell[1]].append(cell)
    left_out = [_one_more(group, persons.get(area, 0), cells) for area, group in within.items()]
    left_out += [_one_more(group, down(above.get(of, 0)), cells) for of, group in beside.items()]
    return {cell: size for cell, size in shown.items() if cell not in left_out}


def down(size: int) -> int:
    """In whole steps, never up."""
    return size // SMALLEST * SMALLEST


def _one_more(group: Iterable[Cell], whole: int, sizes: Mapping[Cell, int]) -> Cell | None:
    """The smallest cell that would be told, where the others cannot make up ``whole``."""
    large = [cell for cell in group if sizes[cell] >= SMALLEST]
    few = sum(0 < sizes[cell] < SMALLEST for cell in group)
    most = sum(down(sizes[cell]) + SMALLEST - 1 for cell in large)
    if not few or not large or whole - most - (SMALLEST - 1) * (few - 1) < 1:
        return None
    return min(large, key=lambda cell: (sizes[cell], str(cell)))

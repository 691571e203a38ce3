"""Boards as pictures: numbers for the attributes of SVG. The table beside them says the same.

The map is drawn by us: a tile for each area, as large as what was done there. (No register of
boundaries ships with the product, and no other host is asked for one.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
WIDE, HIGH = 100.0, 42.0
SHADES = 4
LABELLED = 11.0
"""A tile narrower than this carries no name (percent of the width); its title does."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile of the map, in percent of its width; ``shade`` 0 … 3."""

    of: object
    x: str
    y: str
    width: str
    height: str
    text_x: str
    text_y: str
    shade: int
    named: bool


def tiles(of: Sequence[tuple[T, int]]) -> list[Tile]:
    """A treemap in order of size: halves of about equal sums, cut across the longer side."""
    sized = sorted(((one, size) for one, size in of if size > 0), key=lambda pair: -pair[1])
    most = sized[0][1] if sized else 1
    return _cut(sized, 0.0, 0.0, WIDE, HIGH, most)


def _cut(
    sized: Sequence[tuple[T, int]], x: float, y: float, width: float, height: float, most: int
) -> list[Tile]:
    if len(sized) <= 1:
        return [_tile(one, size, (x, y, width, height), most) for one, size in sized]
    whole, head, at = sum(size for _one, size in sized), 0, 0
    while at < len(sized) - 1 and (at == 0 or head + sized[at][1] <= whole / 2):
        head += sized[at][1]
        at += 1
    share = head / whole
    if width >= height:
        return _cut(sized[:at], x, y, width * share, height, most) + _cut(
            sized[at:], x + width * share, y, width * (1 - share), height, most
        )
    return _cut(sized[:at], x, y, width, height * share, most) + _cut(
        sized[at:], x, y + height * share, width, height * (1 - share), most
    )


def _tile(one: object, size: int, box: tuple[float, float, float, float], most: int) -> Tile:
    x, y, width, height = box
    return Tile(
        one, f"{x:.2f}", f"{y:.2f}", f"{width:.2f}", f"{height:.2f}", f"{x + 1:.2f}",
        f"{y + 3.4:.2f}", min(SHADES - 1, size * SHADES // max(most, 1)),
        width >= LABELLED and height >= 5,
    )  # fmt: skip


def percents(sizes: Sequence[int]) -> list[str]:
    """How long each bar is, in percent of the longest."""
    most = max(sizes, default=0) or 1
    return [f"{size / most * 100:.1f}" for size in sizes]


def line(sizes: Sequence[int | None]) -> list[str]:
    """Points of the course over twelve months, 300 wide and 60 high: a piece for each run of
    months that may be shown."""
    most = max((size for size in sizes if size is not None), default=0) or 1
    pieces: list[list[str]] = [[]]
    for n, size in enumerate(sizes):
        if size is None:
            pieces.append([])
        else:
            pieces[-1].append(f"{12.5 + n * 25:.1f},{56 - size / most * 50:.1f}")
    return [" ".join(piece) for piece in pieces if piece]

"""Boards as pictures: numbers for the attributes of SVG. The table beside them says the same.

The map is drawn by us: a tile for each area. The sixteen prefectures of Yunnan stand about where
they lie; every other area in the order of its code. (No register of boundaries ships with the
product, and no other host is asked for one; see the README of ``insight/boards``.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SHADES = 5
ROWS = (
    (533300000000, 533400000000, 530700000000, 0, 530600000000),
    (530500000000, 532900000000, 532300000000, 530100000000, 530300000000),
    (533100000000, 530900000000, 530800000000, 530400000000, 0),
    (0, 0, 532800000000, 532500000000, 532600000000),
)
"""Nujiang, Diqing, Lijiang, Zhaotong; Baoshan, Dali, Chuxiong, Kunming, Qujing; Dehong, Lincang,
Pu'er, Yuxi; Xishuangbanna, Honghe, Wenshan."""
PLACES = {code: (x, y) for y, row in enumerate(ROWS) for x, code in enumerate(row) if code}


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile of the map; ``place`` its class on the grid ("" where tiles flow), ``shade`` 0
    (nothing) … 5."""

    area: int
    name: str
    line: object
    shade: int
    place: str


@dataclass(frozen=True, slots=True)
class Map:
    """The tiles, and from how many on each shade is given (for the legend)."""

    tiles: list[Tile]
    steps: list[tuple[int, int]]
    placed: bool


def tiles(areas: Iterable[tuple[int, str]], found: Mapping[int, tuple[object, int]]) -> Map:
    """``areas`` (code, name) in order; ``found`` their lines and sizes. Shades are steps of equal
    width up to the largest."""
    all_areas = list(areas)
    most = max((size for _line, size in found.values()), default=0)
    placed = bool(all_areas) and all(code in PLACES for code, _name in all_areas)
    made = []
    for code, name in all_areas:
        line, size = found.get(code, (None, 0))
        x, y = PLACES.get(code, (0, 0))
        place = f"at-{x}-{y}" if placed else ""
        made.append(Tile(code, name, line, -(-size * SHADES // most) if most else 0, place))
    width = -(-most // SHADES)
    steps = [(n, (n - 1) * most // SHADES + 1) for n in range(1, SHADES + 1)] if width > 1 else []
    return Map(made, steps, placed)


def percents(sizes: Sequence[int]) -> list[str]:
    """How long each bar is, in percent of the longest."""
    most = max(sizes, default=0) or 1
    return [f"{size / most * 100:.1f}" for size in sizes]


WIDE, HIGH, LEFT, TOP, FLOOR = 640.0, 220.0, 46.0, 12.0, 192.0


@dataclass(frozen=True, slots=True)
class Course:
    """A line over the months: pieces of this year's and last year's line, dots with their figure,
    names under the months, and lines across at round numbers."""

    now: list[str]
    before: list[str]
    dots: list[tuple[str, str, str, int]]
    months: list[tuple[str, int]]
    across: list[tuple[str, int]]


def course(now: Sequence[int | None], before: Sequence[int | None]) -> Course:
    """Twelve months each; None where there is nothing (yet) or it may not be shown. A year of
    nothing is no line."""
    most = max((size for size in (*now, *before) if size is not None), default=0)
    top = _round_up(most)

    def x(n: int) -> float:
        return LEFT + (n + 0.5) * (WIDE - LEFT) / 12

    def y(size: int) -> float:
        return FLOOR - size / top * (FLOOR - TOP)

    def pieces(sizes: Sequence[int | None]) -> list[str]:
        runs: list[list[str]] = [[]]
        for n, size in enumerate(sizes):
            if size is None:
                runs.append([])
            else:
                runs[-1].append(f"{x(n):.1f},{y(size):.1f}")
        return [" ".join(run) for run in runs if len(run) > 1]

    return Course(
        now=pieces(now), before=pieces(before) if any(before) else [],
        dots=[(f"{x(n):.1f}", f"{y(size):.1f}", f"{y(size) - 8:.1f}", size)
              for n, size in enumerate(now) if size is not None],
        months=[(f"{x(n):.1f}", n + 1) for n in range(12)],
        across=[(f"{y(top * n // 2):.1f}", top * n // 2) for n in range(3)],
    )  # fmt: skip


def _round_up(most: int) -> int:
    """The next 2, 4, 6, 10 … of its size: so that halves are whole."""
    step = 2
    while step * 5 < most:
        step *= 10
    return max(-(-most // step) * step, 2)

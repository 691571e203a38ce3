"""Nothing below five is told, not even by subtracting figures from one another."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from sanshe.insight.boards import actions, queries
from sanshe.insight.boards.queries import View
from sanshe.insight.boards.shading import NEVER, SMALLEST, area_at, pools
from sanshe.trust.policy.scope import scope
from tests.factories.district import FX, GF, WJQ
from tests.insight.boards.world import World


class Bit(NamedTuple):
    community: int
    item: int


PLACES = (FX, FX + 1, GF, GF + 1, WJQ, 530303001001)
BITS = st.dictionaries(
    st.builds(Bit, st.sampled_from(PLACES), st.integers(1, 3)), st.integers(0, 12), max_size=14
)


def published(sizes: dict[Bit, int]) -> dict[str, tuple[list[Bit], int]]:
    """Every figure any board would show: which parts it adds up, and what it comes to."""
    found = pools(sizes)
    figures = {}
    for level in (1, 2, 3, 4, 5):
        for area in {area_at(level, bit.community) for bit in sizes}:
            inside = [bit for bit in sizes if area_at(level, bit.community) == area]
            shown = [b for b in inside if found[b] == 0 or found[b] >= level]
            figures[f"{area}"] = (shown, sum(sizes[b] for b in shown))
            for item in (1, 2, 3):
                lone = [b for b in inside if b.item == item and found[b] == 0]
                figures[f"{area} {item}"] = (lone, sum(sizes[b] for b in lone))
    return figures


@settings(max_examples=150, deadline=None)
@given(sizes=BITS)
def test_no_subtraction_tells_a_small_part(sizes):
    """Solve for every small part from all figures together: none is determined; and what figures
    tell is never a sum of fewer than five."""
    rows = [[Fraction(bit in shown) for bit in sizes] for shown, _sum in published(sizes).values()]
    reduced = echelon(rows)
    bits = list(sizes)
    for row in reduced:
        told = [bits[n] for n, value in enumerate(row) if value]
        if len(told) == 1 or len({row[n] for n, value in enumerate(row) if value}) == 1:
            together = sum(sizes[bit] for bit in told)
            assert together >= SMALLEST or together == 0, told


def echelon(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """Reduced row echelon form: a part is determined exactly where a row holds it alone."""
    done: list[list[Fraction]] = []
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        pivot = [value / pivot[column] for value in pivot]
        rows = [minus(row, pivot, row[column]) for row in rows]
        done = [minus(row, pivot, row[column]) for row in done] + [pivot]
    return done


def minus(row: list[Fraction], other: list[Fraction], times: Fraction) -> list[Fraction]:
    return [a - times * b for a, b in zip(row, other, strict=True)]


@given(sizes=BITS)
def test_every_small_part_is_in_a_pool_of_five(sizes):
    found = pools(sizes)
    assert set(found) == set(sizes)
    for bit, size in sizes.items():
        assert not (0 < size < SMALLEST and found[bit] == 0)
        if found[bit] > 0:
            level = found[bit]
            pool = [b for b in sizes if found[b] == level
                    and area_at(level, b.community) == area_at(level, bit.community)]  # fmt: skip
            assert len(pool) >= 2 and sum(sizes[b] for b in pool) >= SMALLEST
    left = [bit for bit in sizes if found[bit] == NEVER]
    for province in {area_at(1, bit.community) for bit in left}:
        waiting = [sizes[b] for b in left if area_at(1, b.community) == province]
        assert sum(waiting) < SMALLEST


def test_boards_show_whole_pools_and_each_their_part(district):
    world = World(district)
    dice = random.Random(1)
    world.record(dice, times=7, place=FX)
    world.record(dice, times=3, place=GF)
    world.record(dice, times=9, place=WJQ)
    actions.fold(district.job)
    prefecture = replace(district.bureau, lo=530100000000, hi=530199999999)
    year = View(start=date(2026, 1, 1), whole_year=True)
    with scope(prefecture):
        board = queries.services(prefecture, year)
    assert [line.label for line in board.lines] == ["五华区", "西山区"]
    with scope(district.street):
        street = queries.services(district.street, year)
    assert {line.key for line in street.lines} == {str(FX)}
    with scope(world.manager):
        own = queries.services(world.manager, View(date(2026, 1, 1), True, by="month"))
    assert own.exact and own.total.records == len(world.records)
    with scope(world.manager):
        for by in queries.BY:
            board = queries.services(world.manager, View(date(2026, 1, 1), True, by=by))
            assert sum(line.records for line in board.lines) == own.total.records, by

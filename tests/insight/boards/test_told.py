"""Persons by item and agency: what is told never narrows down a count below five."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from sanshe.insight.boards import actions, queries
from sanshe.insight.boards.queries import View
from sanshe.insight.boards.shading import SMALLEST
from sanshe.insight.boards.told import down, told
from sanshe.trust.policy.scope import scope
from tests.factories.district import FX
from tests.insight.boards.world import PERSONS, World

UP = 530000000000
XS = FX // 10**6 * 10**6
SIZES = st.dictionaries(
    st.tuples(st.integers(1, 4), st.integers(1, 3)), st.integers(1, 16), min_size=1, max_size=10
)


@settings(max_examples=200, deadline=None)
@given(sizes=SIZES, together=st.dictionaries(st.integers(1, 4), st.integers(0, 6)))
def test_a_count_below_five_stays_between_nothing_and_four(sizes, together):
    """From a whole and everything told beside it, the least a hidden count can be stays nought:
    across the items of an area (where somebody may be in several) and across the areas of an item
    (where nobody is)."""
    persons = {
        area: max(
            sum(n for (at, _of), n in sizes.items() if at == area) - together.get(area, 0),
            max(n for (at, _of), n in sizes.items() if at == area),
        )
        for area, _of in sizes
    }
    above: dict[tuple[int, int], int] = defaultdict(int)
    for (_area, of), n in sizes.items():
        above[UP, of] += n
    shown = told(sizes, persons=persons, above=above, parent=dict.fromkeys(persons, UP))
    for cell, n in shown.items():
        assert n % SMALLEST == 0 and SMALLEST <= n <= sizes[cell] < n + SMALLEST
    for cell, n in sizes.items():
        if n < SMALLEST:
            assert cell not in shown
            for place, whole in ((0, persons[cell[0]]), (1, down(above[UP, cell[1]]))):
                beside = [c for c in sizes if c[place] == cell[place] and c != cell]
                if whole < SMALLEST or all(sizes[c] < SMALLEST for c in beside):
                    continue  # it is not told, or nothing could be left out
                assert whole - sum(most(c, shown, sizes) for c in beside) <= 0


def most(cell, shown, sizes) -> float:
    """What somebody outside knows a count not to exceed: nothing of one that could have been left
    out as the one more."""
    if cell in shown:
        return shown[cell] + SMALLEST - 1
    return SMALLEST - 1 if sizes[cell] < SMALLEST else math.inf


def test_persons_by_item_agency_and_area_on_the_board(district):
    """Forty lines of seven persons are seven persons, told as five and more."""
    world = World(district)
    world.record(random.Random(3), times=40, place=FX)
    actions.fold(district.job)
    year = View(date(2026, 1, 1), whole_year=True, area=XS)
    with scope(district.bureau):
        for view in (View(year.start, True, XS, "item"), View(year.start, True, XS, "agency")):
            board = queries.services(district.bureau, view)
            assert [(line.persons, line.about) for line in board.lines] == [(5, True)]
            assert board.total.persons == len(PERSONS)
        item = next(
            iter(queries.services(district.bureau, View(year.start, True, XS, "item")).lines)
        )
        of_item = View(year.start, True, XS, "area", item=int(item.key))
        board = queries.services(district.bureau, of_item)
        assert board.total.persons == 5 and [line.persons for line in board.lines] == [5]
        quarter = View(year.start, area=XS, by="item", months=3)
        board = queries.services(district.bureau, quarter)
        assert board.total.persons is None and board.total.records > 0
        assert all(line.persons is None for line in board.lines)

"""Matters and elders above the county: what the counties' boards told, added up."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from io import BytesIO

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pytest import raises

from sanshe.ground.kit.errors import NotFound
from sanshe.insight.boards import actions, queries
from sanshe.insight.boards.models import Kept, Reading
from sanshe.insight.boards.queries import View
from sanshe.insight.boards.queries.answers import share
from sanshe.insight.boards.reading import Heard, told_of
from sanshe.insight.boards.shading import SMALLEST, area_at
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions as needs
from tests.factories.district import FX, GF, WJQ, staff
from tests.insight.boards.test_shading import echelon

PAGE = "/desk/boards/answers/"
YEAR = View(start=date(2026, 1, 1), whole_year=True)
CELLS = st.dictionaries(
    st.builds(
        Heard, st.sampled_from((FX, FX + 1, GF, GF + 1)),
        st.sampled_from((date(2026, 1, 1), date(2026, 2, 1))),
        st.sampled_from(("need", "complaint")),
    ),
    st.integers(1, 9), max_size=12,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(sizes=CELLS)
def test_no_area_month_or_kind_subtracted_tells_fewer_than_five(sizes):
    """Every figure of every area, month and kind, and of all months together, solved for the
    cells behind them: whatever is told of some cells alone is five or more."""
    bits = sorted(sizes)
    cells = {bit: Counter(heard=sizes[bit], **{str(n): 1}) for n, bit in enumerate(bits)}
    figures, by_area = [], {}
    for level in (5, 4, 3):
        for area in {area_at(level, bit.community) for bit in bits}:
            lines = told_of(cells, area, level, exact=False)
            figures += lines.values()
            for kind in {kind for _month, kind in lines}:
                year = sum((c for (_m, of), c in lines.items() if of == kind), Counter())
                figures.append(year)
                by_area[level, area, kind] = year["heard"]
    rows = [[Fraction(one[str(n)]) for n in range(len(bits))] for one in figures]
    for row in echelon(rows):
        if len({value for value in row if value}) == 1:
            told = sum(sizes[bit] for bit, value in zip(bits, row, strict=True) if value)
            assert told >= SMALLEST
    for (level, area, kind), figure in by_area.items():
        below = [f for (at, inner, of), f in by_area.items()
                 if at == level + 1 and of == kind and area_at(level, inner) == area]  # fmt: skip
        assert figure >= sum(below)  # nothing a street tells is missing from its county


def test_a_prefecture_tells_what_its_counties_told(district, as_):
    """Summed up by kind and whole, as of when it was read; nothing of a county that told nothing;
    each actor their own."""
    with scope(district.job):
        prefecture, province = (
            staff(name, "bureau_officer", district.bureau.org, area)
            for name, area in (("州局", 530100000000), ("省厅", 530000000000))
        )
    clerks = {FX: district.clerk, WJQ: district.other_district}
    for place, kind, times in ((FX, "need", 20), (FX, "enquiry", 5), (FX, "complaint", 2),
                               (WJQ, "need", 4)):  # fmt: skip
        for _n in range(times):
            hear(district, clerks[place], place, kind)
    assert as_(prefecture).get(PAGE).context["as_of"].at is None  # nothing was counted yet
    read(district)
    found = {}
    for who in (prefecture, province):
        with scope(who):
            lines = queries.answers(who, YEAR)
            found[who.lo] = [(one.label, one.heard, one.answered, one.more) for one in lines]
            assert queries.as_of(who, YEAR).at is not None
    with scope(district.bureau):
        bureau = queries.answers(district.bureau, YEAR)
        assert queries.as_of(district.bureau, YEAR) is None  # as it stands
    county = [(one.label, one.heard, one.answered) for one in bureau]
    assert [line[:3] for line in found[prefecture.lo]] == county
    assert found[prefecture.lo][-1] == ("", 27, 0, True)  # four of the other county: left out
    assert found[prefecture.lo] == found[province.lo]
    with scope(district.street), raises(NotFound):
        queries.answers(district.street, replace(YEAR, area=530100000000))
    with scope(district.manager):
        assert Kept.objects.count() == 0  # by the wall
    sheet = as_(prefecture).get("/desk/boards/answers.xlsx?period=2026")
    rows = list(load_workbook(BytesIO(b"".join(sheet.streaming_content))).active.values)
    assert rows[-1][:2] == ("合计", "27以上") and rows[1][0].endswith("的数")


def test_a_county_is_read_again_after_an_hour_and_older_months_after_a_day(district):
    place = WJQ // 10**6 * 10**6
    with scope(district.job):
        assert place in queries.counties_to_read(district.job)
    actions.read_county(district.job, county=place)
    old = date(timezone.localdate().year - 1, 3, 1)
    with scope(district.job):
        assert place not in queries.counties_to_read(district.job)
        Kept.objects.create(county=place, month=old, kind="need", heard=9)
        Reading.objects.filter(county=place).update(at=timezone.now() - timedelta(hours=2))
        assert place in queries.counties_to_read(district.job)
    actions.read_county(district.job, county=place)
    with scope(district.job):
        assert Kept.objects.filter(month=old).count() == 1  # not looked at again within a day
        Reading.objects.update(all_at=timezone.now() - timedelta(days=2))
    actions.read_county(district.job, county=place)
    with scope(district.job):
        assert Kept.objects.filter(month=old).count() == 0


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [(19, 19, None), (19, 20, 75), (24, 49, 40), (49, 50, 90), (98, 100, 95), (20, 20, 100)],
)
def test_a_share_is_never_finer_than_five_matters(part, whole, told):
    assert share(part, whole, exact=False) == told


def hear(district, clerk, place, kind):
    heard = needs.hear(
        replace(district.resident, lo=place, hi=place),
        community=place,
        text="想有人来坐坐",
        channel="web",
    )
    needs.sort(
        clerk, need=heard.need.id, version=heard.need.version, kind=kind,
        category="elder_visit", urgency="P2", privacy="normal",
    )  # fmt: skip


def read(district):
    for county in {area_at(3, FX), area_at(3, WJQ)}:
        actions.read_county(district.job, county=county)

"""The board of promises: everybody their part, warnings that lead on, opinions that name nobody."""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook

from sanshe.trust.policy.scope import scope
from sanshe.work.settlement import queries as settlement
from sanshe.work.settlement.enums import Measure
from tests.factories.district import GF
from tests.registry.agreements.cast import signed
from tests.work.settlement.judging import residents, served, survey

PAGE = "/desk/boards/promises/"


def test_promises_with_pace_warnings_and_opinions(district, as_):
    row = signed(district)
    page = as_(district.bureau).get(PAGE)
    assert "还没有问居民的意见" in page.content.decode()
    people = residents(district, 40)
    served(district, people)
    survey(district, row, happy=30, of=34)
    for by in ("agreement", "area", "agency", "platform", "item"):
        for who in (district.bureau, district.manager, district.clerk, district.auditor):
            page = as_(who).get(f"{PAGE}?by={by}")
            assert page.status_code == 200, (who, by)
            if by == "agreement":
                [(line, _opens, _picture)] = page.context["rows"]
                assert line.key == row.pk and line.opinion.shares[Measure.SATISFACTION].n == 34
                assert line.weighted is not None and line.counted == line.paces.total()
            if by == "item":  # never more than the whole
                lines = [line for line, _opens, _picture in page.context["rows"]]
                assert sum(line.counted for line in lines) > 0
                assert all(line.counted <= page.context["board"].total.counted for line in lines)
    html = as_(district.bureau).get(PAGE).content.decode()
    assert "34人答" in html and f"/desk/agreements/{row.pk}/indicators/" in html
    assert as_(district.street).get(f"{PAGE}?area={GF}").status_code == 404
    sheet = as_(district.bureau).get("/desk/boards/promises.xlsx")
    rows = load_workbook(BytesIO(b"".join(sheet.streaming_content))).worksheets[0]
    assert [row[0] for row in rows.iter_rows(values_only=True)][1:] == [row.name]
    nothing = as_(district.bureau).get(f"{PAGE}?period=2020")
    assert "这里这段时间没有项目" in nothing.content.decode()
    assert as_(district.security).get(PAGE).status_code in (403, 404)


def test_a_sum_of_opinions_adds_up_what_is_told_only(district):
    """Four who answered one survey are in no sum: nothing is left over by subtraction."""
    row = signed(district)
    served(district, residents(district, 40))
    survey(district, row, happy=3, of=4)
    survey(district, row, happy=6, of=9)
    with scope(district.bureau, read_only=True):
        few, more = settlement.results(reversed(settlement.surveys_of(district.bureau, row.pk)))
        assert few.shares[Measure.SATISFACTION, "served"] is None
        both = settlement.together([few, more])
    assert both is not None and both.shares[Measure.SATISFACTION].n == 9
    assert not both.enough

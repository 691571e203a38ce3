"""The boards at the desk: everybody their part, as page and as sheet."""

from __future__ import annotations

import random
from io import BytesIO

from django.test import Client
from openpyxl import load_workbook

from sanshe.entrances.desk.pages.boards import pictures
from sanshe.ground.areas import queries as areas
from sanshe.insight.boards import actions
from sanshe.work.needs import actions as needs
from tests.factories.district import FX, GF
from tests.insight.boards.world import World


def test_everybody_sees_their_part(district, as_):
    world = World(district)
    world.record(random.Random(2), times=9, place=FX)
    world.record(random.Random(3), times=6, place=GF)
    actions.fold(district.job)
    bureau = as_(district.bureau).get("/desk/boards/?period=2026")
    assert "前卫街道" in bureau.content.decode() and "马街街道" in bureau.content.decode()
    street = as_(district.street).get("/desk/boards/?period=2026").content.decode()
    assert "复兴社区" in street and "马街街道" not in street
    for who in (district.clerk, district.manager, district.auditor):
        for by in ("area", "item", "agency", "platform", "month"):
            assert as_(who).get(f"/desk/boards/?period=2026&by={by}").status_code == 200
    assert as_(district.street).get(f"/desk/boards/?area={GF}").status_code == 404
    assert as_(district.security).get("/desk/boards/").status_code in (403, 404)
    assert Client().get("/desk/boards/").status_code == 302


def test_the_sheet_says_what_the_page_says(district, as_):
    world = World(district)
    world.record(random.Random(2), times=9, place=FX)
    world.record(random.Random(3), times=2, place=GF)
    actions.fold(district.job)
    answer = as_(district.bureau).get("/desk/boards/boards.xlsx?period=2026")
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    rows = {row[0]: row[1:] for row in sheet.iter_rows(values_only=True)}
    assert rows["马街街道"][0] == "少于5"
    assert str(rows["前卫街道"][0]) != "9" or rows["合计"][0] != 11


def test_how_matters_are_answered(district, as_):
    for n in range(7):
        heard = needs.hear(district.resident, community=FX, text=f"想有人来坐坐 {n}", channel="web")
        needs.sort(
            district.clerk, need=heard.need.id, version=heard.need.version, kind="need",
            category="elder_visit", urgency="P2", privacy="normal",
        )  # fmt: skip
    for who in (district.bureau, district.street, district.clerk, district.manager,
                district.auditor):  # fmt: skip
        page = as_(who).get("/desk/boards/answers/")
        assert page.status_code == 200
        heard = [line.heard for line, _bar in page.context["answers"]]
        assert heard == ([] if who == district.manager else [7, 7])


def test_three_records_are_left_out_and_it_says_why(district, as_):
    world = World(district)
    world.record(random.Random(2), times=3, place=FX)
    actions.fold(district.job)
    page = as_(district.clerk).get("/desk/boards/?period=2026").content.decode()
    assert "这里的记录还太少" in page and "少于5" in page
    own = as_(district.clerk).get("/desk/boards/?period=2026-Q1&by=item").content.decode()
    assert "不同的人只按月和按年数" in own
    assert "/desk/ledger/?since=2026-01-01&amp;until=2026-03-31" in own


def test_the_map_has_every_area_and_each_prefecture_its_place(district, as_):
    world = World(district)
    world.record(random.Random(2), times=9, place=FX)
    actions.fold(district.job)
    page = as_(district.bureau).get("/desk/boards/?period=2026")
    below = areas.below(FX // 10**6 * 10**6)
    assert [tile.area for tile, _href in page.context["map"]["tiles"]] == [at for at, _n in below]
    assert below == [(one.code, areas.short_name_of(one.code))
                     for one in areas.inside(FX // 10**6 * 10**6, level=4)]  # fmt: skip
    whole = [(code, "") for code in pictures.PLACES]
    drawn = pictures.tiles(whole, {530100000000: (None, 50), 530300000000: (None, 1)})
    assert drawn.placed and len({tile.place for tile in drawn.tiles}) == 16
    assert {tile.area: tile.shade for tile in drawn.tiles if tile.shade} == {
        530100000000: 5, 530300000000: 1,
    }  # fmt: skip

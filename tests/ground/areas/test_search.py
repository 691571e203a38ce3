"""Finding areas by what people type."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from sanshe.ground.areas import actions, queries
from sanshe.ground.areas.enums import Level
from sanshe.ground.areas.errors import SuccessorUnfit, UnknownArea
from tests.ground.areas.conftest import COUNTRY, take

FX, FX2, GF = 530112003008, 530111003008, 530112005005


@pytest.fixture
def country(empty: None) -> None:
    take(COUNTRY)


def codes(text: str, **more: int) -> list[int]:
    return [found.code for found in queries.search(text, **more)]


@pytest.mark.parametrize(
    "text",
    [
        "复兴",
        "复兴社区",
        "复兴社区居委会",
        "复兴居委会",
        "fuxing",
        "FuXing",
        "fx",
        "fxsq",
        "兴",
        "xing",
    ],
)
def test_a_name_its_part_its_pinyin_its_initials(country: None, text: str) -> None:
    assert set(codes(text)[:2]) == {FX, FX2}  # 「福小」 of 广福小区 is fx too, and comes later


@pytest.mark.parametrize("text", ["广福小区", "小区", "福小", "xiaoqu", "gfxq", "xq", "guangfu"])
def test_any_part_of_a_longer_name(country: None, text: str) -> None:
    assert GF in codes(text)


@pytest.mark.parametrize("text", ["", "  ", "!*:&|'", "没有这个地方", "zzz", "(复兴"])
def test_odd_input_is_only_a_search(country: None, text: str) -> None:
    assert codes(text) == ([FX2, FX] if "复兴" in text else [])


def test_names_are_not_unique_so_the_whole_name_is_shown(country: None) -> None:
    paths = {found.path for found in queries.search("复兴")}
    assert paths == {
        "云南省昆明市西山区前卫街道复兴社区居委会",
        "云南省昆明市官渡区长水街道复兴社区居民委员会",
    }


def test_within_an_area_and_of_a_level(country: None) -> None:
    assert codes("复兴", within=530112000000) == [FX]
    assert codes("复兴", level=Level.COUNTY) == []
    assert codes("西山", level=Level.COUNTY) == [530112000000]


def test_several_words_go_from_the_outside_in(country: None) -> None:
    assert codes("西山 复兴") == [FX]
    assert codes("guandu fx") == [FX2]
    assert codes("西山 前卫 兴") == [FX]
    assert codes("没有 复兴") == []


def test_whole_names_come_first_and_larger_areas(country: None) -> None:
    take(
        "530112006000,明朗街道,township,530112000000\n530112006200,新明朗村委会,community,530112006000\n"
    )
    assert codes("明朗") == [530112006000, 530112005200, 530112006200]


def test_the_limit_holds(country: None) -> None:
    assert len(codes("兴", limit=1)) == 1


def test_search_asks_the_index(country: None) -> None:
    actions.import_csv(actions.__file__.replace("actions.py", "data/yunnan.csv"))
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN SELECT code FROM areas_area WHERE words @@ '''xing'':*'::tsquery")
        assert "area_by_words" in "".join(row[0] for row in cursor.fetchall())


def test_a_code_that_ended_leads_to_its_successor(country: None) -> None:
    take("530112003020,新复兴社区居委会,community,530112003000\n")
    actions.retire(FX, 530112003020, date(2026, 1, 1))
    assert queries.successor_of(FX) == 530112003020
    assert queries.get(FX).name == "新复兴社区居委会"
    assert queries.name_of(FX) == "复兴社区居委会"  # what was written then still reads so
    assert codes("复兴", within=530112003000) == [530112003020]
    take("530112003021,大复兴社区居委会,community,530112003000\n")
    actions.retire(530112003020, 530112003021, date(2026, 6, 1))
    assert queries.successor_of(FX) == 530112003021


def test_a_code_that_ended_without_successor_is_found_no_more(country: None) -> None:
    actions.retire(FX, None, date(2026, 1, 1))
    assert codes("复兴") == [FX2]
    assert queries.successor_of(FX) == FX


def test_who_cannot_succeed(country: None) -> None:
    with pytest.raises(SuccessorUnfit):
        actions.retire(FX, FX, date(2026, 1, 1))
    with pytest.raises(UnknownArea):
        actions.retire(FX, 530112003999, date(2026, 1, 1))
    with pytest.raises(UnknownArea):
        actions.retire(530112003999, FX, date(2026, 1, 1))
    actions.retire(FX, FX2, date(2026, 1, 1))
    with pytest.raises(SuccessorUnfit):  # no circle
        actions.retire(FX2, FX, date(2026, 2, 1))


def test_names(country: None) -> None:
    assert queries.names_of([FX, GF, 1]) == {FX: "复兴社区居委会", GF: "广福小区社区居委会"}
    assert queries.short_name_of(FX2) == "复兴社区"
    assert queries.full_name(530112000000) == "云南省昆明市西山区"
    assert (queries.name_of(1), queries.full_name(1)) == ("", "")
    assert [area.code for area in queries.inside(530112000000, level=Level.TOWNSHIP)] == [
        530112003000,
        530112005000,
    ]

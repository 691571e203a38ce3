"""Taking in a file of areas: whole, again, changed, and with everything that can be wrong."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from sanshe.ground.areas import actions, queries
from sanshe.ground.areas.enums import Stage
from sanshe.ground.areas.errors import NotAnAreaFile
from sanshe.ground.areas.models import Area
from tests.ground.areas.conftest import COUNTRY, HEAD, faults_of, take

YUNNAN = Path(actions.__file__).parent / "data" / "yunnan.csv"


def test_yunnan_comes_whole_and_again_changes_nothing(empty: None) -> None:
    first, again = actions.import_csv(YUNNAN), actions.import_csv(YUNNAN)
    assert (first.inserted, first.changed, first.unchanged, first.faults) == (16_495, 0, 0, [])
    assert (again.inserted, again.changed, again.unchanged, again.faults) == (0, 0, 16_495, [])
    kinds = dict(Area.objects.filter(level=5).values_list("code", "kind"))
    assert (kinds[530112003008], kinds[530102009001]) == ("urban", "urban")
    assert list(kinds.values()).count("village") == 11_678
    assert "" not in kinds.values()
    assert queries.get(530112003008).pinyin == "fuxingshequ"


def test_only_what_says_something_else_is_changed(empty: None) -> None:
    take(COUNTRY)
    report = take(COUNTRY.replace("前卫街道", "福海街道"))
    assert (report.inserted, report.changed, report.unchanged) == (0, 1, 10)
    assert queries.name_of(530112003000) == "福海街道"
    assert [found.code for found in queries.search("fuhai")] == [530112003000]
    assert queries.search("qianwei") == []


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("53011200300,复兴社区,community,530112003000", "code"),
        ("53011200300X,复兴社区,community,530112003000", "code"),
        ("5301120030١9,复兴社区,community,530112003000", "code"),
        (",复兴社区,community,530112003000", "code"),
        ("530112003009,复兴社区,hamlet,530112003000", "level"),
        ("530112003009,  ,community,530112003000", "name"),
        ("530112003009,复兴社区,community", "columns"),
        ("530112003009,复兴社区,community,530112003000,more", "columns"),
        ("530112003008,又一个复兴社区,community,530112003000", "duplicate"),
        ("530112003000,前卫,community,530112000000", "duplicate"),
        ("530112009009,复兴社区,community,530112009000", "unknown_parent"),
        ("530112003009,复兴社区,community,", "unknown_parent"),
        ("530112003009,复兴社区,community,some", "unknown_parent"),
        ("530112003009,复兴社区,community,530112005000", "parent_mismatch"),
        ("530112003009,复兴社区,community,530112003008", "unknown_parent"),
        ("540000000000,西藏自治区,province,530000000000", "parent_mismatch"),
        ("530112003009,复兴社区,township,530112000000", "level_mismatch"),
        ("530113000000,东川区,township,530100000000", "level_mismatch"),
    ],
)
def test_a_faulty_row_is_kept_aside_and_the_rest_comes(empty: None, row: str, fault: str) -> None:
    report = take(COUNTRY + row + "\n")
    assert [(one[0], one[2]) for one in faults_of(report)] == [(13, fault)]
    assert report.inserted == 11
    assert queries.name_of(530112003008) == "复兴社区居委会"


def test_a_parent_after_its_child_and_who_hangs_on_it(empty: None) -> None:
    rows = COUNTRY.splitlines()
    moved = [*rows[:2], *rows[3:], rows[2]]  # 西山区 comes last, after its two townships
    for _ in range(2):  # the same file tells the same again, whatever is known by now
        report = take("\n".join(moved))
        assert faults_of(report) == [
            (4, "530112003000", "parent_later"),
            (5, "530112003008", "unknown_parent"),
            (6, "530112005000", "parent_later"),
            (7, "530112005005", "unknown_parent"),
            (8, "530112005200", "unknown_parent"),
        ]
    assert Area.objects.count() == 6


def test_faults_go_down_all_levels(empty: None) -> None:
    report = take(
        COUNTRY.replace("530100000000,昆明市,prefecture", "53010000000,昆明市,prefecture")
    )
    assert report.inserted == 1
    assert len(report.faults) == 10


def test_a_county_file_finds_its_parent_in_the_database(empty: None) -> None:
    take(COUNTRY)
    report = take("530114000000,呈贡区,county,530100000000\n")
    assert (report.inserted, report.faults) == (1, [])


def test_a_city_without_counties(empty: None) -> None:
    """东莞 has townships right below the prefecture."""
    report = take(
        "440000000000,广东省,province,\n"
        "441900000000,东莞市,prefecture,440000000000\n"
        "441900003000,东城街道,township,441900000000\n"
        "441900003001,岗贝社区居委会,community,441900003000\n"
    )
    assert (report.inserted, report.faults) == (4, [])
    assert queries.full_name(441900003001) == "广东省东莞市东城街道岗贝社区居委会"


def test_the_faults_are_written_beside(empty: None, tmp_path: Path) -> None:
    report = take(COUNTRY + "1,甲,community,2\n")
    report.write_faults(tmp_path / "f.csv")
    rows = list(csv.reader((tmp_path / "f.csv").open(encoding="utf-8-sig")))
    assert rows[1] == ["13", "1", "甲", "code", "代码不是12位数字"]


def test_unprintable_characters_do_not_break_the_copy(empty: None) -> None:
    take(COUNTRY + '530112003010,"复\\兴\t二\n社区",community,530112003000\n')
    assert queries.name_of(530112003010) == "复兴二社区"


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "代码,名称,级别,上级\n"])
def test_what_is_no_file_of_areas_is_refused(empty: None, text: str) -> None:
    with pytest.raises(NotAnAreaFile):
        actions.import_csv(io.StringIO(text))


def test_a_file_in_another_encoding_is_refused(empty: None, tmp_path: Path) -> None:
    path = tmp_path / "gbk.csv"
    path.write_bytes((HEAD + COUNTRY).encode("gbk"))
    with pytest.raises(NotAnAreaFile):
        actions.import_csv(path)
    assert not Area.objects.exists()


def test_progress_is_told(empty: None) -> None:
    told: list[tuple[Stage, int, int]] = []
    actions.import_csv(YUNNAN, progress=lambda *step: told.append(step))
    read = [done for stage, done, total in told if stage == Stage.READ]
    assert len(read) > 10
    assert read == sorted(read)
    assert read[-1] == YUNNAN.stat().st_size
    assert [step[0] for step in told][-4:] == [Stage.CHECK] * 2 + [Stage.WRITE] * 2


def test_the_application_only_reads_areas(empty: None) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("UPDATE areas_area SET name = 'x'")

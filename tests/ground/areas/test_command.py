"""``sanshe areas import FILE``."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from sanshe.entrances.jobs.areas import areas
from tests.ground.areas.conftest import COUNTRY, HEAD


def test_a_good_file(empty: None, tmp_path: Path) -> None:
    path = tmp_path / "good.csv"
    path.write_text(HEAD + COUNTRY, encoding="utf-8")
    answer = CliRunner().invoke(areas, ["import", str(path)])
    assert answer.exit_code == 0, answer.output
    assert "新增11,更新0,未变0,有错0" in answer.output
    assert not path.with_name("good.csv.faults.csv").exists()


def test_a_file_with_faults_fails_and_says_where_they_are(empty: None, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(HEAD + COUNTRY + "12,坏,community,1\n", encoding="utf-8")
    answer = CliRunner().invoke(areas, ["import", str(path)])
    assert answer.exit_code == 1
    assert "第13行" in answer.output
    assert "代码不是12位数字" in path.with_name("bad.csv.faults.csv").read_text("utf-8-sig")


def test_no_file_of_areas(empty: None, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("hello", encoding="utf-8")
    answer = CliRunner().invoke(areas, ["import", str(path)])
    assert answer.exit_code == 1
    assert "这不是行政区划文件" in answer.output


def test_a_file_without_one_good_row(empty: None, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(HEAD + "530000000000,云南省,1,\n", encoding="utf-8")
    answer = CliRunner().invoke(areas, ["import", str(path)])
    assert answer.exit_code == 1 and "有错1" in answer.output, answer.output


def test_without_a_file_the_one_that_comes_along(empty: None) -> None:
    answer = CliRunner().invoke(areas, ["import"])
    assert answer.exit_code == 0 and "新增16495" in answer.output, answer.output

"""Lists as people send them: read whole, or refused in words."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from sanshe.ground.kit import errors, sheets
from sanshe.ground.kit.sheets import DATE, NUMBER, PHONE, YESNO, Column

COLUMNS = [
    Column("name", ("姓名", "名字"), required=True),
    Column("born", ("出生日期", "生日"), kind=DATE),
    Column("phone", ("电话", "联系电话", "手机"), kind=PHONE),
    Column("heads", ("人数",), kind=NUMBER),
    Column("alone", ("独居",), kind=YESNO),
    Column("house", ("楼栋",)),
]


def xlsx(*lines: list, merge: tuple[str, ...] = (), before: str = "") -> io.BytesIO:
    book = Workbook()
    if before:
        book.active.title = before
        book.active.append(["说明", "请勿修改"])
        book.create_sheet("名册")
    sheet = book.worksheets[-1]
    for line in lines:
        sheet.append(line)
    for area in merge:
        sheet.merge_cells(area)
    file = io.BytesIO()
    book.save(file)
    return file


def test_a_real_list():
    """A title, two header rows, merged cells, text dates, full-width digits, an empty row."""
    file = xlsx(
        ["繁花社区高龄老人名册(2026)"],
        ["序号", "楼栋", "基本情况", None, None, "联系电话*", "独居(是/否)"],
        [None, None, "姓 名", "出生 日期", "人数", None, None],
        [1, "3栋", "示例甲", "1938年5月6日", "2", "138 0000 0001", "√"],
        [2, None, "示例乙", datetime(1941, 2, 3), "3", 13800000002.0, "否"],
        [None, None, None, None, None, None, None],
        [3, "4栋", "", "1950.13.1", "几个", "139****0003", "也许"],
        [4, "4栋", "示例丁", 20000, 1.5, "(0871)6555 0004", None],
        merge=("A1:G1", "A2:A3", "B2:B3", "C2:E2", "F2:F3", "G2:G3", "B4:B5"),
        before="填表说明",
    )
    sheet = sheets.read(file, columns=COLUMNS)
    assert (sheet.leaf, sheet.header_row, sheet.unknown_columns) == ("名册", 3, ["序号"])
    assert sheet.columns["phone"] == "联系电话*"
    one, two, bad, four = sheet.rows
    assert one.cells == {
        "name": "示例甲", "born": date(1938, 5, 6), "phone": "13800000001", "heads": Decimal(2),
        "alone": True, "house": "3栋",
    }  # fmt: skip
    assert (two.number, two.cells["house"], two.cells["phone"]) == (5, "3栋", "13800000002")
    assert (two.cells["born"], two.cells["alone"]) == (date(1941, 2, 3), False)
    assert set(bad.problems) == {"name", "born", "phone", "heads", "alone"}
    assert bad.raw["phone"] == "139****0003"
    assert "遮住" in str(bad.problems["phone"])
    assert four.problems == {}
    assert four.cells["born"] == date(1954, 10, 3)  # a day that lost its format
    assert four.cells["phone"] == "087165550004"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_text_lists(encoding: str, mark: str):
    words = f"姓名{mark}联系电话\r\n示例甲{mark}13800000001\r\n{mark}\r\n"
    sheet = sheets.read(io.BytesIO(words.encode(encoding)), columns=COLUMNS)
    assert [row.cells for row in sheet.rows] == [{"name": "示例甲", "phone": "13800000001"}]


def bomb() -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (61 * 1024**2))
    return file


@pytest.mark.parametrize(("file", "problem"), [
    (io.BytesIO(b""), errors.SheetEmpty),
    (io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old"), errors.SheetRefused),
    (io.BytesIO(b"PK\x03\x04 not really"), errors.SheetRefused),
    (io.BytesIO(b"\x89PNG\r\n\x1a\n\x00\x00\x00"), errors.SheetRefused),
    (xlsx(["a", "b"], ["c", "d"]), errors.SheetColumnsMissing),
    (xlsx(["姓名", "电话"]), errors.SheetEmpty),
    (xlsx(["生日", "电话"], ["1940-01-01", "13800000001"]), errors.SheetColumnsMissing),
    (bomb(), errors.SheetTooBig),
    (io.BytesIO(b"a" * (sheets.MAX_BYTES + 1)), errors.SheetTooBig),
])  # fmt: skip
def test_what_is_no_list_is_refused(file: io.BytesIO, problem: type[errors.Problem]):
    with pytest.raises(problem) as refused:
        sheets.read(file, columns=COLUMNS)
    assert str(refused.value)


def test_one_row_too_many():
    words = "姓名\n" + "示例\n" * 10_001
    with pytest.raises(errors.SheetTooLong, match="10000"):
        sheets.read(io.BytesIO(words.encode()), columns=COLUMNS)
    rows = sheets.read(io.BytesIO(words[:-3].encode()), columns=COLUMNS).rows
    assert len(rows) == 10_000


def test_what_is_written_is_read_again_and_is_no_formula():
    file = io.BytesIO()
    sheets.write(
        file, title="坏行", heads=["姓名", "电话"], rows=[["=1+1", "13800000001"], ["\x07乙", None]]
    )
    cell = load_workbook(file).worksheets[0]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    rows = sheets.read(file, columns=COLUMNS).rows
    assert [row.cells["name"] for row in rows] == ["=1+1", "乙"]


@pytest.mark.parametrize("told", ["9999-12-31 23:59", "0001-01-01 00:00", "9999-12-31T23:59+00:00"])
def test_a_moment_no_calendar_knows_is_a_fault_of_its_row(told):
    for value in (told, datetime(9999, 12, 31, 23, 59)):
        with pytest.raises(sheets.Unclear):
            sheets.value_of(sheets.MOMENT, value)


def test_half_a_sign_is_left_out():
    """What a file of JSON lines may carry, and no database takes."""
    assert sheets.value_of(sheets.TEXT, "路灯\ud800坏了\x00") == "路灯坏了"

"""A list of residents as a community really sends it: everything in it is invented."""

from __future__ import annotations

import io
import random
from datetime import date, timedelta

from openpyxl import Workbook

SURNAMES = "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"
GIVEN = (
    "秀英桂兰玉珍国强建华志明淑芬凤仙永福长寿德才金花银凤美芳春梅海燕文忠世昌光荣兴旺翠莲"
    "云霞慧琴素珍仁义礼智信和平安康乐宁静雅洁清泉松柏竹菊荷桃杏梨枝叶红青蓝紫"
)
BAD = (
    {"birth": "三八年春"}, {"phone": "139888000"}, {"sex": "不清楚"}, {"name": ""},
    {"birth": "1938-13-45"}, {"tier": "特级"}, {"birth": "1790年"},
)  # fmt: skip


def people(many: int, seed: int = 7) -> list[dict[str, str]]:
    """Different invented people, each in one of the ways lists write things."""
    draw = random.Random(seed)
    made, seen = [], set()
    while len(made) < many:
        name = draw.choice(SURNAMES) + draw.choice(GIVEN) + draw.choice(GIVEN)
        number = len(made)
        born = date(1930, 1, 1) + timedelta(days=draw.randrange(30_000))
        door = (draw.randrange(1, 60), draw.randrange(1, 5), draw.randrange(101, 700))
        if name in seen:
            continue
        seen.add(name)
        made.append(
            {
                "name": name, "sex": draw.choice(("男", "女", "女性", "M")),
                "birth": _birth(born, number), "phone": f"100-0000-{number:04}",
                "door": _door(door, number), "tier": draw.choice(("", "A", "b", "C级")),
            }
        )  # fmt: skip
    return made


def _birth(born: date, way: int) -> str | date:
    return (
        born,
        born.isoformat(),
        f"{born.year}.{born.month}.{born.day}",
        f"{born.year}年{born.month}月",
        f"{born.year}年{born.month}月{born.day}日",
        f"{born:%Y%m%d}",
        str((born - date(1899, 12, 30)).days),
        "".join("〇一二三四五六七八九"[int(digit)] for digit in str(born.year)) + "年",
        wide(f"{born.year}/{born.month}/{born.day}"),
        f"农历{born.year}年腊月初八",
    )[way % 10]


def _door(door: tuple[int, int, int], way: int) -> str:
    building, unit, room = door
    return (
        f"{building}栋{unit}单元{room}", f"{building}-{unit}-{room}",
        wide(f"{building}幢{unit}单元{room}室"), f"{building}号楼{unit}单元{room}号",
    )[way % 4]  # fmt: skip


def wide(text: str) -> str:
    """Full-width digits and letters, as some keyboards write them."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def messy(many: int, *, bad: int, doubled: int, seed: int = 7) -> bytes:
    """A .xlsx with a merged title, a header of two rows, ``bad`` rows that cannot be right and
    ``doubled`` people who stand in it twice, ``many`` rows in all."""
    rows = people(many - doubled, seed)
    for number in range(bad):
        rows[number * 3 + 1] |= BAD[number % len(BAD)]
    rows += [rows[(many - doubled) // 2 + number] | {"phone": ""} for number in range(doubled)]
    book = Workbook()
    sheet = book.active
    sheet.append(["某某社区六十岁以上居民花名册(演示)"])
    sheet.merge_cells("A1:G1")
    sheet.append(["序号", "基本情况", None, None, "联系方式", "住址", "探访"])
    sheet.append([None, "姓 名", "性别", "出生年月", "手机号码", "楼栋单元房号", "级别"])
    for area in ("A2:A3", "B2:D2"):
        sheet.merge_cells(area)
    for number, row in enumerate(rows, start=1):
        name = f"{row['name'][:1]} {row['name'][1:]}" if number % 9 == 0 else row["name"]
        phone = wide(row["phone"]) if number % 5 == 0 else row["phone"]
        sheet.append([number, name, row["sex"], row["birth"], phone, row["door"], row["tier"]])
    sheet.append([f"合计:{many}人", None, None, None, None, None, None])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def plain(*rows: tuple[object, ...]) -> io.BytesIO:
    """A .xlsx of just these lines."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file

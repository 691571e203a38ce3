"""What a cell says, in the ways people write it."""

from __future__ import annotations

from datetime import date

import pytest

from sanshe.registry.people import errors
from sanshe.registry.people.importing import cells
from sanshe.registry.people.importing.judging import several

DAY = (date(1938, 3, 5), 1938)


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("1938-03-05", DAY), ("1938.3.5", DAY), ("1938/3/5", DAY), ("1938年3月5日", DAY),
        ("19380305", DAY), ("1938-03-05 00:00:00", DAY), ("\uff11\uff19\uff13\uff18.3.5", DAY),
        ("一九三八年三月五日", DAY), ("13944", DAY), ("1938 年 3 月 5 号生", DAY),
        ("公历1938.3.5", DAY), ("3/15/1938", (date(1938, 3, 15), 1938)),
        ("一九三八年十二月廿三日", (date(1938, 12, 23), 1938)),
        ("一九三八年十月三十日", (date(1938, 10, 30), 1938)),
        ("1938年3月", (None, 1938)), ("1938-03", (None, 1938)), ("193803", (None, 1938)),
        ("1938", (None, 1938)), ("一九三八年", (None, 1938)), ("约1938年", (None, 1938)),
        ("3/5/1938", (None, 1938)),  # March or May: nobody knows
        ("农历1938年三月初五", (None, 1938)), ("腊月初八", (None, None)),
        ("", (None, None)), ("不详", (None, None)), ("/", (None, None)),
    ],
)  # fmt: skip
def test_birthdays(text, born):
    assert cells.birth(text) == born


@pytest.mark.parametrize("text", ["三八年春", "1938-13-45", "38.3.5", "1938年2月30日", "问女儿"])
def test_unclear_birthdays(text):
    with pytest.raises(errors.UnclearDay):
        cells.birth(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("13988 8800 00", "13988880000"), ("1398888 0000(女儿)", "13988880000"),
        ("\uff11\uff13\uff19 8888 0000", "13988880000"), ("+86 139-8888-0000", "+86139-8888-0000"),
        ("座机0871-6000000", "0871-6000000"), ("无", ""), ("138、13988880000", "13988880000"),
    ],
)  # fmt: skip
def test_phones(text, number):
    assert cells.phone(text) == number


@pytest.mark.parametrize("text", ["139888000", "1.39888E+10", "139888800001", "问邻居"])
def test_phones_that_cannot_ring(text):
    with pytest.raises(errors.BadPhone):
        cells.phone(text)


@pytest.mark.parametrize(
    ("written", "door"),
    [
        (("", "", "", "3栋2单元501"), ("3栋", "3栋2单元501")),
        (("", "", "", "3-2-501"), ("3栋", "3栋2单元501")),
        (("", "", "", "\uff13幢\uff12单元\uff15\uff10\uff11室"), ("3栋", "3栋2单元501")),
        (("3", "2", "501", ""), ("3栋", "3栋2单元501")),
        (("3栋", "", "", ""), ("3栋", "")),
        (("", "", "", "3-501"), ("3栋", "3栋501")),
        (("", "", "", "某路12号大院3栋"), ("3栋", "某路12号大院3栋")),
        (("", "", "", "河边小院"), ("", "河边小院")),
    ],
)
def test_doors(written, door):
    assert cells.door(*written) == door


def test_an_id_number_leaves_only_birthday_and_sex():
    assert cells.scrub("530112193803050025") == ("1938-03-05 女", 1)
    assert cells.scrub("\uff15\uff13011219380305001x") == ("1938-03-05 男", 1)
    assert cells.scrub("证号 530112380305001,老伴 530112194001010026")[1] == 2
    assert cells.scrub("5.3011219380305e+17") == ("", 1)
    assert cells.scrub("13988880000 家") == ("13988880000 家", 0)
    assert not any(
        "530112" in cells.scrub(text)[0] for text in ("530112193899990025", "530112193803050025/")
    )


def test_several_in_one_cell_share_a_door_and_not_a_telephone():
    places = {"name": 0, "phone": 1, "address": 2, "birth": 3, "age": 4, "id_number": 5}
    one, other = several(["张 三、李四(户主)", "13988880000", "3-2-501", "1938/1940"], places)
    assert (one["name"], other["name"]) == ("张三", "李四")
    assert (one["phone"], one["birth"], other["birth"]) == ("", "1938", "1940")
    assert one["building"] == other["building"] == "3栋"
    (alone,) = several(["王五", "", "", "", "82岁", "1938-03-05 女"], places)
    assert (alone["birth"], alone["sex"]) == ("1938-03-05", "女")
    (aged,) = several(["王五", "", "", "", "82岁"], places)
    assert aged["birth"].isdecimal()

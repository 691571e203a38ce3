"""No number is typed that the book can tell; and words stay words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanshe.insight.reports.rules import tells_a_number

NUMBERS = (
    "服务了99人", "服务了９９人", "①走访", "⑳次", "Ⅲ期", "½的人", "走访一百人",
    "走访了一百多人", "一百", "十五户", "两千人次", "探访三次", "五位老人", "二十余场",
    "上百人", "叁佰元", "百分之八十", "三分之一", "八成居民", "满意的有九成", "几十人次",
    "十分钟", "一二〇人", "办了两场活动", "第一百人", "twelve visits", "Eighty per cent",
)  # fmt: skip
WORDS = (
    "大家一起做", "第一次上门", "三社联动,五社一起", "十分感谢", "有一位老人说", "一个月来",
    "三个月后再看", "一些老人", "万一摔倒", "千万别忘了", "老百姓说好", "千家万户",
    "志愿者队伍人手不够", "收拾个人卫生", "陆续回来", "八十岁以上的老人", "十月底重阳节",
    "六一儿童节", "正月十五闹元宵", "周三下午", "二十大精神", "第三方评估", "第十二届",
    "一对一陪伴", "一老一小", "五保老人", "四季平安", "好几位邻居", "少数几个人", "零件坏了",
    "统一安排", "万分感谢", "一成不变", "none was left alone", "the first visit", "",
)  # fmt: skip


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_is_told_from_words(text):
    assert tells_a_number(text)


@pytest.mark.parametrize("text", WORDS)
def test_words_are_no_numbers(text):
    assert not tells_a_number(text)


def chinese(value: int) -> str:
    """As it is spoken, to 9999."""
    said = ""
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // place % 10
        if digit:
            said += "〇一二三四五六七八九"[digit] + unit
        elif said and not said.endswith("零"):
            said += "零"
    return said.rstrip("零").removeprefix("一") if 10 <= value < 20 else said.rstrip("零")


@settings(max_examples=40, deadline=None)
@given(
    st.integers(2, 9999), st.sampled_from("人户次场件"), st.sampled_from(WORDS), st.booleans()
)  # fmt: skip
def test_every_count_is_found_between_any_words(value, measure, words, digits):
    said = str(value) if digits else chinese(value)
    assert tells_a_number(f"{words},走访{said}{measure},{words}")

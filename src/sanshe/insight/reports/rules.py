"""What may stand in the words of whoever writes a report: no number that the book could tell.

A figure is taken from the book or stands nowhere: typed beside the figures it would contradict
them one day. Refused are digits of every kind, Chinese numbers from ten on, a small number with
a measure word, shares, and the same in English. Let through is what tells no count: 一起, 一位,
第一次, 三社, 十分, a date, an age, a saying. What is let through is our own decision.
"""

from __future__ import annotations

import re
from unicodedata import category, normalize

_DIGIT, _UNIT = "〇零一二两三四五六七八九几", "十百千万亿廿卅"
_FORMAL = "壹贰叁肆伍陆柒捌玖"
_MANY = f"[{_DIGIT}{_UNIT}]"
_SAYINGS = (
    "万一", "千万要", "千万别", "千万不", "万千", "万分", "十分(?!钟)", "十足", "百分百",
    "老百姓", "百姓", "一五一十", "千家万户", "万家灯火", "千方百计", "成千上万", "千人千面",
    "百花", "百货", "二十四节气", "十九大", "二十大", "数一数二", "七七八八", "三三两两",
    "十一假期", "十一长假", "零件",
)  # fmt: skip
_NO_COUNT = re.compile(
    "|".join(
        (
            *sorted(_SAYINGS, key=len, reverse=True),
            f"第[{_DIGIT}十]+(?![百千万亿])",
            f"{_MANY}+月(?:份|底|初|中旬)?(?:{_MANY}+[日号])?",
            rf"(?:正月|腊月|初|周|星期|礼拜)[{_DIGIT}十]+",
            f"{_MANY}+多?岁",
            rf"{_MANY}+年(?=以来|底|初|度)",
        )
    )
)
_MEASURE = (
    "人|位|名|户|家|口|次|趟|回|遍|场|节|例|件|个(?!月|星期|礼拜)|项|份|条|组|对|元|块钱|万元|小时|分钟|"
    "天|倍|%|成(?![立员果功长为了年就])|点(?=位|服务)|台|张|户次|人次|公里|本|册|支|笔|处|间"
)
_TOLD = re.compile(
    "|".join(
        (
            # from ten on: 一百, 十五, 三千二, and what is written so that nobody changes it: 叁佰
            f"[{_DIGIT}][{_UNIT}]", f"[{_UNIT}][{_DIGIT}]", f"[{_FORMAL}][拾佰仟万亿]",
            # a small number with what is counted; 一位 is somebody, 几位 some
            f"(?:[{_DIGIT}{_UNIT}]{{2,}}|(?![一几]){_MANY})(?:多|余|来)?(?:{_MEASURE})",
            "分之",
            r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|"
            r"forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|dozens?|"
            r"per ?cent)\b",
        )
    ),
    re.IGNORECASE,
)  # fmt: skip


def tells_a_number(text: str) -> bool:
    """Whether a text says a number that the book could tell."""
    if any(category(sign)[0] == "N" and sign not in _DIGIT for sign in text):
        return True  # 3, ３, ③, Ⅲ, ½
    return _TOLD.search(_NO_COUNT.sub(" ", normalize("NFKC", text))) is not None

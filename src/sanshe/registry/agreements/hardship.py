"""Which targets would be a number of people in hardship: they are found and helped, never produced
to order. Words that are read, not shown."""

from __future__ import annotations

import re

_A_NUMBER_OF_THEM = re.compile(
    r"(低保|特困|困难|贫困|残疾|重残|失独|孤儿|留守|受暴|受害|精神障碍|低收入|边缘户|失能)"
    r".{0,8}(人数|户数|人员数|数量|名额|发现数|新增数|认定)"
    r"|(发现|识别|新增|认定).{0,4}(低保|特困|困难|贫困|受暴|孤儿|留守|残疾)"
)


def promised(name: str) -> bool:
    """Whether an indicator of this name would count people in hardship."""
    return _A_NUMBER_OF_THEM.search(name) is not None

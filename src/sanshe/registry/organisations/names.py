"""Whether two names may well mean the same organisation (A78b: 绿砖瓦社区服务中心 and
绿砖瓦城乡社区服务中心 are one)."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_BRACKETS = re.compile(r"[((].*?[))]|[\s·・\-]")
_COMMON = re.compile(
    "社区居民委员会|社区居委会|居民委员会|居委会|街道办事处|办事处|社会工作|社会组织|社会事务|"
    "有限责任公司|有限公司|服务中心|服务站|服务社|工作站|促进会|联合会|协会|中心|社会|社区|社工|"
    "服务|事务|工作"
)
NEAR = 0.8
"""How alike two cores are before we ask; found by trying the names of the article."""


def plain(name: str) -> str:
    """The name without brackets and spaces."""
    return _BRACKETS.sub("", name).strip()


def core(name: str) -> str:
    """What tells one organisation from another: the name without the words that most share."""
    return _COMMON.sub("", plain(name)) or plain(name)


def alike(one: str, other: str) -> bool:
    """Whether a person should be asked if the two are the same."""
    if plain(one) == plain(other):
        return True
    a, b = core(one), core(other)
    if len(min(a, b, key=len)) >= 2 and (a in b or b in a):
        return True
    if len(set(a) & set(b)) < 2:  # cheap, before the slow comparison
        return False
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= NEAR

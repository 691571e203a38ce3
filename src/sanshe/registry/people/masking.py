"""What a list shows of somebody: enough to tell people apart, too little to carry away.

A form of address (周奶奶, 老杨, 何姐, 东北的宋姨) is nobody's full name and stays; of anything else
the surname stays. The building stands beside it; a phone number keeps its last two digits.
"""

from __future__ import annotations

from sanshe.trust.seal.crypto import hidden

TITLES = (
    "奶奶", "爷爷", "阿姨", "大爷", "大妈", "大姐", "大哥", "师傅", "叔叔", "伯伯", "婆婆", "老师",
    "女士", "先生", "书记", "社工", "医生", "姐", "哥", "姨", "叔", "婶", "嫂", "孃",
)  # fmt: skip
FEMALE = ("奶奶", "阿姨", "大妈", "大姐", "婆婆", "女士", "姐", "姨", "婶", "嫂", "孃")
MALE = ("爷爷", "大爷", "大哥", "叔叔", "伯伯", "先生", "哥", "叔")
BEFORE = ("老", "小", "阿")
COMPOUND = ("欧阳", "司马", "上官", "诸葛", "尉迟", "皇甫", "东方", "令狐", "万俟", "夏侯")


def masked_name(name: str) -> str:
    """段** for a full name; 周奶奶, 老杨 as they are."""
    if is_address(name):
        return name
    keep = 2 if name.startswith(COMPOUND) else 1
    return name[:keep] + "*" * min(len(name) - keep, 2)


def is_address(name: str) -> bool:
    """Whether somebody is only called by surname and title, or described."""
    if "的" in name[1:] and name.endswith(TITLES):
        return True
    if len(name) == 2 and name.startswith(BEFORE):
        return True
    surname = 2 if name.startswith(COMPOUND) else 1
    return name[surname:] in TITLES


def masked_phone(phone: str) -> str:
    return hidden(phone)


def called(name: str, building: str) -> str:
    """「周奶奶, 3栋」, masked."""
    return ", ".join(filter(None, (masked_name(name), building)))

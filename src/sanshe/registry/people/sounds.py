"""What likely duplicates are found by: how a name sounds, its surname, the mark of a phone."""

from __future__ import annotations

import re
from functools import lru_cache

from sanshe.trust.seal.crypto import mark

from .masking import COMPOUND, is_address
from .pinyin import SURNAMES, spell

_FOLDS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))
"""Sounds that are one in much of the south-west, so that a name taken by ear is found."""


def folded(pinyin: str) -> str:
    for careful, plain in _FOLDS:
        pinyin = pinyin.replace(careful, plain)
    return pinyin


def surname_of(name: str) -> str:
    """The folded sound of the family name: 张阿姨 → zan, 老杨 → yan, 东北的宋姨 → son."""
    rest = name.rsplit("的", 1)[-1] if "的" in name[1:] and is_address(name) else name
    if len(rest) == 2 and rest[0] in "老小阿":
        rest = rest[1:]
    if not rest:
        return ""
    family = rest[:2] if rest.startswith(COMPOUND) else rest[0]
    return _family(family)


@lru_cache(maxsize=2000)  # there are fewer surnames than that
def _family(family: str) -> str:
    return folded(SURNAMES.get(family) or spell(family)[0])[:20]


def bare_phone(phone: str) -> str:
    """Only the digits that ring: no country code, no extension. Three and less are no number of
    a person (110)."""
    digits = re.sub(r"\D", "", phone.split("转")[0])
    digits = re.sub(r"^(00)?86(?=1\d{10}$)", "", digits)
    return digits if len(digits) > 5 else ""


def phone_mark(phone: str) -> str:
    return mark(bare_phone(phone), column="people_person.phone")

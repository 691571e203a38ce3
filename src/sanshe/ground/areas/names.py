"""What a community's name tells: town or village, its short name, and what it is found by."""

from __future__ import annotations

import re

from sanshe.ground.kit.pinyin import initials, readable, spell_all

from .enums import Kind, Level

# in the wild: 「…社区居民委员」 cut short, and 「…村民委员会（农村社区）」
_ENDING = re.compile(
    r"(?:(?P<urban>(?:社区)?居民委员会?|(?:社区)?居委会|社区委员会|社区|生活区)"
    r"|(?P<village>村民委员会?|村委会|村))(?:[（(].*[）)])?$"
)
_COMMITTEE = re.compile(r"(?:居民委员会?|居委会|村民委员会?|村委会|社区委员会)(?:[（(].*[）)])?$")
_URBAN_CODES, _VILLAGE_CODES = range(1, 200), range(200, 400)  # last three digits, statistics


def kind_of(name: str, code: int = 0) -> Kind | str:
    """Urban community or village, by the name's ending; where the ending is silent, by the
    statistical code's last three digits (001-199 and 200-399); else ""."""
    if found := _ENDING.search(name):
        return Kind.URBAN if found["urban"] else Kind.VILLAGE
    if code % 1000 in _URBAN_CODES:
        return Kind.URBAN
    return Kind.VILLAGE if code % 1000 in _VILLAGE_CODES else ""


def short_name(name: str) -> str:
    """「复兴社区居委会」 → 「复兴社区」, 「碧溪村民委员会」 → 「碧溪村」: as people say it."""
    found = _COMMITTEE.search(name)
    if not found or not found.start():
        return name
    stem, committee = name[: found.start()], found[0]
    if stem.endswith(("社区", "村")):
        return stem
    return stem + ("村" if committee.startswith("村") else "社区")


def found_by(name: str, level: int) -> tuple[str, str, str]:
    """Pinyin, initials and the words of one name; see ``found_by_all``."""
    return found_by_all([name], [level])[0]


def found_by_all(names: list[str], levels: list[int]) -> list[tuple[str, str, str]]:
    """For each name its pinyin, its initials, and the words it is found by.

    The words are the short name, its pinyin and its initials from each character on: any part of
    a name is then the beginning of a word, which an index finds. The ending 社区 or 村 starts no
    word of its own: half the country would answer to it.
    """
    shorts = [
        readable(short_name(name) if level == Level.COMMUNITY else name)
        for name, level in zip(names, levels, strict=True)
    ]
    found = []
    for short, syllables in zip(shorts, spell_all(shorts), strict=True):
        pinyin, first = "".join(syllables), initials(syllables)
        words = [short, pinyin, first]
        at = 0
        for start in range(1, len(syllables) - _ending_length(short)):
            at += len(syllables[start - 1])
            words += (short[start:], pinyin[at:], first[start:])
        found.append((pinyin, first, " ".join(words).lower()))
    return found


def _ending_length(short: str) -> int:
    if short.endswith("社区") and len(short) > 2:
        return 2
    return 1 if short.endswith("村") and len(short) > 1 else 0

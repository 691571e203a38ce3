"""What a community's name tells: town or village, its short name, and what it is found by."""

from __future__ import annotations

import re

from sanshe.ground.kit.pinyin import initials, readable, spell_all

from .enums import Kind, Level

_URBAN, _VILLAGE = Kind.URBAN, Kind.VILLAGE
_ENDINGS = (
    # as the register writes it (also cut short), as people say it; the longer of two goes first
    ("社区村民委员会", "社区", _VILLAGE), ("村民委员会", "村", _VILLAGE),
    ("社区居民委员会", "社区", _URBAN), ("居民委员会", "社区", _URBAN),
    ("社区村委会", "社区", _VILLAGE), ("村委会", "村", _VILLAGE), ("村", "村", _VILLAGE),
    ("社区居委会", "社区", _URBAN), ("居委会", "社区", _URBAN), ("社区", "社区", _URBAN),
    ("生活区", "生活区", _URBAN), ("社区委员会", "社区", _URBAN),
    ("社区居民委员", "社区", _URBAN), ("居民委员", "社区", _URBAN),
    ("村民委员", "村", _VILLAGE),
)  # fmt: skip
_REMARK = re.compile(r"[（(][^（(]*[）)]$")  # 「碧溪村民委员会（农村社区）」
_URBAN_CODES, _VILLAGE_CODES = range(1, 200), range(200, 400)  # last three digits, statistics


def kind_of(name: str, code: int = 0) -> Kind | str:
    """Urban community or village, by the name's ending; where the ending is silent, by the
    statistical code's last three digits (001-199 and 200-399); else ""."""
    if kind := _taken_apart(name)[2]:
        return kind
    if code % 1000 in _URBAN_CODES:
        return Kind.URBAN
    return Kind.VILLAGE if code % 1000 in _VILLAGE_CODES else ""


def short_name(name: str) -> str:
    """「复兴社区居委会」 → 「复兴社区」, 「碧溪村民委员会」 → 「碧溪村」: as people say it."""
    stem, said, _ = _taken_apart(name)
    if not stem or not said:
        return name
    return stem if said == "村" and stem.endswith("村") else stem + said


def _taken_apart(name: str) -> tuple[str, str, Kind | str]:
    if name.endswith(("）", ")")):
        name = _REMARK.sub("", name)
    for ending, said, kind in _ENDINGS:
        if name.endswith(ending):
            return name[: -len(ending)], said, kind
    return name, "", ""


def found_by(name: str, level: int) -> tuple[str, str, str]:
    """Pinyin, initials and the words of one name; see ``found_by_all``."""
    return found_by_all([name], [level])[0]


def found_by_all(names: list[str], levels: list[int]) -> list[tuple[str, str, str]]:
    """For each name its pinyin, its initials, and the words it is found by.

    The words are the short name, its pinyin and its initials from each character on: any part of
    a name is then the beginning of a word, which an index finds. The ending 社区 or 村 starts no
    word of its own: half the country would answer to it.
    """
    if not names:
        return []
    shorts = [
        (short_name(name) if level == Level.COMMUNITY else name).lower()
        for name, level in zip(names, levels, strict=True)
    ]
    found = []
    for short, syllables in zip(shorts, spell_all(shorts), strict=True):
        if len(short) != len(syllables):
            short = readable(short)
        pinyin, first = "".join(syllables), initials(syllables)
        words = [short, pinyin, first]
        at = 0
        for start in range(1, len(syllables) - _ending_length(short)):
            at += len(syllables[start - 1])
            words += (short[start:], pinyin[at:], first[start:])
        found.append((pinyin, first, " ".join(words)))
    return found


def _ending_length(short: str) -> int:
    if short.endswith("社区") and len(short) > 2:
        return 2
    return 1 if short.endswith("村") and len(short) > 1 else 0

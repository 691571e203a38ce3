"""How a name is found by its sound: full pinyin and initials, computed on writing."""

from __future__ import annotations

SURNAMES = {
    "单": "shan", "曾": "zeng", "解": "xie", "查": "zha", "仇": "qiu", "区": "ou", "朴": "piao",
    "覃": "qin",
}  # fmt: skip
"""Surnames that sound unlike the same character elsewhere."""


def spell(name: str) -> tuple[str, str]:
    """("zhounainai", "znn") for 周奶奶; lower case, nothing but letters and digits."""
    from pypinyin import lazy_pinyin  # its tables take a moment to load

    syllables = lazy_pinyin(name)
    if name[:1] in SURNAMES:
        syllables[0] = SURNAMES[name[0]]
    syllables = [_letters(syllable) for syllable in syllables]
    return "".join(syllables)[:200], "".join(s[:1] for s in syllables)[:40]


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isascii() and c.isalnum())

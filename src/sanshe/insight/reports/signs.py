"""What people type may hold signs that no paper can show: an emoji, a rare character, a control
sign from a copied text. They must not keep a report from being made.

The figures that are kept and the page stay as they are typed; only what is set is changed.
"""

from __future__ import annotations

import struct
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any
from unicodedata import category

FONTS = Path(__file__).parent / "fonts"
STANDS_FOR = "□"
"""What a sign stands as that the font has not."""
_KEPT = "\n\t\u200b"  # the last: a place where a long line may end
_FORM = 12
"""The cmap table that lists all of a font's characters (OpenType, "segmented coverage")."""


def for_word(said: Any) -> Any:
    """Without what an XML file cannot hold; the reader's program brings fonts of its own."""
    return _each(said, lambda sign: "" if _nothing(sign) else sign)


def for_paper(said: Any) -> Any:
    """The same, and in the place of what the fonts cannot show a box."""
    return _each(said, _shown)


def _shown(sign: str) -> str:
    if sign in _KEPT:
        return sign
    if _nothing(sign) or (category(sign) in ("Cf", "Mn", "Me") and not _has(sign)):
        return ""
    return sign if _has(sign) else STANDS_FOR


def _nothing(sign: str) -> bool:
    return (category(sign) in ("Cc", "Cs") and sign not in _KEPT) or sign in "\ufffe\uffff"


def _each(said: Any, made: Any) -> Any:
    if isinstance(said, str):
        return said if said.isascii() and said.isprintable() else "".join(map(made, said))
    if isinstance(said, dict):
        return {key: _each(value, made) for key, value in said.items()}
    return [_each(one, made) for one in said] if isinstance(said, list | tuple) else said


@cache
def _has(sign: str) -> bool:
    return all(ord(sign) in signs for signs in _signs())


@cache
def _signs() -> list[frozenset[int]]:
    """The characters of each font."""
    return [_listed(file.read_bytes()) for file in sorted(FONTS.glob("*.otf"))]


def _listed(font: bytes) -> frozenset[int]:
    tables = struct.unpack_from(">H", font, 4)[0]
    places = (struct.unpack_from(">4sLLL", font, 12 + 16 * n) for n in range(tables))
    cmap = next(place for name, _check, place, _long in places if name == b"cmap")
    for n in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        at = cmap + struct.unpack_from(">HHL", font, cmap + 4 + 8 * n)[2]
        if struct.unpack_from(">H", font, at)[0] == _FORM:
            count = struct.unpack_from(">L", font, at + 12)[0]
            groups = struct.iter_unpack(">LLL", font[at + 16 : at + 16 + 12 * count])
            return frozenset(chain.from_iterable(range(a, b + 1) for a, b, _glyph in groups))
    raise ValueError("a font that does not list its characters")

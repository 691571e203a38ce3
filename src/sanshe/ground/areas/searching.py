"""Finding areas by name, part of a name, pinyin or initials, among all of the country."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import connection

from sanshe.ground.kit.places import span_of

from .enums import Level
from .names import short_name

_MOST = 3000  # rows looked at for one beginning; whoever types so little types more
_OUTER = [level for level in Level.values if level != Level.COMMUNITY]
_NOT_WORD = re.compile(r"[\W_]+")
_ENDINGS = ("社区", "村", "街道", "镇", "乡", "县", "区", "市", "省",
            "shequ", "cun", "jiedao", "zhen", "xiang", "xian", "qu", "shi", "sheng")  # fmt: skip

_FIND = """
SELECT code, name, level, kind, pinyin, initials, ended_on IS NOT NULL AND successor IS NOT NULL
FROM areas_area
WHERE words @@ %s::tsquery AND (ended_on IS NULL OR successor IS NOT NULL)
    AND ({places}) AND level = ANY (%s)
LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Found:
    """One hit; ``path`` is its whole name, for names are not unique."""

    code: int
    name: str
    level: int
    kind: str
    path: str


def search(text: str, *, within: int = 0, level: int | None = None, limit: int = 20) -> list[Found]:
    """The areas in use that ``text`` means, best first: a whole name, then a beginning, then a
    part; larger areas first.

    Several words go from the outside in: 「西山 复兴」 is 复兴 inside whatever 西山 means.
    ``within`` an area, of one ``level``. A name that has ended finds what took its place.
    """
    *outer, last = [_clean(word) for word in text.split()] or [""]
    if not last:
        return []
    spans = [span_of(within)]
    for word in filter(None, outer):
        spans = [span_of(row[0]) for row in _find(word, spans, _OUTER, 50)]
        if not spans:
            return []
    rows = _find(last, spans, [level] if level else list(Level.values), limit)
    return _shown(rows)


def _clean(word: str) -> str:
    return _NOT_WORD.sub("", short_name(word.strip())).lower().replace("ü", "v")


def _find(word: str, spans: list[tuple[int, int]], levels: list[int], limit: int) -> list[tuple]:
    """First what is called just so; only when that is too little, whatever begins with it."""
    exact = " | ".join(f"'{word}{ending}'" for ending in ("", *_ENDINGS))
    rows = _ask(exact, spans, levels)
    if len(rows) < limit:
        known = {row[0] for row in rows}
        rows += [row for row in _ask(f"'{word}':*", spans, levels) if row[0] not in known]
    return sorted(rows, key=lambda row: (_rank(row, word), row[2], row[0]))[:limit]


def _ask(query: str, spans: list[tuple[int, int]], levels: list[int]) -> list[tuple]:
    places = " OR ".join(["code BETWEEN %s AND %s"] * len(spans))
    bounds = [bound for span in spans for bound in span]
    with connection.cursor() as cursor:
        cursor.execute(_FIND.format(places=places), [query, *bounds, levels, _MOST])
        return cursor.fetchall()


def _rank(row: tuple, word: str) -> int:
    """0 called so, 1 begins so, 2 has it inside."""
    _, name, _, _, pinyin, initials, _ = row
    for said in (short_name(name), pinyin, initials):
        if said == word or said.removeprefix(word) in _ENDINGS:
            return 0
    return 1 if name.startswith(word) or pinyin.startswith(word) or initials == word else 2


def _shown(rows: list[tuple]) -> list[Found]:
    from .queries import full_names, get

    found: list[tuple[int, str, int, str]] = []
    for code, name, level, kind, _, _, succeeded in rows:
        if succeeded:
            heir = get(code)
            code, name, level, kind = heir.code, heir.name, heir.level, heir.kind
        if code not in {one[0] for one in found}:
            found.append((code, name, level, kind))
    paths = full_names([one[0] for one in found])
    return [Found(*one, paths[one[0]]) for one in found]

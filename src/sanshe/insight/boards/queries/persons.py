"""Different persons of an item or of an agency: read as they were folded, told by ``told``."""

from __future__ import annotations

from typing import Any

from django.db import connection

from sanshe.ground.kit.places import parent_of, span_of
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope

from ..models import ANY_AGENCY, ANY_ITEM
from ..told import Cell, told
from .asking import level_of

_CELLS = """
SELECT r.level, r.area, r.start, {column}, r.persons
FROM (SELECT DISTINCT level, area, start FROM boards_reached
      WHERE ((level = %(level)s AND area BETWEEN %(lo)s AND %(hi)s)
             OR (level = %(up)s AND area = %(parent)s))
        AND start BETWEEN %(since)s AND %(until)s AND whole_year = %(whole_year)s) places
JOIN boards_reached_by r USING (level, area, start)
WHERE r.whole_year = %(whole_year)s AND {column} <> %(any)s AND r.persons > 0
"""
_WHOLES = """
SELECT area, start, persons FROM boards_reached
WHERE level = %(level)s AND area BETWEEN %(lo)s AND %(hi)s
  AND start BETWEEN %(since)s AND %(until)s AND whole_year = %(whole_year)s
"""


def persons_by(
    kind: str, area: int, *, below: bool, since: Any, until: Any, whole_year: bool
) -> dict[tuple[int, Any, str], int]:
    """(area, start, item or agency) → how many, in steps of five: of ``area`` itself or of those
    right below it. Read without the actor's walls, for what is told must not depend on who asks;
    the caller shows only areas that are theirs."""
    level = level_of(area) + below
    if not 1 <= level <= 5:
        return {}
    parent = area if below else parent_of(area)
    lo, hi = span_of(parent) if parent is not None else span_of(area)
    values = {
        "level": level, "lo": lo, "hi": hi, "up": level - 1, "parent": parent or -1,
        "since": since, "until": until, "whole_year": whole_year,
        "any": ANY_ITEM if kind == "item" else ANY_AGENCY,
    }  # fmt: skip
    cells: dict[Any, dict[Cell, int]] = {}
    above: dict[Any, dict[Cell, int]] = {}
    wholes: dict[Any, dict[int, int]] = {}
    with scope(Actor.job("boards"), read_only=True), connection.cursor() as cursor:
        cursor.execute(_CELLS.format(column=f"r.{kind}"), values)
        for at, place, start, of, persons in cursor.fetchall():
            into = cells if at == level else above
            into.setdefault(start, {})[place, of] = persons
        cursor.execute(_WHOLES, values)
        for place, start, persons in cursor.fetchall():
            wholes.setdefault(start, {})[place] = persons
    found: dict[tuple[int, Any, str], int] = {}
    for start, sizes in cells.items():
        parents = {place: parent for place, _of in sizes} if parent is not None else {}
        shown = told(sizes, persons=wholes.get(start, {}), above=above.get(start, {}),
                     parent=parents)  # fmt: skip
        for (place, of), size in shown.items():
            if below or place == area:
                found[place, start, str(of)] = size
    return found

"""Keeping the pools right as figures change (``shading`` says what they are).

Looked at again: the communities whose figures moved; their whole county where a pool reaches
beyond a community; their whole province where one reaches beyond the county.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from sanshe.ground.kit.places import span_of

from .adding import ADD, LEVELS_OF_A_PART
from .shading import area_at, pools, settled

WIDER = (5, 3, 1)
"""What is looked at: a community, else its county, else its province."""


class Part(NamedTuple):
    """What a figure is made of: never cut any further."""

    community: int
    month: date
    item: int
    agency: UUID
    platform: int
    unit: str


class Whole(NamedTuple):
    """A community's persons in a month or year: never cut any further."""

    community: int
    start: date
    whole_year: bool


_PARTS = """
SELECT area, month, item, agency, platform, unit, pool, records
FROM unnest(%(lows)s::bigint[], %(highs)s::bigint[]) AS look(lo, hi)
JOIN boards_month ON area BETWEEN lo AND hi
WHERE level = 5 AND month = %(month)s AND NOT sealed
  AND (records <> 0 OR confirmed <> 0 OR quantity <> 0 OR heads <> 0)
"""
_WHOLES = """
SELECT area, start, whole_year, pool, persons
FROM unnest(%(lows)s::bigint[], %(highs)s::bigint[]) AS look(lo, hi)
JOIN boards_reached ON area BETWEEN lo AND hi
WHERE level = 5 AND start = %(start)s
  AND whole_year = %(whole_year)s AND persons > 0
"""

_MOVE = f"""
WITH moving AS MATERIALIZED (
    SELECT m.becomes, found.place
    FROM unnest(%(areas)s::bigint[], %(months)s::date[], %(items)s::bigint[],
                         %(agencies)s::uuid[], %(platforms)s::bigint[], %(units)s::text[],
                         %(pools)s::smallint[], %(becomes)s::smallint[])
        AS m(area, month, item, agency, platform, unit, pool, becomes)
    CROSS JOIN LATERAL (
        SELECT b.ctid AS place FROM boards_month b
        WHERE b.level = 5 AND NOT b.sealed
          AND (b.area, b.month, b.item, b.agency, b.platform, b.unit, b.pool)
            = (m.area, m.month, m.item, m.agency, m.platform, m.unit, m.pool) LIMIT 1) AS found),
gone AS (
    DELETE FROM boards_month b USING moving m WHERE b.ctid = m.place RETURNING b.*, m.becomes),
deltas AS (
    SELECT area AS community, month, item, agency, platform, unit, false AS sealed, side.pool,
           sign > 0 AS low, sign * records AS records, sign * confirmed AS confirmed,
           sign * quantity AS quantity, sign * heads AS heads
    FROM gone CROSS JOIN LATERAL (VALUES (gone.pool, -1), (gone.becomes, 1)) AS side(pool, sign)),
every AS ({LEVELS_OF_A_PART})
{ADD}
"""
"""Each row is looked up by its key: a planner that knows nothing yet of a table just filled would
compare every row with every move. Nobody but the one folder moves a row, so its place holds."""

_SHADE = """
UPDATE boards_reached b SET pool = m.becomes
FROM unnest(%(areas)s::bigint[], %(starts)s::date[], %(years)s::bool[], %(becomes)s::smallint[])
    AS m(area, start, whole_year, becomes)
WHERE b.level = 5 AND (b.area, b.start, b.whole_year) = (m.area, m.start, m.whole_year)
"""

Row = tuple[Any, int, int]
"""A part, in which pool it lies, how large it is there."""
Read = Callable[[set[int], Any], list[Row]]


def of_figures(places: Iterable[tuple[int, date]]) -> None:
    """Pool anew where (community, month) figures moved, and carry the moves upward."""
    months: dict[date, set[int]] = defaultdict(set)
    for community, month in places:
        months[month].add(community)
    moves = _again(months, _parts)
    if not moves:
        return
    columns = zip(*((*part, pool, becomes) for part, pool, becomes in moves), strict=True)
    names = ("areas", "months", "items", "agencies", "platforms", "units", "pools", "becomes")
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, dict(zip(names, map(list, columns), strict=True)))


def of_persons(places: Iterable[tuple[int, date, bool]]) -> None:
    """Pool anew the communities whose number of persons moved."""
    spans: dict[Any, set[int]] = defaultdict(set)
    for community, start, whole_year in places:
        spans[start, whole_year].add(community)
    moves = _again(spans, _wholes)
    if moves:
        columns = zip(*((*part, becomes) for part, _pool, becomes in moves), strict=True)
        values = dict(zip(("areas", "starts", "years", "becomes"), map(list, columns), strict=True))
        with connection.cursor() as cursor:
            cursor.execute(_SHADE, values)


def _again(places: Mapping[Any, set[int]], read: Read) -> list[Row]:
    """(part, pool, becomes) of every part that lies in another pool than it should."""
    moves: list[Row] = []
    for of, communities in places.items():
        look = communities
        for level in WIDER:
            by_area: dict[int, list[Row]] = defaultdict(list)
            for row in read({area_at(level, code) for code in look}, of) if look else ():
                by_area[area_at(level, row[0].community)].append(row)
            look = set()
            for area, rows in by_area.items():
                found = _found(rows)
                if level == WIDER[-1] or settled(found.values(), (pool for _p, pool, _n in rows),
                                                 level):  # fmt: skip
                    moves += [(part, pool, found[part]) for part, pool, _n in rows
                              if pool != found[part]]  # fmt: skip
                else:
                    look.add(area)
    return moves


def _found(rows: list[Row]) -> dict[Any, int]:
    sizes: dict[Any, int] = defaultdict(int)
    for part, _pool, size in rows:
        sizes[part] += size
    return pools(sizes)


def _parts(of: set[int], month: date) -> list[Row]:
    rows = _rows(_PARTS, of, month=month)
    return [(Part(*key), pool, records) for *key, pool, records in rows]


def _wholes(of: set[int], period: tuple[date, bool]) -> list[Row]:
    rows = _rows(_WHOLES, of, start=period[0], whole_year=period[1])
    return [(Whole(*key), pool, persons) for *key, pool, persons in rows]


def _rows(statement: str, areas: set[int], **of: Any) -> list[tuple[Any, ...]]:
    lows, highs = zip(*map(span_of, sorted(areas)), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(statement, {"lows": list(lows), "highs": list(highs), **of})
        return cursor.fetchall()

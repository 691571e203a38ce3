"""Folding upward: what the book's entries moved, added to every level at once and exactly once.

Marks and figures change in one transaction, and a chain is read from its mark on: an entry that
was committed is in every board once, whatever dies at whatever moment. One folder works at a time
(an advisory lock that ends with its transaction); others find nothing to do. No writer of the book
ever touches these rows, so no writer waits for them.
"""

from __future__ import annotations

from typing import NamedTuple

from django.db import connection

from sanshe.ground.kit.places import STEPS
from sanshe.ledger.queries.moves import ENDS, MOVES, entries, take

from . import shades
from .adding import ADD, LEVELS_OF_A_PART
from .models import ANY_AGENCY, ANY_ITEM

LOCK = 20_261_123
AT_ONCE = 50_000
"""How many entries one fold takes at most: about a second's work, so that a long backlog is
folded in steps that can be lost and repeated."""

_SPANS = """spans AS MATERIALIZED (
    SELECT * FROM unnest(%(counties)s::bigint[], %(agencies)s::uuid[], %(after)s::bigint[],
                         %(upto)s::bigint[]) AS s(county, agency, after, upto))"""

_WAITING = f"""
SELECT h.county, h.agency, coalesce(m.seq, 0), h.seq
FROM ({ENDS}) h LEFT JOIN boards_mark m ON m.county = h.county AND m.agency = h.agency
WHERE h.seq > coalesce(m.seq, 0)
"""

_MARK = f"""
WITH {_SPANS}
INSERT INTO boards_mark (county, agency, seq) SELECT county, agency, upto FROM spans
ON CONFLICT (county, agency) DO UPDATE SET seq = EXCLUDED.seq
"""

NONE_SQL = f"'{ANY_AGENCY}'::uuid"
UP = "(VALUES {}) AS up(level, step)".format(
    ", ".join(f"({level}::smallint, {step}::bigint)" for level, step in enumerate(STEPS, 1))
)
"""The levels, each with how many codes an area of it spans."""
SEEN_ITEM = f"CASE WHEN sealed THEN {ANY_ITEM} ELSE item END"
SEEN_AGENCY = f"CASE WHEN sealed THEN {NONE_SQL} ELSE agency END"
"""A sealed record counts among an area's persons, and not to any item or agency."""

_FIGURES = f"""
WITH {_SPANS},
deltas AS (
    SELECT community, month, item, agency, platform, unit, sealed, 0::smallint AS pool,
           true AS low, sum(sign) AS records,
           coalesce(sum(sign) FILTER (WHERE standing = 'confirmed'), 0) AS confirmed,
           sum(sign * quantity) AS quantity, sum(sign * heads) AS heads
    FROM ({MOVES}) moves GROUP BY 1, 2, 3, 4, 5, 6, 7),
every AS ({LEVELS_OF_A_PART}),
put AS ({ADD})
SELECT DISTINCT community, month FROM deltas WHERE NOT sealed
"""


def shared(one: str, other: str) -> str:
    """SQL for the level of the lowest area that holds both: from there up, somebody was counted
    already."""
    levels = " ".join(
        f"WHEN {one} / {step} = {other} / {step} THEN {level}"
        for level, step in zip((5, 4, 3, 2, 1), STEPS[::-1], strict=True)
    )
    return f"CASE {levels} ELSE 0 END"


def _first(of: str) -> str:
    """SQL for the level from which up another cell that turned with this one is counted already:
    codes being what they are, the one before it in their order shares the most."""
    before = f"lag(community) OVER (PARTITION BY came, person, {of} ORDER BY community)"
    return shared("community", before)


_PERSONS = f"""
WITH {_SPANS},
deltas AS MATERIALIZED (
    SELECT person, month, community, {SEEN_ITEM} AS item, {SEEN_AGENCY} AS agency,
           sum(sign) AS times
    FROM ({MOVES}) moves CROSS JOIN LATERAL unnest(persons) AS person
    GROUP BY 1, 2, 3, 4, 5 HAVING sum(sign) <> 0),
touched AS MATERIALIZED (
    SELECT DISTINCT person, date_trunc('year', month)::date AS year FROM deltas),
cells AS MATERIALIZED (
    SELECT person, month, community, item, agency, date_trunc('year', month)::date AS year,
           coalesce(b.times, 0) > 0 AS was,
           coalesce(b.times, 0) + coalesce(deltas.times, 0) > 0 AS now
    FROM (SELECT b.* FROM touched t JOIN boards_seen b
            ON b.person = t.person AND b.month >= t.year AND b.month < t.year + interval '1 year'
         ) b
    FULL JOIN deltas USING (person, month, community, item, agency)),
kept AS (
    INSERT INTO boards_seen AS b (person, month, community, item, agency, times)
    SELECT person, month, community, item, agency, times FROM deltas
    ON CONFLICT (person, month, community, item, agency)
    DO UPDATE SET times = b.times + EXCLUDED.times),
turned AS MATERIALIZED (
    SELECT t.person, t.month, t.community, t.item, t.agency, t.year, t.now AS came,
           coalesce(max(level) FILTER (WHERE o.month = t.month), 0) AS m,
           coalesce(max(level), 0) AS y,
           coalesce(max(level) FILTER (WHERE o.month = t.month AND o.item = t.item), 0) AS mi,
           coalesce(max(level) FILTER (WHERE o.item = t.item), 0) AS yi,
           coalesce(max(level) FILTER (WHERE o.month = t.month AND o.agency = t.agency), 0) AS ma,
           coalesce(max(level) FILTER (WHERE o.agency = t.agency), 0) AS ya
    FROM cells t
    LEFT JOIN cells o ON o.person = t.person AND o.year = t.year
         AND CASE WHEN t.now THEN o.was ELSE o.now END
    CROSS JOIN LATERAL (SELECT {shared("o.community", "t.community")} AS level) shared
    WHERE t.was <> t.now
    GROUP BY 1, 2, 3, 4, 5, 6, 7),
known AS (
    SELECT community, month, item, agency, year, CASE WHEN came THEN 1 ELSE -1 END AS sign,
           greatest(m, {_first("month")}) AS m, greatest(y, {_first("year")}) AS y,
           greatest(mi, {_first("month, item")}) AS mi, greatest(yi, {_first("year, item")}) AS yi,
           greatest(ma, {_first("month, agency")}) AS ma,
           greatest(ya, {_first("year, agency")}) AS ya
    FROM turned),
counted AS MATERIALIZED (
    SELECT t.community, span.start, span.whole_year, span.item, span.agency, span.known,
           span.lowest, sum(t.sign) AS persons
    FROM known t
    CROSS JOIN LATERAL (VALUES
        (t.month, false, 0::bigint, {NONE_SQL}, m, 5, true),
        (t.year, true, 0, {NONE_SQL}, y, 5, true),
        (t.month, false, t.item, {NONE_SQL}, mi, 4, t.item <> 0),
        (t.year, true, t.item, {NONE_SQL}, yi, 5, t.item <> 0),
        (t.month, false, 0, t.agency, ma, 4, t.agency <> {NONE_SQL}),
        (t.year, true, 0, t.agency, ya, 5, t.agency <> {NONE_SQL}))
        AS span(start, whole_year, item, agency, known, lowest, kept)
    WHERE span.kept AND span.known < span.lowest
    GROUP BY 1, 2, 3, 4, 5, 6, 7),
changed AS MATERIALIZED (
    SELECT up.level, c.community / up.step * up.step AS area, c.start, c.whole_year, c.item,
           c.agency, sum(c.persons) AS persons
    FROM counted c
    JOIN {UP} ON up.level > c.known AND up.level <= c.lowest
    GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(c.persons) <> 0),
put AS (
    INSERT INTO boards_reached AS b (level, area, start, whole_year, persons, pool)
    SELECT level, area, start, whole_year, persons, 0 FROM changed
    WHERE item = 0 AND agency = {NONE_SQL}
    ON CONFLICT (level, area, start, whole_year)
    DO UPDATE SET persons = b.persons + EXCLUDED.persons),
put_by AS (
    INSERT INTO boards_reached_by AS b (level, area, start, whole_year, item, agency, persons)
    SELECT level, area, start, whole_year, item, agency, persons FROM changed
    WHERE item <> 0 OR agency <> {NONE_SQL}
    ON CONFLICT (level, area, start, whole_year, item, agency)
    DO UPDATE SET persons = b.persons + EXCLUDED.persons)
SELECT area, start, whole_year FROM changed
WHERE level = 5 AND item = 0 AND agency = {NONE_SQL}
"""
"""Only whoever comes into a cell, or is gone from it, can change a count: in those areas in which
nothing else of them was (is) in the same time. ``known``: up from which level something else was;
those of one community are added up before they are carried upward."""


class Fold(NamedTuple):
    """How many chains and entries were folded; ``busy`` where another folder is at it."""

    chains: int = 0
    entries: int = 0
    busy: bool = False


def fold() -> Fold:
    """Fold what waits, at most ``AT_ONCE`` entries. In the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return Fold(busy=True)
        cursor.execute(_WAITING)
        values = take(cursor.fetchall(), AT_ONCE)
        if not values["upto"]:
            return Fold()
        cursor.execute("SET LOCAL work_mem = '64MB'")  # a backlog is sorted in memory
        cursor.execute(_FIGURES, values)
        places = cursor.fetchall()
        cursor.execute(_PERSONS, values)
        reached = cursor.fetchall()
        cursor.execute(_MARK, values)
    shades.of_figures(places)
    shades.of_persons(reached)
    return Fold(len(values["upto"]), entries(values))

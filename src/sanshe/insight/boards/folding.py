"""Folding upward: what the book's entries moved, added to every level at once and exactly once.

Marks and figures change in one transaction, and a chain is read from its mark on: an entry that
was committed is in every board once, whatever dies at whatever moment. One folder works at a time
(an advisory lock that ends with its transaction); others find nothing to do. No writer of the book
ever touches these rows, so no writer waits for them.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db import connection

from sanshe.ledger.queries.moves import ENDS, MOVES

from . import shades
from .adding import ADD, LEVELS_OF_A_PART

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

_COUNTED = """
    SELECT DISTINCT up.level, one.community / up.step * up.step AS area, span.start,
           span.whole_year, one.person
    FROM {of} one
    CROSS JOIN (VALUES (5::smallint, 1::bigint), (4, 1000), (3, 1000000), (2, 100000000),
                       (1, 10000000000)) AS up(level, step)
    CROSS JOIN LATERAL (VALUES
        (one.month, false), (date_trunc('year', one.month)::date, true)) AS span(start, whole_year)
    WHERE one.times > 0"""

_PERSONS = f"""
WITH {_SPANS},
deltas AS MATERIALIZED (
    SELECT person, month, community, sum(sign) AS times
    FROM ({MOVES}) moves CROSS JOIN LATERAL unnest(persons) AS person
    GROUP BY 1, 2, 3 HAVING sum(sign) <> 0),
touched AS MATERIALIZED (
    SELECT DISTINCT person, date_trunc('year', month)::date AS year FROM deltas),
before AS MATERIALIZED (
    SELECT b.person, b.month, b.community, b.times
    FROM touched t JOIN boards_seen b
      ON b.person = t.person AND b.month >= t.year AND b.month < t.year + interval '1 year'),
later AS (
    SELECT person, month, community, coalesce(before.times, 0) + coalesce(deltas.times, 0) AS times
    FROM before FULL JOIN deltas USING (person, month, community)),
kept AS (
    INSERT INTO boards_seen AS b (person, month, community, times)
    SELECT person, month, community, times FROM deltas
    ON CONFLICT (person, month, community) DO UPDATE SET times = b.times + EXCLUDED.times),
changed AS (
    SELECT level, area, start, whole_year, sum(sign) AS persons FROM (
        SELECT *, 1 AS sign FROM ({_COUNTED.format(of="later")}) AS now
        UNION ALL
        SELECT *, -1 FROM ({_COUNTED.format(of="before")}) AS was) AS both_
    GROUP BY 1, 2, 3, 4 HAVING sum(sign) <> 0),
put AS (
    INSERT INTO boards_reached AS b (level, area, start, whole_year, persons, pool)
    SELECT level, area, start, whole_year, persons, 0 FROM changed
    ON CONFLICT (level, area, start, whole_year)
    DO UPDATE SET persons = b.persons + EXCLUDED.persons)
SELECT area, start, whole_year FROM changed WHERE level = 5
"""


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
        spans = _enough(cursor.fetchall())
        if not spans:
            return Fold()
        columns = (list(column) for column in zip(*spans, strict=True))
        values = dict(zip(("counties", "agencies", "after", "upto"), columns, strict=True))
        cursor.execute("SET LOCAL work_mem = '64MB'")  # a backlog is sorted in memory
        cursor.execute(_FIGURES, values)
        places = cursor.fetchall()
        cursor.execute(_PERSONS, values)
        reached = cursor.fetchall()
        cursor.execute(_MARK, values)
    shades.of_figures(places)
    shades.of_persons(reached)
    return Fold(len(spans), sum(upto - after for _c, _a, after, upto in spans))


def _enough(waiting: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """As much of what waits as one fold takes."""
    taken, room = [], AT_ONCE
    for county, agency, after, end in waiting:
        upto = min(end, after + room)
        taken.append((county, agency, after, upto))
        room -= upto - after
        if room == 0:
            break
    return taken

"""The boards counted again from the entries of the book, county by county.

Each county, and each thing counted over the whole country, is one step in a transaction of its own:
any number of processes take steps, and one that dies leaves its step to another. What is compared
is what was folded: entries up to each chain's mark, in one statement and so as of one moment,
whatever is written meanwhile.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection

from sanshe.ground.kit.ids import new_id
from sanshe.ground.kit.places import STEPS
from sanshe.ledger.queries.moves import STANDING

from .folding import SEEN_AGENCY, SEEN_ITEM, shared
from .models import Recount

_TRUE = f"""
    spans AS MATERIALIZED (
        SELECT county, agency, 0::bigint AS after, seq AS upto
        FROM boards_mark WHERE county = %(county)s),
    stands AS MATERIALIZED ({STANDING})"""

_KEY = "community, month, item, agency, platform, unit, sealed"
_PARTS = f"""
WITH {_TRUE},
    counted AS (
        SELECT {_KEY}, count(*) AS records, sum((standing = 'confirmed')::int) AS confirmed,
               sum(quantity) AS quantity, sum(heads) AS heads
        FROM stands GROUP BY {_KEY}),
    kept AS (
        SELECT area AS community, month, item, agency, platform, unit, sealed,
               sum(records) AS records, sum(confirmed) AS confirmed, sum(quantity) AS quantity,
               sum(heads) AS heads
        FROM boards_month WHERE level = 5 AND area BETWEEN %(county)s AND %(county)s + 999999
        GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(records) <> 0)
SELECT count(*) FROM counted c FULL JOIN kept k USING ({_KEY})
WHERE (c.records, c.confirmed, c.quantity, c.heads)
      IS DISTINCT FROM (k.records, k.confirmed, k.quantity, k.heads)
"""

_CELL = "community, month, item, agency, person"
_SEEN = f"""
WITH {_TRUE},
    counted AS (
        SELECT community, month, {SEEN_ITEM} AS item, {SEEN_AGENCY} AS agency, person,
               count(*) AS times
        FROM stands, unnest(persons) AS person GROUP BY 1, 2, 3, 4, 5),
    kept AS (
        SELECT {_CELL}, times FROM boards_seen
        WHERE community BETWEEN %(county)s AND %(county)s + 999999 AND times <> 0)
SELECT count(*) FROM counted c FULL JOIN kept k USING ({_CELL})
WHERE c.times IS DISTINCT FROM k.times
"""

_SUMS = "sum(records) AS n, sum(confirmed) AS c, sum(quantity) AS q, sum(heads) AS h"
_LEVEL = f"""
WITH parts AS (
        SELECT area / %(step)s * %(step)s AS area, month, {{column}} AS of, unit, pool, {_SUMS}
        FROM boards_month WHERE level = 5 AND NOT sealed GROUP BY 1, 2, 3, 4, 5),
    kept AS (
        SELECT area, month, {{column}} AS of, unit, pool, {_SUMS}
        FROM boards_month WHERE level = %(level)s AND {{column}} <> {{none}}
        GROUP BY 1, 2, 3, 4, 5)
SELECT count(*) FROM (SELECT * FROM parts WHERE n <> 0) p
FULL JOIN (SELECT * FROM kept WHERE n <> 0) k USING (area, month, of, unit, pool)
WHERE (p.n, p.c, p.q, p.h) IS DISTINCT FROM (k.n, k.c, k.q, k.h)
"""
_REACHED = f"""
WITH cells AS (
        SELECT person, community, date_trunc('{{period}}', month)::date AS start,
               {{column}} AS of
        FROM boards_seen WHERE times > 0 AND {{of_some}}),
    known AS (
        SELECT community, start, of, {shared("community", "lag(community) OVER one")} AS known
        FROM cells WINDOW one AS (PARTITION BY person, start, of ORDER BY community)),
    firsts AS (
        SELECT community, start, of, known, count(*) AS persons
        FROM known WHERE known < {{lowest}} GROUP BY 1, 2, 3, 4),
    counted AS (
        SELECT up.level, community / up.step * up.step AS area, start, of,
               sum(persons) AS persons
        FROM firsts
        JOIN (VALUES (5::smallint, 1::bigint), (4, 1000), (3, 1000000), (2, 100000000),
                     (1, 10000000000)) AS up(level, step)
          ON up.level > known AND up.level <= {{lowest}}
        GROUP BY 1, 2, 3, 4),
    kept AS (
        SELECT level, area, start, {{column}} AS of, persons FROM {{kept}}
        WHERE whole_year = ('{{period}}' = 'year') AND persons <> 0 AND {{of_some}})
SELECT count(*) FROM counted c FULL JOIN kept k USING (level, area, start, of)
WHERE c.persons IS DISTINCT FROM k.persons
"""
"""Each person once in each area: a cell counts from above the level it shares with the one before
it of the same person, in the order of their codes. So every level is counted in one walk."""

NONE = {"item": "0", "agency": "'00000000-0000-0000-0000-000000000000'"}


def _reached(period: str, column: str = "") -> str:
    return _REACHED.format(
        period=period,
        column=column or "0",
        of_some=f"{column} <> {NONE[column]}" if column else "true",
        lowest=4 if column and period == "month" else 5,  # in a community years only
        kept="boards_reached_by" if column else "boards_reached",
    )


def _level(level: int, column: str) -> str:
    step = str(STEPS[level - 1])
    of_level = _LEVEL.replace("%(step)s", step).replace("%(level)s", str(level))
    return of_level.format(column=column, none=NONE[column])


_UPPER = (
    *((_reached(period, column),) for period in ("month", "year") for column in ("", *NONE)),
    *(tuple(_level(level, column) for level in (4, 3, 2, 1)) for column in NONE),
)
"""What is counted over the whole country, the longest first: the persons reached at every level,
and whether the levels above are the sum of the communities. Steps like those of the counties, with
the numbers -1, -2, …"""


def begin() -> UUID:
    """The recount that was left unfinished, or a new one."""
    left = Recount.objects.filter(differ__isnull=True).order_by("-run").first()
    if left is not None:
        return left.run
    run = new_id()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO boards_recount (run, county)"
            " SELECT DISTINCT %s::uuid, county FROM boards_mark"
            " UNION SELECT %s::uuid, -n FROM generate_series(1, %s) AS n",
            [run, run, len(_UPPER)],
        )
    return run


def step(run: UUID) -> int | None:
    """Take one step: count one county again, or one thing of the whole country. How many figures
    differ; None where there is nothing left to take."""
    row = (
        Recount.objects.filter(run=run, differ__isnull=True).order_by("county")
        .select_for_update(skip_locked=True).first()
    )  # fmt: skip
    if row is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '256MB'")  # persons are counted in memory
    asked = _UPPER[-row.county - 1] if row.county < 0 else (_PARTS, _SEEN)
    differ = sum(_ask(statement, {"county": row.county}) for statement in asked)
    Recount.objects.filter(run=run, county=row.county).update(differ=differ)
    return differ


def _ask(statement: str, values: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: int = cursor.fetchone()[0]
    return found

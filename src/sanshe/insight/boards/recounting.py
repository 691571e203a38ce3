"""The boards counted again from the entries of the book, county by county.

Each county is one step in a transaction of its own: any number of processes take steps, and one
that dies leaves its step to another. What is compared is what was folded: entries up to each
chain's mark, in one statement and so as of one moment, whatever is written meanwhile.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection

from sanshe.ground.kit.ids import new_id
from sanshe.ground.kit.places import STEPS
from sanshe.ledger.queries.moves import STANDING

from .folding import SEEN_AGENCY, SEEN_ITEM
from .models import Recount

UPPER = 0
"""The step after the counties: whether the levels above are the sum of the communities."""

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
_REACHED = """
WITH counted AS (
        SELECT community / %(step)s * %(step)s AS area,
               date_trunc(%(period)s, month)::date AS start, count(DISTINCT person) AS persons
        FROM boards_seen WHERE times > 0 GROUP BY 1, 2),
    kept AS (
        SELECT area, start, persons FROM boards_reached
        WHERE level = %(level)s AND whole_year = (%(period)s = 'year') AND persons <> 0)
SELECT count(*) FROM counted c FULL JOIN kept k USING (area, start)
WHERE c.persons IS DISTINCT FROM k.persons
"""
_REACHED_BY = """
WITH counted AS (
        SELECT community / %(step)s * %(step)s AS area,
               date_trunc(%(period)s, month)::date AS start, {column} AS of,
               count(DISTINCT person) AS persons
        FROM boards_seen WHERE times > 0 AND {column} <> {none} GROUP BY 1, 2, 3),
    kept AS (
        SELECT area, start, {column} AS of, persons FROM boards_reached_by
        WHERE level = %(level)s AND whole_year = (%(period)s = 'year') AND persons <> 0
          AND {column} <> {none})
SELECT count(*) FROM counted c FULL JOIN kept k USING (area, start, of)
WHERE c.persons IS DISTINCT FROM k.persons
"""
NONE = {"item": "0", "agency": "'00000000-0000-0000-0000-000000000000'"}


def begin() -> UUID:
    """The recount that was left unfinished, or a new one."""
    left = Recount.objects.filter(differ__isnull=True).order_by("-run").first()
    if left is not None:
        return left.run
    run = new_id()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO boards_recount (run, county)"
            " SELECT DISTINCT %s::uuid, county FROM boards_mark UNION SELECT %s::uuid, %s",
            [run, run, UPPER],
        )
    return run


def step(run: UUID) -> int | None:
    """Count one county again; None where there is nothing left to take."""
    row = (
        Recount.objects.filter(run=run, differ__isnull=True).order_by("-county")
        .select_for_update(skip_locked=True).first()
    )  # fmt: skip
    if row is None:
        return None
    differ = _upper() if row.county == UPPER else _county(row.county)
    Recount.objects.filter(run=run, county=row.county).update(differ=differ)
    return differ


def _county(county: int) -> int:
    return sum(_ask(statement, {"county": county}) for statement in (_PARTS, _SEEN))


def _upper() -> int:
    differ = 0
    for level in (5, 4, 3, 2, 1):
        values: dict[str, Any] = {"level": level, "step": STEPS[level - 1]}
        for period in ("month", "year"):
            differ += _ask(_REACHED, {**values, "period": period})
            if (level, period) != (5, "month"):  # in a community years only
                for column, none in NONE.items():
                    by = _REACHED_BY.format(column=column, none=none)
                    differ += _ask(by, {**values, "period": period})
        if level < 5:
            for column, none in NONE.items():
                differ += _ask(_LEVEL.format(column=column, none=none), values)
    return differ


def _ask(statement: str, values: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: int = cursor.fetchone()[0]
    return found

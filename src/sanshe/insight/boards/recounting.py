"""The boards counted again from the entries of the book, county by county.

Each county, and each thing counted over the whole country, is one step in a transaction of its own:
any number of processes take steps, and one that dies leaves its step to another. What is compared
is what was folded: entries up to each chain's mark, in one statement and so as of one moment,
whatever is written meanwhile.
"""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from sanshe.ground.kit.ids import new_id
from sanshe.ground.kit.places import STEPS
from sanshe.ledger.queries.moves import STANDING

from .folding import NONE_SQL, SEEN_AGENCY, SEEN_ITEM, UP, shared
from .models import ANY_ITEM, Recount

_CELL = "community, month, item, agency"
_KEY = f"{_CELL}, platform, unit, sealed"
_STANDS = f"""
    spans AS MATERIALIZED (
        SELECT agency, 0::bigint AS after, seq AS upto
        FROM boards_mark WHERE county = %(county)s),
    stands AS ({STANDING})"""


def _named(item: str, agency: str) -> str:
    return f"hash_record_extended(ROW(community, month, {item}, {agency}), 0)"


_COUNTY = f"""
WITH {_STANDS},
    counted AS (
        SELECT {_KEY}, count(*) AS records, sum((standing = 'confirmed')::int) AS confirmed,
               sum(quantity) AS quantity, sum(heads) AS heads,
               sum((SELECT sum(uuid_hash_extended(person, {_named(SEEN_ITEM, SEEN_AGENCY)}))
                    FROM unnest(persons) AS person)) AS named
        FROM stands GROUP BY {_KEY}),
    kept AS (
        SELECT area AS community, month, item, agency, platform, unit, sealed,
               sum(records) AS records, sum(confirmed) AS confirmed, sum(quantity) AS quantity,
               sum(heads) AS heads
        FROM boards_month WHERE level = 5 AND area BETWEEN %(county)s AND %(county)s + 999999
        GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(records) <> 0)
SELECT count(*) FILTER (
           WHERE (c.records, c.confirmed, c.quantity, c.heads)
                 IS DISTINCT FROM (k.records, k.confirmed, k.quantity, k.heads)),
       coalesce(sum(c.named), 0) = (
           SELECT coalesce(sum(uuid_hash_extended(person, {_named("item", "agency")})
                               * times::numeric), 0)
           FROM boards_seen
           WHERE community BETWEEN %(county)s AND %(county)s + 999999 AND times <> 0)
FROM counted c FULL JOIN kept k USING ({_KEY})
"""
"""How many figures of a county differ, and whether its persons are the same: each kept in every
cell as often as records name them. That is seen by sums of 64 bits for each, for millions of cells
need not be laid out to see that nothing changed (two different books give one sum once in 10¹⁹)."""

_PERSONS = f"""
WITH {_STANDS},
    counted AS (
        SELECT community, month, {SEEN_ITEM} AS item, {SEEN_AGENCY} AS agency, person,
               count(*) AS times
        FROM stands, unnest(persons) AS person GROUP BY 1, 2, 3, 4, 5),
    kept AS (
        SELECT {_CELL}, person, times FROM boards_seen
        WHERE community BETWEEN %(county)s AND %(county)s + 999999 AND times <> 0)
SELECT count(*) FROM counted c FULL JOIN kept k USING ({_CELL}, person)
WHERE c.times IS DISTINCT FROM k.times
"""

_MONTHS = range(1, 13)
_LAY_OUT = (
    "DROP TABLE IF EXISTS pg_temp.boards_cells, pg_temp.boards_each",
    """
    CREATE TEMP TABLE boards_cells ON COMMIT DROP AS
    SELECT person, date_trunc('year', month::timestamp)::date AS year, item, agency,
           min(community) AS lo, max(community) AS hi,
           bit_or(1 << date_part('month', month)::int) AS months
    FROM boards_seen WHERE times > 0 GROUP BY 1, 2, 3, 4""",
    "ANALYZE boards_cells",
    f"""
    CREATE TEMP TABLE boards_each ON COMMIT DROP AS
    SELECT person, year, coalesce(item, 0) AS item, coalesce(agency, {NONE_SQL}) AS agency,
           min(lo) AS lo, max(hi) AS hi, bit_or(months) AS months
    FROM boards_cells
    GROUP BY GROUPING SETS ((person, year), (person, year, item), (person, year, agency))
    HAVING (item <> 0 OR GROUPING(item) = 1)
       AND (agency <> {NONE_SQL} OR GROUPING(agency) = 1)""",
    "ANALYZE boards_each",
)
"""Who was where in a year, of all, of an item, of an agency; ``months``: bits 1 to 12. In tables of
their own, because the planner cannot know how many rows it sees through a wall."""

_REACHED = f"""
WITH stayed AS (
        SELECT lo AS community, year, item, agency, count(*) AS m0,
               {", ".join(f"sum(months >> {m} & 1) AS m{m}" for m in _MONTHS)}
        FROM boards_each WHERE lo = hi GROUP BY 1, 2, 3, 4),
    rolled AS (
        SELECT up.level, community / up.step * up.step AS area, year, item, agency,
               {", ".join(f"sum(m{m}) AS m{m}" for m in (0, *_MONTHS))}
        FROM stayed CROSS JOIN {UP} GROUP BY 1, 2, 3, 4, 5),
    moved AS (
        SELECT DISTINCT e.item, e.agency, b.person, b.community, span.start, span.whole_year
        FROM boards_each e JOIN boards_seen b
          ON b.person = e.person AND b.times > 0
             AND b.month >= e.year AND b.month < e.year + interval '1 year'
             AND (e.item = 0 OR b.item = e.item)
             AND (e.agency = {NONE_SQL} OR b.agency = e.agency)
        CROSS JOIN LATERAL (VALUES (e.year, true), (b.month, false)) AS span(start, whole_year)
        WHERE e.lo <> e.hi),
    known AS (
        SELECT item, agency, community, start, whole_year,
               {shared("community", "lag(community) OVER one")} AS known
        FROM moved
        WINDOW one AS (PARTITION BY person, item, agency, start, whole_year ORDER BY community)),
    each AS (
        SELECT level, area, span.start, span.whole_year, item, agency, span.persons
        FROM rolled CROSS JOIN LATERAL (VALUES (year, true, m0),
            {", ".join(f"((year + interval '{m - 1} month')::date, false, m{m})" for m in _MONTHS)}
        ) AS span(start, whole_year, persons)
        WHERE span.persons > 0
        UNION ALL
        SELECT up.level, community / up.step * up.step, start, whole_year, item, agency, 1
        FROM known JOIN {UP} ON up.level > known),
    counted AS (
        SELECT level, area, start, whole_year, item, agency, sum(persons) AS persons FROM each
        WHERE level < 5 OR whole_year OR (item = 0 AND agency = {NONE_SQL})
        GROUP BY 1, 2, 3, 4, 5, 6),
    kept AS (
        SELECT level, area, start, whole_year, 0::bigint AS item, {NONE_SQL} AS agency, persons
        FROM boards_reached WHERE persons <> 0
        UNION ALL
        SELECT level, area, start, whole_year, item, agency, persons
        FROM boards_reached_by WHERE persons <> 0)
SELECT count(*) FROM counted c FULL JOIN kept k USING (level, area, start, whole_year, item, agency)
WHERE c.persons IS DISTINCT FROM k.persons
"""
"""Each person once in each area, month and year, of all, of an item, of an agency. Who stayed in
one community all year (nearly everybody) is counted there by their months, and the communities are
added up. Of who did not, a cell counts from above the level it shares with the one before it in the
order of their codes. In a community, items and agencies are kept by year only."""

_SUMS = "sum(records) AS n, sum(confirmed) AS c, sum(quantity) AS q, sum(heads) AS h"
_LEVEL = f"""
WITH parts AS (
        SELECT area / {{step}} * {{step}} AS area, month, {{column}} AS of, unit, pool, {_SUMS}
        FROM boards_month WHERE level = {{level}} + 1 AND NOT sealed AND {{below}}
        GROUP BY 1, 2, 3, 4, 5),
    kept AS (
        SELECT area, month, {{column}} AS of, unit, pool, {_SUMS}
        FROM boards_month WHERE level = {{level}} AND {{column}} <> {{none}}
        GROUP BY 1, 2, 3, 4, 5)
SELECT count(*) FROM (SELECT * FROM parts WHERE n <> 0) p
FULL JOIN (SELECT * FROM kept WHERE n <> 0) k USING (area, month, of, unit, pool)
WHERE (p.n, p.c, p.q, p.h) IS DISTINCT FROM (k.n, k.c, k.q, k.h)
"""


def _level(level: int, column: str, none: str) -> str:
    """Whether a level is the sum of the one below it, by item or by agency."""
    below = "true" if level == 4 else f"{column} <> {none}"
    step = STEPS[level - 1]
    return _LEVEL.format(level=level, step=step, column=column, none=none, below=below)


_UPPER = (
    (_REACHED,),
    *(
        tuple(_level(level, column, none) for level in (4, 3, 2, 1))
        for column, none in (("item", f"{ANY_ITEM}"), ("agency", NONE_SQL))
    ),
)
"""What is counted over the whole country, the longest first: the persons reached at every level,
and whether each level is the sum of the one below. Steps like those of the counties, with the
numbers -1, -2, …"""


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
    differ = _over_all(-row.county) if row.county < 0 else _in_county({"county": row.county})
    Recount.objects.filter(run=run, county=row.county).update(differ=differ)
    return differ


def _over_all(number: int) -> int:
    if number == 1:
        with connection.cursor() as cursor:
            for statement in _LAY_OUT:
                cursor.execute(statement)
    return sum(_ask(statement)[0] for statement in _UPPER[number - 1])


def _in_county(values: dict[str, int]) -> int:
    figures, same_persons = _ask(_COUNTY, values)
    return figures if same_persons else figures + _ask(_PERSONS, values)[0]


def _ask(statement: str, values: dict[str, int] | None = None) -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: tuple[int, ...] = cursor.fetchone()
    return found

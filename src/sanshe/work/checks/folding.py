"""Taking up what is new in the book: readings and marks move in one transaction, each chain from
its mark on, so that every entry is taken up exactly once, whatever dies at whatever moment. One
process at a time (an advisory lock that ends with its transaction). No writer of the book ever
touches these rows, so no writer waits for a check."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.utils import timezone

from sanshe.ledger.queries import moves
from sanshe.ledger.queries.hands import DONE, SHAPES, SIGNED, TAKEN_BACK

from . import rules

LOCK = 20_261_124
AT_ONCE = 20_000
"""Entries taken up in one transaction, so that a long backlog is folded in steps."""

_SPANS = """spans AS MATERIALIZED (
    SELECT * FROM unnest(%(counties)s::bigint[], %(agencies)s::uuid[], %(after)s::bigint[],
                         %(upto)s::bigint[]) AS s(county, agency, after, upto))"""

WAITING = f"""
SELECT h.county, h.agency, coalesce(m.seq, 0), h.seq
FROM ({moves.ENDS}) h LEFT JOIN checks_mark m ON m.county = h.county AND m.agency = h.agency
WHERE h.seq > coalesce(m.seq, 0) ORDER BY h.county, h.agency
"""

_STAYS = f"""
WITH {_SPANS}
INSERT INTO checks_stay
    (worker, record, county, agency, community, day, started_at, ended_at, person, sealed)
SELECT DISTINCT ON (worker, record)
       worker, record, county, agency, community, day, started_at, ended_at,
       CASE WHEN cardinality(persons) = 1 THEN persons[1] END, sealed
FROM ({DONE}) done CROSS JOIN LATERAL unnest(workers) AS worker
WHERE day >= %(oldest)s
ON CONFLICT DO NOTHING
RETURNING worker, day
"""
_UNSTAY = f"""
WITH {_SPANS}
DELETE FROM checks_stay c USING ({TAKEN_BACK}) gone WHERE c.record = gone.record
RETURNING c.worker, c.day
"""
_SIGN = f"""
WITH {_SPANS}
INSERT INTO checks_signing
    (county, agency, seq, signer, day, at, record, community, person, sealed)
SELECT county, agency, seq, by, (at AT TIME ZONE 'Asia/Shanghai')::date, at, record, community,
       CASE WHEN cardinality(persons) = 1 THEN persons[1] END, sealed
FROM ({SIGNED}) signed
WHERE at >= %(oldest)s
  AND NOT EXISTS (SELECT 1 FROM ledger_standing p
                  WHERE p.county = signed.county AND p.record = signed.record
                    AND p.standing = 'reversed')
ON CONFLICT DO NOTHING
RETURNING signer, day
"""
_UNSIGN = f"""
WITH {_SPANS}
DELETE FROM checks_signing c USING ({TAKEN_BACK}) gone WHERE c.record = gone.record
RETURNING c.signer, c.day
"""
_GONE = f"WITH {_SPANS} SELECT record FROM ({TAKEN_BACK}) gone"

_FIGURES = {
    "records": "sign",
    "confirmed": "confirmed",
    "timed": "sign * (ended_at > started_at)::int",
    "round_times": f"""sign * (ended_at > started_at AND extract(epoch FROM ended_at - started_at)
                       ::bigint %% {rules.ROUND_MINUTES * 60} = 0)::int""",
    "crowds": f"sign * (heads >= {rules.ROUND_FIGURE})::int",
    "round_crowds": f"""sign * (heads >= {rules.ROUND_FIGURE}
                        AND heads %% {rules.ROUND_FIGURE} = 0)::int""",
    "amounts": f"sign * (quantity >= {rules.ROUND_FIGURE})::int",
    "round_amounts": f"""sign * (quantity >= {rules.ROUND_FIGURE}
                         AND quantity %% {rules.ROUND_FIGURE} = 0)::int""",
}
_SHAPE = f"""
WITH {_SPANS}
INSERT INTO checks_shape AS c
    (county, quarter, agency, platform, unit, judged, {", ".join(_FIGURES)})
SELECT county, date_trunc('quarter', day)::date, agency, platform, unit, false,
       {", ".join(f"sum({what})" for what in _FIGURES.values())}
FROM ({SHAPES}) shapes WHERE day >= %(oldest)s
GROUP BY county, 2, agency, platform, unit
ON CONFLICT (county, quarter, agency, platform, unit) DO UPDATE SET
    judged = false, {", ".join(f"{name} = c.{name} + EXCLUDED.{name}" for name in _FIGURES)}
"""
_MARK = f"""
WITH {_SPANS}
INSERT INTO checks_mark AS m (county, agency, seq, entries, checked_at)
SELECT county, agency, upto, upto, %(now)s FROM spans
ON CONFLICT (county, agency) DO UPDATE SET
    seq = EXCLUDED.seq, entries = EXCLUDED.entries, checked_at = EXCLUDED.checked_at
"""

Day = tuple[UUID, date]


class Taken(NamedTuple):
    """What one step took up: the days of workers and of signers that moved, records taken back."""

    entries: int
    worked: set[Day]
    signed: set[Day]
    gone: set[UUID]


def hold() -> bool:
    """Whether this process is the one that checks, until its transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        (held,) = cursor.fetchone()
    return bool(held)


def take() -> Taken:
    """Take up what waits, at most ``AT_ONCE`` entries. In the caller's transaction, which holds
    the lock. The years that nobody remembers are passed over."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        spans = moves.take(cursor.fetchall(), AT_ONCE)
        if not spans["upto"]:
            return Taken(0, set(), set(), set())
        values: dict[str, Any] = {
            **spans,
            "oldest": timezone.localdate() - rules.LOOK_BACK,
            "now": timezone.now(),
        }

        def asked(statement: str) -> set[Any]:
            cursor.execute(statement, values)
            return set(cursor.fetchall())

        worked = asked(_STAYS) | asked(_UNSTAY)
        signed = asked(_SIGN) | asked(_UNSIGN)
        gone = {record for (record,) in asked(_GONE)}
        cursor.execute(_SHAPE, values)
        cursor.execute(_MARK, values)
    return Taken(moves.entries(spans), worked, signed, gone)


def forget() -> None:
    """Drop the readings that are older than anybody looks back."""
    oldest = timezone.localdate() - rules.LOOK_BACK
    with connection.cursor() as cursor:
        for table in ("checks_stay", "checks_signing"):
            cursor.execute(f"DELETE FROM {table} WHERE day < %s", [oldest])

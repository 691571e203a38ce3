"""The statements that write the book: an entry and all its readings at once.

Whoever holds the head of a chain (one agency in one county) is alone with that agency's records,
standings, tallies and presences in that county: they all carry the two in their keys. So the
second statement sees everything that was written before it, and its arithmetic is exact.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple
from uuid import UUID

from sanshe.ground.kit import prepared
from sanshe.ground.kit.chain import START
from sanshe.trust.policy.scope import Explain, write_last

_TYPES = {
    "county": "bigint", "id": "uuid", "community": "bigint", "agency": "uuid", "item": "bigint",
    "service": "bigint", "platform": "bigint", "day": "date", "started_at": "timestamptz",
    "ended_at": "timestamptz", "persons": "uuid[]", "heads": "int", "workers": "uuid[]",
    "quantity": "numeric", "unit": "text", "source": "text", "source_id": "uuid",
    "revision": "int", "sealed": "bool", "recorded_at": "timestamptz", "recorded_by": "uuid",
    "seq": "bigint", "previous": "bytea", "hash": "bytea", "record": "uuid", "standing": "text",
    "was": "text", "method": "text", "reason": "text", "at": "timestamptz", "by": "uuid",
    "start": "bytea", "series": "uuid",
}  # fmt: skip


def _typed(statement: str) -> str:
    """Say the type of every parameter, as a prepared statement must."""
    return re.sub(r"%\((\w+)\)s", lambda found: f"{found[0]}::{_TYPES[found[1]]}", statement)


_HEAD = _typed("""
SELECT seq, hash FROM ledger_head WHERE county = %(county)s AND agency = %(agency)s FOR UPDATE
""")
_FIRST = _typed("""
INSERT INTO ledger_head (county, agency, seq, hash)
VALUES (%(county)s, %(agency)s, 0, %(start)s) ON CONFLICT DO NOTHING
""")
_FORMER = _typed("""
SELECT r.id, r.revision, s.standing
FROM ledger_record r JOIN ledger_standing s ON s.county = r.county AND s.record = r.id
WHERE r.county = %(county)s AND r.source = %(source)s AND r.source_id = %(source_id)s
ORDER BY r.revision DESC LIMIT 1
""")
_STANDING = _typed("""
SELECT standing FROM ledger_standing WHERE county = %(county)s AND record = %(record)s FOR UPDATE
""")


class End(NamedTuple):
    """The end of a chain, held until the transaction ends, and the row asked for with it."""

    seq: int
    hash: bytes
    row: tuple[Any, ...] | None


def take_for_record(
    *, county: int, agency: UUID, source: str, source_id: UUID, asking: prepared.Statement
) -> tuple[End, prepared.Rows]:
    """Hold the chain; with it comes the newest record of the same source (id, revision,
    standing), read after the chain was held, and the answer to what was asked along with it."""
    values = {"county": county, "agency": agency, "source": source, "source_id": source_id}
    return _take(_FORMER, values, (asking,))


def take_for_remark(*, county: int, agency: UUID, record: UUID) -> End:
    """Hold the chain; with it comes where the record stands, read after the chain was held."""
    return _take(_STANDING, {"county": county, "agency": agency, "record": record})[0]


def _take(
    then: str, values: dict[str, Any], asking: tuple[prepared.Statement, ...] = ()
) -> tuple[End, prepared.Rows]:
    """All questions travel together; the second has a snapshot of its own."""
    head, asked, *told = prepared.run_together(((_HEAD, values), (then, values), *asking))
    if not head:
        first = (_FIRST, {**values, "start": START})
        _, head, asked, *told = prepared.run_together(
            (first, (_HEAD, values), (then, values), *asking)
        )
    end = End(head[0][0], bytes(head[0][1]), asked[0] if asked else None)
    return end, told[0] if told else []


_COME = """
    came AS (
        INSERT INTO ledger_presence
            (county, day, community, agency, service, unit, standing, person, times)
        SELECT %(county)s, %(day)s, %(community)s, %(agency)s, %(service)s, %(unit)s,
               %(standing)s, person, 1
        FROM unnest(%(persons)s) AS person WHERE %(standing)s <> 'reversed'
        ON CONFLICT (county, day, community, agency, service, unit, standing, person)
        DO UPDATE SET times = ledger_presence.times + 1
        RETURNING times
    ),
    more AS (
        INSERT INTO ledger_tally
            (county, day, community, agency, service, item_id, unit, standing, sealed,
             records, quantity, heads, persons)
        SELECT %(county)s, %(day)s, %(community)s, %(agency)s, %(service)s, %(item)s, %(unit)s,
               %(standing)s, %(sealed)s, 1, %(quantity)s, %(heads)s,
               (SELECT count(*) FROM came WHERE times = 1)
        WHERE %(standing)s <> 'reversed'
        ON CONFLICT (county, day, community, agency, service, unit, standing, sealed)
        DO UPDATE SET records = ledger_tally.records + 1,
                      quantity = ledger_tally.quantity + EXCLUDED.quantity,
                      heads = ledger_tally.heads + EXCLUDED.heads,
                      persons = ledger_tally.persons + EXCLUDED.persons
    ),
    head AS (
        UPDATE ledger_head SET seq = %(seq)s, hash = %(hash)s
        WHERE county = %(county)s AND agency = %(agency)s
    )"""

_RECORD = _typed(f"""
WITH {_COME},
    place AS (
        INSERT INTO ledger_standing (county, record, community, agency, sealed, standing)
        VALUES (%(county)s, %(id)s, %(community)s, %(agency)s, %(sealed)s, %(standing)s)
    )
INSERT INTO ledger_record
    (county, id, community, agency, item_id, service, platform, day, started_at, ended_at,
     persons, heads, workers, quantity, unit, source, source_id, revision, sealed, series,
     recorded_at, recorded_by, seq, previous, hash)
VALUES
    (%(county)s, %(id)s, %(community)s, %(agency)s, %(item)s, %(service)s, %(platform)s,
     %(day)s, %(started_at)s, %(ended_at)s, %(persons)s, %(heads)s, %(workers)s,
     %(quantity)s, %(unit)s, %(source)s, %(source_id)s, %(revision)s, %(sealed)s, %(series)s,
     %(recorded_at)s, %(recorded_by)s, %(seq)s, %(previous)s, %(hash)s)
""")

_KEY = """county = %(county)s AND day = %(day)s AND community = %(community)s
          AND agency = %(agency)s AND service = %(service)s AND unit = %(unit)s
          AND standing = %(was)s"""

_REMARK = _typed(f"""
WITH gone AS (
        DELETE FROM ledger_presence
        WHERE {_KEY} AND person = ANY (%(persons)s) AND times = 1
        RETURNING person
    ),
    rarer AS (
        UPDATE ledger_presence SET times = times - 1
        WHERE {_KEY} AND person = ANY (%(persons)s) AND times > 1
    ),
    emptied AS (
        DELETE FROM ledger_tally WHERE {_KEY} AND sealed = %(sealed)s AND records = 1
    ),
    less AS (
        UPDATE ledger_tally SET records = records - 1,
                                quantity = quantity - %(quantity)s,
                                heads = heads - %(heads)s,
                                persons = persons - (SELECT count(*) FROM gone)
        WHERE {_KEY} AND sealed = %(sealed)s AND records > 1
    ),
    {_COME},
    place AS (
        UPDATE ledger_standing SET standing = %(standing)s
        WHERE county = %(county)s AND record = %(record)s
    )
INSERT INTO ledger_remark
    (county, id, record, community, agency, standing, was, method, reason, sealed, at, by,
     seq, previous, hash)
VALUES
    (%(county)s, %(id)s, %(record)s, %(community)s, %(agency)s, %(standing)s, %(was)s,
     %(method)s, %(reason)s, %(sealed)s, %(at)s, %(by)s, %(seq)s, %(previous)s, %(hash)s)
""")


def write_record(values: dict[str, Any], *, explain: Explain) -> None:
    """The record, its standing, tally, presences and the chain's new end; at the action's end."""
    lists = {name: prepared.array(values[name]) for name in ("persons", "workers")}
    write_last(_RECORD, {**values, **lists}, explain=explain)


def write_remark(values: dict[str, Any]) -> None:
    """The remark, the record's new standing, its move from tally to tally, the chain's end."""
    prepared.run(_REMARK, {**values, "persons": prepared.array(values["persons"])})

"""Many records at once, under the same rules as one.

Facts come by COPY into a table of the transaction's own, are checked there by SQL, and go into the
book with INSERT … SELECT (row-level security takes no COPY). The chain is walked here, for each
hash needs the one before it: the next portion is hashed while the database writes the last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.utils import timezone

from sanshe.ground.kit.chain import START
from sanshe.ground.kit.places import county_of
from sanshe.registry.catalogue.queries import TERMS

from .rules import CLOCKS_DIFFER, LARGEST, LONGEST


class Coming(NamedTuple):
    """One record as somebody brings it. Times carry their zone; ``day`` is that of Shanghai."""

    id: UUID
    community: int
    agency: UUID
    item: int
    service: int
    platform: int | None
    day: date
    started_at: datetime
    ended_at: datetime
    persons: tuple[UUID, ...]
    heads: int
    workers: tuple[UUID, ...]
    quantity: Decimal
    unit: str
    source: str
    source_id: UUID
    sealed: bool = False


_COLUMNS = (
    "county, id, community, agency, item_id, service, platform, day, started_at, ended_at, persons,"
    " heads, workers, quantity, unit, source, source_id, revision, sealed, recorded_at,"
    " recorded_by, seq, previous, hash"
)
_STAGE = """
CREATE TEMP TABLE IF NOT EXISTS ledger_coming (LIKE ledger_record) ON COMMIT DELETE ROWS;
TRUNCATE ledger_coming
"""
SMALLEST, LARGER = 2_000, 16_000
"""How many records travel at once, doubling: few at first, for they are waited for."""
_STATISTICS = """
SET LOCAL default_statistics_target = 10;
ANALYZE ledger_coming (county, community, agency, service, day)
"""
_HEADS = """
SELECT county, agency, seq, hash FROM ledger_head
WHERE (county, agency) IN (SELECT * FROM unnest(%(counties)s::bigint[], %(agencies)s::uuid[]))
ORDER BY county, agency FOR UPDATE
"""
_FIRST = """
INSERT INTO ledger_head (county, agency, seq, hash)
SELECT county, agency, 0, %(start)s
FROM unnest(%(counties)s::bigint[], %(agencies)s::uuid[]) AS new(county, agency)
ORDER BY 1, 2 ON CONFLICT DO NOTHING
"""

_WRONG = f"""
SELECT c.id FROM ledger_coming c
LEFT JOIN ({TERMS}) t ON t.service = c.service AND t.during @> c.day
WHERE t.service IS NULL
   OR (t.community, t.item, t.unit) <> (c.community, c.item_id, c.unit)
   OR t.ended_on <= c.day OR t.platform IS DISTINCT FROM c.platform
   OR (t.platform IS NOT NULL AND t.operator IS DISTINCT FROM c.agency)
   OR (t.sealed AND NOT c.sealed) OR (c.sealed AND c.persons <> '{{}}')
   OR c.day <> (c.started_at AT TIME ZONE 'Asia/Shanghai')::date
   OR NOT c.ended_at BETWEEN c.started_at AND c.started_at + %(longest)s
   OR c.ended_at > c.recorded_at + %(clocks)s
   OR NOT (c.quantity > 0 AND c.quantity < %(largest)s) OR c.quantity <> round(c.quantity, 2)
   OR c.heads <= 0 OR cardinality(c.persons) > c.heads
   OR cardinality(c.persons) <> (SELECT count(DISTINCT p) FROM unnest(c.persons) AS p)
LIMIT 1
"""
"""What ``actions.record`` refuses of one, asked of all."""

_WRITE = (
    f"INSERT INTO ledger_record ({_COLUMNS}) SELECT {_COLUMNS} FROM ledger_coming",
    """
    INSERT INTO ledger_standing (county, record, community, agency, sealed, standing)
    SELECT county, id, community, agency, sealed, 'recorded' FROM ledger_coming
    """,
    """
    WITH came AS (
        INSERT INTO ledger_presence
            (county, day, community, agency, service, unit, standing, person, times)
        SELECT county, day, community, agency, service, unit, 'recorded', person, count(*)
        FROM ledger_coming, unnest(persons) AS person GROUP BY 1, 2, 3, 4, 5, 6, 8
        ORDER BY 1, 2, 3, 4, 5, 6, 8
        ON CONFLICT (county, day, community, agency, service, unit, standing, person)
        DO UPDATE SET times = ledger_presence.times + EXCLUDED.times
        RETURNING county, day, community, agency, service, unit, (xmax = 0) AS new),
    persons AS (
        SELECT county, day, community, agency, service, unit, count(*) AS persons
        FROM came WHERE new GROUP BY 1, 2, 3, 4, 5, 6),
    sums AS (
        SELECT county, day, community, agency, service, min(item_id) AS item_id, unit, sealed,
               count(*) AS records, sum(quantity) AS quantity, sum(heads) AS heads
        FROM ledger_coming GROUP BY 1, 2, 3, 4, 5, 7, 8)
    INSERT INTO ledger_tally
        (county, day, community, agency, service, item_id, unit, standing, sealed,
         records, quantity, heads, persons)
    SELECT s.county, s.day, s.community, s.agency, s.service, s.item_id, s.unit, 'recorded',
           s.sealed, s.records, s.quantity, s.heads,
           CASE WHEN s.sealed THEN 0 ELSE coalesce(p.persons, 0) END
    FROM sums s LEFT JOIN persons p USING (county, day, community, agency, service, unit)
    ON CONFLICT (county, day, community, agency, service, unit, standing, sealed)
    DO UPDATE SET records = ledger_tally.records + EXCLUDED.records,
                  quantity = ledger_tally.quantity + EXCLUDED.quantity,
                  heads = ledger_tally.heads + EXCLUDED.heads,
                  persons = ledger_tally.persons + EXCLUDED.persons
    """,
    """
    UPDATE ledger_head h SET seq = last.seq, hash = last.hash
    FROM (SELECT DISTINCT ON (county, agency) county, agency, seq, hash
          FROM ledger_coming ORDER BY county, agency, seq DESC) AS last
    WHERE h.county = last.county AND h.agency = last.agency
    """,
)


def write(records: Iterable[Coming], *, by: UUID) -> tuple[int, UUID | None]:
    """Write them, or none: how many, or the first that cannot be right (the caller then gives its
    transaction up, with what was written of the portions before)."""
    chains: dict[tuple[int, UUID], list[Coming]] = {}
    for one in records:
        chains.setdefault((county_of(one.community), one.agency), []).append(one)
    keys = sorted(chains)
    portions = _portions([(key, chains[key]) for key in keys], _take(keys), timezone.now(), by)
    with ThreadPoolExecutor(1) as ahead, connection.cursor() as cursor:
        coming = ahead.submit(next, portions, None)
        while text := coming.result():
            coming = ahead.submit(next, portions, None)
            if wrong := _portion(cursor, text):
                return 0, wrong
    return sum(map(len, chains.values())), None


def _portion(cursor: Any, text: str) -> UUID | None:
    """Check and write a portion; the first record in it that cannot be right, and then nothing."""
    cursor.execute(_STAGE)
    with cursor.copy(f"COPY ledger_coming ({_COLUMNS}) FROM STDIN") as copy:
        copy.write(text)
    cursor.execute(_STATISTICS)
    cursor.execute(_WRONG, {"longest": LONGEST, "clocks": CLOCKS_DIFFER, "largest": LARGEST})
    if wrong := cursor.fetchone():
        found: UUID = wrong[0]
        return found
    for statement in _WRITE:
        cursor.execute(statement)
    return None


def _portions(
    chains: list[tuple[tuple[int, UUID], list[Coming]]],
    ends: dict[tuple[int, UUID], tuple[int, bytes]],
    now: datetime,
    by: UUID,
) -> Iterator[str]:
    """The records as COPY reads them, chain after chain, a portion at a time."""
    lines: list[str] = []
    most, at, whose = SMALLEST, _utc(now), str(by)
    for (county, agency), ones in chains:
        seq, last = ends[county, agency]
        named = str(agency)
        for n, one in enumerate(ones, seq + 1):
            line, last = _line(one, county, named, n, last, at, whose)
            lines.append(line)
            if len(lines) == most:
                yield "".join(lines)
                lines.clear()
                most = min(2 * most, LARGER)
    if lines:
        yield "".join(lines)


def _take(keys: list[tuple[int, UUID]]) -> dict[tuple[int, UUID], tuple[int, bytes]]:
    """Hold the ends of the chains, in one order for everybody."""
    values: dict[str, Any] = {
        "counties": [c for c, _a in keys],
        "agencies": [a for _c, a in keys],
        "start": START,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FIRST, values)
        cursor.execute(_HEADS, values)
        return {(row[0], row[1]): (row[2], bytes(row[3])) for row in cursor.fetchall()}


def _line(
    one: Coming, county: int, agency: str, seq: int, last: bytes, at: str, by: str
) -> tuple[str, bytes]:
    """A record as COPY reads it, and its hash. The text that is hashed is that of
    ``ground.kit.chain`` written by hand: a million times, the general way is ten times slower (a
    test holds the two together)."""
    started, ended = _utc(one.started_at), _utc(one.ended_at)
    quantity = format(one.quantity.normalize(), "f")
    sealed = "true" if one.sealed else "false"
    persons, workers = ",".join(map(str, one.persons)), ",".join(map(str, one.workers))
    id, source_id = str(one.id), str(one.source_id)
    told = (
        f'{{"agency":"{agency}","community":{one.community},"county":{county},'
        f'"day":"{one.day}","ended_at":"{ended}","entry":"record","heads":{one.heads},'
        f'"id":"{id}","item":{one.item},"persons":[{_quoted(persons)}],'
        f'"platform":{one.platform or "null"},"quantity":"{quantity}","recorded_at":"{at}",'
        f'"recorded_by":"{by}","revision":0,"sealed":{sealed},"seq":{seq},'
        f'"service":{one.service},"source":"{one.source}","source_id":"{source_id}",'
        f'"started_at":"{started}","unit":"{one.unit}","workers":[{_quoted(workers)}]}}'
    )
    new = sha256(last + told.encode()).digest()
    line = (
        f"{county}\t{id}\t{one.community}\t{agency}\t{one.item}\t{one.service}\t"
        f"{one.platform or chr(92) + 'N'}\t{one.day}\t{started}\t{ended}\t{{{persons}}}\t"
        f"{one.heads}\t{{{workers}}}\t{quantity}\t{one.unit}\t{one.source}\t{source_id}\t0\t"
        f"{sealed}\t{at}\t{by}\t{seq}\t\\\\x{last.hex()}\t\\\\x{new.hex()}\n"
    )
    return line, new


def _utc(at: datetime) -> str:
    known = at if at.tzinfo is UTC else at.astimezone(UTC)
    return known.isoformat(timespec="microseconds")


def _quoted(ids: str) -> str:
    return f'"{ids}"'.replace(",", '","') if ids else ""


def as_facts(one: Coming, county: int, seq: int, now: datetime, by: UUID) -> dict[str, Any]:
    """The same record as ``chain.link_record`` reads it."""
    return {**one._asdict(), "county": county, "seq": seq, "revision": 0, "recorded_at": now,
            "recorded_by": by}  # fmt: skip

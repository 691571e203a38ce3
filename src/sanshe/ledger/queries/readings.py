"""The readings counted again from what cannot be changed, and where they differ.

All arithmetic happens in the database: the memory used here does not grow with the book.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

_SPAN = "county = %(county)s AND agency = %(agency)s"

_TRUE_STANDING = f"""
    said AS (
        SELECT DISTINCT ON (record) record, standing FROM ledger_remark
        WHERE {_SPAN} ORDER BY record, seq DESC
    ),
    stands AS (
        SELECT r.*, coalesce(said.standing, 'recorded') AS standing
        FROM ledger_record r LEFT JOIN said ON said.record = r.id WHERE {_SPAN}
    )"""

_STANDINGS = f"""
WITH {_TRUE_STANDING},
    kept AS (SELECT record, standing, sealed, community FROM ledger_standing WHERE {_SPAN})
SELECT coalesce(stands.id, kept.record), kept.standing, stands.standing
FROM stands FULL JOIN kept ON kept.record = stands.id
WHERE (kept.standing, kept.sealed, kept.community)
      IS DISTINCT FROM (stands.standing, stands.sealed, stands.community)
"""

_MOVES = f"""
SELECT record, seq, was, before FROM (
    SELECT record, seq, was,
           coalesce(lag(standing) OVER (PARTITION BY record ORDER BY seq), 'recorded') AS before
    FROM ledger_remark WHERE {_SPAN}
) AS moves WHERE was <> before
UNION ALL
SELECT record, seq, was, NULL FROM ledger_remark m WHERE {_SPAN} AND NOT EXISTS (
    SELECT 1 FROM ledger_record r WHERE r.county = m.county AND r.id = m.record)
"""

_KEY = "day, community, service, unit, standing"
_TALLIES = f"""
WITH {_TRUE_STANDING},
    sums AS (
        SELECT {_KEY}, sealed, count(*) AS records, sum(quantity) AS quantity, sum(heads) AS heads
        FROM stands WHERE standing <> 'reversed' GROUP BY {_KEY}, sealed
    ),
    known AS (
        SELECT {_KEY}, sealed, count(DISTINCT person) AS persons
        FROM stands, unnest(persons) AS person WHERE standing <> 'reversed' GROUP BY {_KEY}, sealed
    ),
    true_ones AS (
        SELECT {_KEY}, sealed, records, quantity, heads, coalesce(persons, 0) AS persons
        FROM sums LEFT JOIN known USING ({_KEY}, sealed)
    ),
    kept AS (
        SELECT {_KEY}, sealed, records, quantity, heads, persons FROM ledger_tally WHERE {_SPAN}
    )
SELECT {_KEY}, sealed, kept.records, kept.quantity, kept.heads, kept.persons,
       t.records, t.quantity, t.heads, t.persons
FROM true_ones t FULL JOIN kept USING ({_KEY}, sealed)
WHERE (kept.records, kept.quantity, kept.heads, kept.persons)
      IS DISTINCT FROM (t.records, t.quantity, t.heads, t.persons)
"""

_PRESENCES = f"""
WITH {_TRUE_STANDING},
    true_ones AS (
        SELECT {_KEY}, person, count(*) AS times
        FROM stands, unnest(persons) AS person WHERE standing <> 'reversed' GROUP BY {_KEY}, person
    ),
    kept AS (SELECT {_KEY}, person, times FROM ledger_presence WHERE {_SPAN})
SELECT {_KEY}, person, kept.times, t.times
FROM true_ones t FULL JOIN kept USING ({_KEY}, person)
WHERE kept.times IS DISTINCT FROM t.times
"""


class Difference(NamedTuple):
    """A reading that is not what its records say. ``what`` says which, in words."""

    county: int
    agency: UUID
    what: str
    kept: str
    true: str


def differences(county: int, agency: UUID) -> Iterator[Difference]:
    """Every reading of one chain that differs from a recount."""
    for record, kept, true in _rows(_STANDINGS, county, agency):
        what = _("记录 %(record)s 的状态") % {"record": record}
        yield Difference(county, agency, what, _word(kept), _word(true))
    for record, seq, was, before in _rows(_MOVES, county, agency):
        what = _("第%(seq)s号:记录 %(record)s 此前的状态") % {"record": record, "seq": seq}
        yield Difference(county, agency, what, was, _word(before))
    for row in _rows(_TALLIES, county, agency):
        what = _("合计 %(key)s") % {"key": _key(row[:6])}
        yield Difference(county, agency, what, _figures(row[6:10]), _figures(row[10:14]))
    for row in _rows(_PRESENCES, county, agency):
        what = _("人数 %(key)s") % {"key": _key(row[:6])}
        yield Difference(county, agency, what, str(row[6] or 0), str(row[7] or 0))


def _rows(statement: str, county: int, agency: UUID) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"county": county, "agency": agency})
        yield from cursor


def _key(parts: tuple[Any, ...]) -> str:
    return " ".join(str(part) for part in parts)


def _word(standing: str | None) -> str:
    return standing or _("没有")


def _figures(figures: tuple[Any, ...]) -> str:
    """Records, quantity, person-times and persons of a tally."""
    return " / ".join(str(figure or 0) for figure in figures)

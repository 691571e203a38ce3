"""The book for whoever folds its figures upward inside the database: which chains have come how
far, and by how much each entry moved what stands. SQL texts, for nothing of it need leave the
database."""

from __future__ import annotations

from typing import Any

ENDS = "SELECT county, agency, seq FROM ledger_head"
"""The chains and the number of their last entry. A chain has no gaps and is committed in its
order: whoever remembers a number per chain misses nothing and reads nothing twice."""

_SHOWN = """r.county, r.community, r.agency, r.item_id AS item,
       coalesce(r.platform, 0) AS platform,
       date_trunc('month', r.day::timestamp)::date AS month,
       r.unit, r.sealed, r.quantity, r.heads, r.persons"""

MOVES = f"""
SELECT {_SHOWN}, 'recorded' AS standing, 1 AS sign
FROM spans s JOIN ledger_record r
  ON r.county = s.county AND r.agency = s.agency AND r.seq > s.after AND r.seq <= s.upto
UNION ALL
SELECT {_SHOWN}, m.was, -1
FROM spans s JOIN ledger_remark m
  ON m.county = s.county AND m.agency = s.agency AND m.seq > s.after AND m.seq <= s.upto
JOIN ledger_record r ON r.county = m.county AND r.id = m.record
UNION ALL
SELECT {_SHOWN}, m.standing, 1
FROM spans s JOIN ledger_remark m
  ON m.county = s.county AND m.agency = s.agency AND m.seq > s.after AND m.seq <= s.upto
JOIN ledger_record r ON r.county = m.county AND r.id = m.record
WHERE m.standing <> 'reversed'
"""
"""What the entries after ``spans`` (county, agency, after, upto) put under a standing (+1) or took
from one (-1)."""

STANDING = f"""
SELECT {_SHOWN}, coalesce(said.standing, 'recorded') AS standing, 1 AS sign
FROM ledger_record r JOIN spans s ON s.agency = r.agency AND r.seq > s.after AND r.seq <= s.upto
LEFT JOIN (
    SELECT DISTINCT ON (m.record) m.record, m.standing
    FROM ledger_remark m
    JOIN spans s ON s.agency = m.agency AND m.seq > s.after AND m.seq <= s.upto
    WHERE m.county = %(county)s
    ORDER BY m.record, m.seq DESC
) said ON said.record = r.id
WHERE r.county = %(county)s AND coalesce(said.standing, 'recorded') <> 'reversed'
"""
"""The records of one county's ``spans`` that stood at its end, counted from the entries alone."""


def take(waiting: list[tuple[Any, ...]], room: int) -> dict[str, list[Any]]:
    """Of what waits (county, agency, after, end), as much as has ``room`` entries: the columns of
    ``spans``. Without any, empty ones."""
    taken = []
    for county, agency, after, end in waiting:
        upto = min(end, after + room)
        taken.append((county, agency, after, upto))
        room -= upto - after
        if room == 0:
            break
    columns = zip(*taken, strict=True) if taken else ((), (), (), ())
    names = ("counties", "agencies", "after", "upto")
    return {name: list(column) for name, column in zip(names, columns, strict=True)}


def entries(spans: dict[str, list[Any]]) -> int:
    """How many entries that is."""
    return sum(spans["upto"]) - sum(spans["after"])

"""The book for whoever checks it: who did each record and when, and whose word confirmed it. SQL
texts over ``spans`` (county, agency, after, upto), for nothing of it need leave the database."""

from __future__ import annotations

_JOIN = """spans s JOIN ledger_remark m
  ON m.county = s.county AND m.agency = s.agency AND m.seq > s.after AND m.seq <= s.upto
JOIN ledger_record r ON r.county = m.county AND r.id = m.record"""

DONE = """
SELECT r.county, r.agency, r.community, r.id AS record, r.day, r.started_at, r.ended_at,
       r.workers, r.persons, r.sealed
FROM spans s JOIN ledger_record r
  ON r.county = s.county AND r.agency = s.agency AND r.seq > s.after AND r.seq <= s.upto
"""
"""The records written since."""

TAKEN_BACK = f"""
SELECT m.county, m.agency, m.record FROM {_JOIN} WHERE m.standing = 'reversed'
"""
"""The records reversed since."""

SIGNED = f"""
SELECT m.county, m.agency, m.seq, m.record, m.community, m.by, m.at, m.method, m.sealed, r.persons
FROM {_JOIN}
WHERE m.standing = 'confirmed' AND m.by <> '00000000-0000-0000-0000-000000000000'
"""
"""The confirmations since that somebody with an account gave."""

_FACTS = """r.county, r.agency, coalesce(r.platform, 0) AS platform, r.unit, r.day,
       r.started_at, r.ended_at, r.heads, r.quantity"""

SHAPES = f"""
SELECT {_FACTS}, 1 AS sign, 0 AS confirmed
FROM spans s JOIN ledger_record r
  ON r.county = s.county AND r.agency = s.agency AND r.seq > s.after AND r.seq <= s.upto
WHERE NOT r.sealed
UNION ALL
SELECT {_FACTS}, CASE WHEN m.standing = 'reversed' THEN -1 ELSE 0 END,
       (m.standing = 'confirmed')::int - (m.was = 'confirmed')::int
FROM {_JOIN} WHERE NOT m.sealed
"""
"""What the entries since added to how records of a group look; sealed ones are left out."""

CONFIRMED_WITHIN = """
SELECT DISTINCT r.id, r.community, r.persons[1] AS person
FROM ledger_remark m JOIN ledger_record r ON r.county = m.county AND r.id = m.record
WHERE m.county = %(county)s AND m.agency = %(agency)s AND m.standing = 'confirmed'
  AND m.at >= %(first)s AND m.at < %(last)s
  AND NOT r.sealed AND cardinality(r.persons) = 1
"""
"""The open records with one known person that were confirmed between two moments. What was said
of a record is never changed, so the same moments give the same records for ever."""

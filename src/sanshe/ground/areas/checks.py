"""The database's part of an import: the staging table, the checks between rows, the writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from .enums import Fault

Cursor = Any  # psycopg's own cursor, below Django's

COPY = "COPY areas_staging FROM STDIN"
_LOCK = 20150601  # imports wait for each other
_MANY = 10_000  # written rows after which the planner should look again

_PREPARE = f"""
SELECT pg_advisory_xact_lock({_LOCK});
SET LOCAL jit = off;
SET LOCAL work_mem = '128MB';
SET LOCAL maintenance_work_mem = '512MB';
SET LOCAL gin_pending_list_limit = '512MB';
DROP TABLE IF EXISTS areas_staging;
DROP TABLE IF EXISTS areas_faulty;
CREATE TEMP TABLE areas_staging (
    line int, code bigint, name text, level smallint, parent bigint, kind text,
    pinyin text, initials text, words tsvector
) ON COMMIT DROP;
"""

_STEP = "(ARRAY[10000000000, 100000000, 1000000, 1000, 1])[{}]"
_FAULTY = f"""
CREATE TEMP TABLE areas_faulty ON COMMIT DROP AS
SELECT * FROM (
    SELECT s.line, s.code, CASE
        WHEN s.nth > 1 THEN '{Fault.DUPLICATE}'
        WHEN s.code % {_STEP.format("s.level")} <> 0
            OR s.level > 1 AND s.code % {_STEP.format("s.level - 1")} = 0
            THEN '{Fault.LEVEL_MISMATCH}'
        WHEN s.level = 1 AND s.parent IS NULL THEN NULL
        WHEN s.level = 1 THEN '{Fault.PARENT_MISMATCH}'
        WHEN p.code IS NULL AND a.code IS NULL THEN '{Fault.UNKNOWN_PARENT}'
        WHEN COALESCE(p.level, a.level) >= s.level
            OR s.code / {_STEP.format("COALESCE(p.level, a.level)")}
                <> s.parent / {_STEP.format("COALESCE(p.level, a.level)")}
            THEN '{Fault.PARENT_MISMATCH}'
        WHEN p.line > s.line THEN '{Fault.PARENT_LATER}'
    END AS fault
    FROM (
        SELECT line, code, level, parent, row_number() OVER (PARTITION BY code ORDER BY line) AS nth
        FROM areas_staging
    ) s
    LEFT JOIN (
        SELECT DISTINCT ON (code) code, level, line FROM areas_staging
        WHERE level < 5 ORDER BY code, line
    ) p ON p.code = s.parent
    LEFT JOIN areas_area a ON a.code = s.parent AND p.code IS NULL
) found
WHERE fault IS NOT NULL
"""

# whose parent was kept aside just now, and is not known from before, goes the same way
_ORPHANS = f"""
INSERT INTO areas_faulty
SELECT s.line, s.code, '{Fault.UNKNOWN_PARENT}'
FROM areas_staging s
WHERE s.parent IN (SELECT code FROM areas_faulty WHERE fault <> '{Fault.DUPLICATE}')
    AND NOT EXISTS (SELECT FROM areas_faulty f WHERE f.line = s.line)
    AND NOT EXISTS (SELECT FROM areas_area a WHERE a.code = s.parent)
"""

_FAULTS = """
SELECT f.line, lpad(f.code::text, 12, '0'), s.name, f.fault
FROM areas_faulty f JOIN areas_staging s USING (line)
"""

_GOOD = "NOT EXISTS (SELECT FROM areas_faulty f WHERE f.line = s.line)"
_SAID = "name, level, parent, kind, pinyin, initials"
_WRITE = f"""
WITH written AS (
    INSERT INTO areas_area AS a (code, {_SAID}, words)
    SELECT s.code, s.{_SAID.replace(", ", ", s.")}, s.words
    FROM areas_staging s
    LEFT JOIN areas_area was ON was.code = s.code
    WHERE {_GOOD}
        AND (was.code IS NULL OR (was.{_SAID.replace(", ", ", was.")}, was.words)
            IS DISTINCT FROM (s.{_SAID.replace(", ", ", s.")}, s.words))
    ON CONFLICT (code) DO UPDATE SET
        ({_SAID}, words) = (EXCLUDED.{_SAID.replace(", ", ", EXCLUDED.")}, EXCLUDED.words)
    RETURNING (xmax = 0) AS fresh
)
SELECT count(*) FILTER (WHERE fresh), count(*) FILTER (WHERE NOT fresh) FROM written
"""


def prepare(cursor: Cursor) -> None:
    """Make the staging table, and the session fit for many rows; all ends with the transaction."""
    cursor.execute(_PREPARE)


def find(cursor: Cursor) -> list[tuple[int, str, str, str]]:
    """What is wrong between the staged rows: line, code, name and fault of each."""
    cursor.execute(_FAULTY)
    if not cursor.rowcount:
        return []
    while True:  # at most once a level
        cursor.execute(_ORPHANS)
        if not cursor.rowcount:
            break
    cursor.execute(_FAULTS)
    return cursor.fetchall()


def write(cursor: Cursor) -> tuple[int, int, int]:
    """Write the good rows that are new or say something else: inserted, changed, unchanged."""
    cursor.execute("SELECT count(*) FROM areas_staging s WHERE " + _GOOD)
    good = cursor.fetchone()[0]
    cursor.execute("SELECT EXISTS (SELECT FROM areas_area)")
    with _index_made_after(cursor) if not cursor.fetchone()[0] else nullcontext():
        cursor.execute(_WRITE)
        inserted, changed = cursor.fetchone()
    if inserted + changed:
        # what waits beside the index would be read through by every search
        cursor.execute("SELECT gin_clean_pending_list('area_by_words')")
    if inserted + changed > _MANY:
        cursor.execute("ANALYZE areas_area")
    return inserted, changed, good - inserted - changed


@contextmanager
def _index_made_after(cursor: Cursor) -> Iterator[None]:
    """Into an empty table: to make the index of words once is a third of the work of keeping it.
    Nobody misses it, for the table is locked until the import is done."""
    cursor.execute("SELECT pg_get_indexdef('area_by_words'::regclass)")
    definition = cursor.fetchone()[0]
    cursor.execute("DROP INDEX area_by_words")
    yield
    cursor.execute(definition)

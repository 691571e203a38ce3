"""The book's rules, so that it can be spread over servers by county: read from the catalogue of a
live PostgreSQL, for whatever tables of the book there are (docs/adr/0005)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from sanshe.ground.kit.ids import new_id
from sanshe.trust.policy.scope import scope
from tests.factories.book import record

SRC = Path(__file__).resolve().parents[2] / "src" / "sanshe"
APPEND_ONLY = {"ledger_record", "ledger_remark", "audit_entry"}
TABLES = """
SELECT c.oid, c.relname FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
  AND c.relname ~ '^(ledger|audit)_'
"""


def ask(question: str, **values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, values or None)
        return cursor.fetchall()


@pytest.fixture
def book(db) -> dict[str, int]:
    tables = {name: oid for oid, name in ask(TABLES)}
    assert {*APPEND_ONLY, "ledger_tally", "ledger_standing", "ledger_presence"} <= set(tables)
    return tables


def test_county_is_the_first_column(book):
    firsts = ask(
        """SELECT c.relname, a.attname, a.atttypid::regtype::text, a.attnotnull
           FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
           WHERE a.attrelid = ANY (%(oids)s) AND a.attnum = 1""",
        oids=list(book.values()),
    )
    assert {first[1:] for first in firsts} == {("county", "bigint", True)}, firsts
    assert len(firsts) == len(book)


def test_every_key_contains_county(book):
    """Primary keys begin with it; unique indexes and exclusion constraints contain it."""
    keys = ask(
        """SELECT t.relname, i.relname, x.indisprimary, ARRAY(
               SELECT a.attname::text FROM unnest(x.indkey) WITH ORDINALITY k(n, place)
               JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.n ORDER BY place)
           FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
           JOIN pg_class t ON t.oid = x.indrelid
           WHERE x.indrelid = ANY (%(oids)s) AND (x.indisunique OR x.indisexclusion)""",
        oids=list(book.values()),
    )
    for table, index, primary, columns in keys:
        assert "county" in columns, (table, index)
        assert not primary or columns[0] == "county", (table, index)
    assert {table for table, _, primary, _ in keys if primary} == set(book)


def test_keys_are_made_by_the_application(book):
    """No sequence and no default: ids are UUIDv7 from outside."""
    made = ask(
        """SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
           WHERE a.attrelid = ANY (%(oids)s) AND a.attnum > 0
             AND (a.attidentity <> '' OR (a.atthasdef AND a.attname IN ('id', 'county')))""",
        oids=list(book.values()),
    )
    assert made == []
    assert new_id().version == 7


def test_no_foreign_key_leads_into_or_out_of_the_book(book):
    """None out of it either: each record would write to the row it refers to."""
    keys = ask(
        """SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint
           WHERE contype = 'f' AND (conrelid = ANY (%(oids)s) OR confrelid = ANY (%(oids)s))""",
        oids=list(book.values()),
    )
    assert keys == []
    assert not ask(
        """SELECT conname FROM pg_constraint
           WHERE conrelid = ANY (%(oids)s) AND condeferrable""",
        oids=list(book.values()),
    )


def test_no_trigger_but_the_append_only_one(book):
    triggers = ask(
        """SELECT c.relname, t.tgname, t.tgtype, t.tgenabled::text, p.prosrc
           FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
           WHERE t.tgrelid = ANY (%(oids)s) AND NOT t.tgisinternal""",
        oids=list(book.values()),
    )
    assert {table for table, *_ in triggers} == APPEND_ONLY
    for table, name, when, enabled, source in triggers:
        assert name in (f"{table}_stays", f"{table}_stays_whole")
        assert when & 2, "before"
        assert not when & 4, "never on INSERT"
        assert enabled == "O"
        assert "RAISE EXCEPTION" in source
        assert "NOTIFY" not in source.upper()
    rules = ask(
        "SELECT rulename FROM pg_rewrite WHERE ev_class = ANY (%(oids)s)", oids=list(book.values())
    )
    assert rules == []


def test_policies_ask_columns_and_settings_only(book):
    """No subquery, and no function but current_setting and comparisons."""
    policies = ask(
        """SELECT p.polrelid::regclass::text, pg_get_expr(p.polqual, p.polrelid),
                  pg_get_expr(p.polwithcheck, p.polrelid)
           FROM pg_policy p WHERE p.polrelid = ANY (%(oids)s)""",
        oids=list(book.values()),
    )
    walled = {table for table, *_ in policies}
    assert walled >= {"ledger_record", "ledger_remark", "ledger_presence", "audit_entry"}
    for table, using, check in policies:
        text = f"{using} {check}"
        assert "SELECT" not in text.upper(), table
        called = set(re.findall(r"(\w+)\(", text)) - {"AND", "OR", "NOT", "ANY", "IN"}
        assert called <= {"current_setting", "NULLIF"}, (table, called)


def sources() -> list[tuple[Path, str]]:
    rooms = [SRC / "ledger", SRC / "trust" / "audit"]
    return [
        (path, path.read_text())
        for room in rooms
        for path in room.rglob("*.py")
        if "migrations" not in path.parts
    ]


def statements() -> list[tuple[Path, str]]:
    """The SQL texts of the book's rooms."""
    texts = [
        (path, text)
        for path, source in sources()
        for text in re.findall(r'"""(.*?)"""|"([^"\n]+)"', source, re.S)
    ]
    return [
        (path, one)
        for path, pair in texts
        for one in pair
        if re.search(r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b", one)
    ]


def test_county_is_never_updated_and_updates_are_not_volatile():
    seen = 0
    for path, statement in statements():
        for change in re.findall(r"\bSET\b(.*?)(?:\bWHERE\b|\)\s*$|\Z)", statement, re.S):
            seen += 1
            assert not re.search(r"\bcounty\s*=", change), (path, change)
            assert not re.search(r"\b(now|random|nextval|clock_timestamp|uuid\w*)\(", change), path
    assert seen > 5


def test_no_join_from_the_book_to_ordinary_tables():
    tables = {
        name
        for path, statement in statements()
        for name in re.findall(r"\b(?:FROM|JOIN|INTO|UPDATE)\s+([a-z]+_[a-z]+)\b", statement)
    }
    assert {name for name in tables if not re.match(r"(ledger|audit)_", name)} <= {
        "true_ones"  # a name inside a recount
    }
    assert "ledger_record" in tables


def test_the_book_tells_nobody():
    for path, source in sources():
        assert not re.search(r"\b(NOTIFY|LISTEN)\b", source), path
        assert "set_config" not in source, path
        assert not re.search(r"\bSET (?!LOCAL|TRANSACTION)\w+\.\w+", source), path


def test_a_row_lies_in_the_county_of_its_community(district):
    """The keys carry it: what belongs to a county is found by its county alone."""
    record(district)
    with scope(district.job):
        for table in ("ledger_record", "ledger_standing", "ledger_tally", "ledger_presence"):
            rows = ask(f"SELECT county = community / 1000000 * 1000000 FROM {table}")
            assert rows == [(True,)], table

"""What the database refuses to somebody whose scope is right and whose statement is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import ProgrammingError, connection, transaction

from sanshe.ground.kit.ids import NOBODY, new_id
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.scope import scope
from tests.factories.book import record
from tests.factories.district import COUNTY, staff

REWRITTEN = ("ledger_tally", "ledger_standing", "ledger_presence")


def touched(actor, statement: str) -> int:
    """How many rows a statement reaches in an actor's scope; taken back at once."""
    with transaction.atomic():
        with scope(actor), connection.cursor() as cursor:
            cursor.execute(statement)
            rows = cursor.rowcount
        transaction.set_rollback(True)
    return rows


@pytest.fixture
def figures_only(district):
    with scope(district.job):
        evaluator = staff("评估员", Role.EVALUATOR, district.police.id, COUNTY)
    return (district.bureau, district.auditor, evaluator)


@pytest.mark.parametrize("table", REWRITTEN)
def test_who_reads_figures_writes_nothing_into_the_book(district, figures_only, table):
    record(district)
    for actor in figures_only:
        assert touched(actor, f"SELECT 1 FROM {table}") == 1
        assert touched(actor, f"UPDATE {table} SET county = county") == 0
        assert touched(actor, f"DELETE FROM {table}") == 0
    assert touched(district.worker, f"UPDATE {table} SET county = county") == 1


@pytest.mark.parametrize("table", REWRITTEN)
def test_an_agency_writes_its_own_only(district, table):
    record(district)
    beside = replace(district.other_agency, lo=district.worker.lo, hi=district.worker.hi)
    assert touched(beside, f"UPDATE {table} SET county = county") == 0
    assert touched(beside, f"DELETE FROM {table}") == 0


@pytest.mark.parametrize("forged", [{"actor": new_id()}, {"actor": NOBODY}, {"org": new_id()},
                                    {"role": "supervisor"}])  # fmt: skip
def test_an_audit_line_is_written_in_ones_own_name(district, forged):
    me = district.worker
    line = {
        "county": COUNTY, "org": me.org, "seq": 10**6, "actor": me.user, "role": me.role.value,
        "deed": "needs.read", "subject_kind": "need", "subject_id": "x", "community": me.lo,
        "detail": {}, "previous": b"", "hash": b"", "at": "2026-01-01T00:00:00Z",
    }  # fmt: skip
    with scope(me):
        Entry.objects.bulk_create([Entry(**line, id=new_id())])
        line["seq"] += 1
        with pytest.raises(ProgrammingError), transaction.atomic():
            Entry.objects.bulk_create([Entry(**{**line, **forged}, id=new_id())])

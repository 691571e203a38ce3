"""Walking the chains again: whatever is done to the book behind the application's back shows."""

from __future__ import annotations

import pytest
from django.db import connections

from sanshe.ground.kit.errors import NotAllowed
from sanshe.trust.audit import queries
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import scope
from tests.factories.district import COUNTY, FX, WJQ, make_district


@pytest.fixture
def district(committed):
    return make_district()


@pytest.fixture
def chain(district):
    """Five lines in the worker's chain, and some in others."""
    for number in range(5):
        with scope(district.worker):
            note(district.worker, Deed.SORT_NEED, kind="need", id=number, community=FX, n=number)
    with scope(district.other_district):
        note(district.other_district, Deed.SORT_NEED, kind="need", community=WJQ, words="周奶奶")
    return district


def tamper(*statements: str) -> None:
    """As the owner with triggers off: the strongest hand there is."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("SET session_replication_role = DEFAULT")


def faults(**limits) -> list[tuple[str, int]]:
    job = Actor.job("test")
    with scope(job):
        return [(str(f.kind), f.seq) for f in queries.verify(job, **limits).faults]


def worker_line(district, seq: int) -> str:
    return f"county = {COUNTY} AND org = '{district.worker.org}' AND seq = {seq}"


def test_an_untouched_book_is_whole(chain):
    job = Actor.job("test")
    with scope(job):
        report = queries.verify(job)
    assert report.whole and report.chains == 2 and report.lines == 6
    assert [end.seq for end in report.ends] == [1, 5]
    assert faults() == []  # verifying wrote a line itself: a chain of the platform's own


def test_a_changed_line(chain):
    tamper(f"UPDATE audit_entry SET role = 'x' WHERE {worker_line(chain, 3)}")
    assert faults() == [("changed", 3)]


def test_a_changed_detail(chain):
    tamper(f"UPDATE audit_entry SET detail = '{{\"n\": 9}}' WHERE {worker_line(chain, 2)}")
    assert faults() == [("changed", 2)]


def test_a_missing_line(chain):
    tamper(f"DELETE FROM audit_entry WHERE {worker_line(chain, 3)}")
    assert faults() == [("missing", 3)]


def test_a_first_line_missing(chain):
    tamper(f"DELETE FROM audit_entry WHERE {worker_line(chain, 1)}")
    assert faults() == [("missing", 1)]


def test_the_last_line_cut_off(chain):
    tamper(f"DELETE FROM audit_entry WHERE {worker_line(chain, 5)}")
    assert faults() == [("head", 4)]


def test_a_chain_cut_off_whole(chain):
    tamper(f"DELETE FROM audit_entry WHERE county = {COUNTY}")
    assert faults() == [("head", 0)]


def test_two_lines_in_the_wrong_order(chain):
    tamper(
        f"UPDATE audit_entry SET seq = 99 WHERE {worker_line(chain, 2)}",
        f"UPDATE audit_entry SET seq = 2 WHERE {worker_line(chain, 3)}",
        f"UPDATE audit_entry SET seq = 3 WHERE {worker_line(chain, 99)}",
    )
    assert ("order", 2) in faults() and ("order", 3) in faults()


def test_a_line_put_in_with_a_good_hash_of_its_own(chain):
    """Somebody rewrites line 3 and computes its hash again: the next line no longer follows."""
    from sanshe.ground.kit import chain as links
    from sanshe.trust.audit.models import Entry
    from sanshe.trust.audit.trail import facts_of

    with scope(Actor.job("test")):
        line = Entry.objects.get(county=COUNTY, org=chain.worker.org, seq=3)
    line.role = "clerk"
    forged = links.link(bytes(line.previous), facts_of(line, 3)).hex()
    tamper(
        f"UPDATE audit_entry SET role = 'clerk', hash = '\\x{forged}' WHERE {worker_line(chain, 3)}"
    )
    assert faults() == [("order", 4)]


def test_a_head_that_lies(chain):
    tamper(f"UPDATE audit_head SET seq = 7 WHERE county = {COUNTY}")
    assert faults() == [("head", 5)]
    tamper(f"DELETE FROM audit_head WHERE county = {COUNTY}")
    assert faults() == [("head", 5)]


def test_one_county_or_one_organisation(chain):
    tamper(f"UPDATE audit_entry SET role = 'x' WHERE {worker_line(chain, 3)}")
    assert faults(county=530102000000) == []
    assert faults(county=COUNTY) == [("changed", 3)]
    assert faults(org=chain.other_district.org) == []
    assert faults(org=chain.worker.org) == [("changed", 3)]


def test_an_auditor_verifies_their_county_only(chain):
    tamper("UPDATE audit_entry SET role = 'x' WHERE county = 530102000000")
    with scope(chain.auditor):
        report = queries.verify(chain.auditor)
    assert report.whole and {end.county for end in report.ends} == {COUNTY}


def test_nobody_else_verifies(chain):
    for actor in (chain.worker, chain.security, chain.system, chain.bureau, chain.resident):
        with pytest.raises(NotAllowed), scope(actor):
            queries.verify(actor)

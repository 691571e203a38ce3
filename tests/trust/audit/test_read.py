"""Reading the audit: by auditor and audit administrator in their counties, and nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from sanshe.ground.kit.errors import NotAllowed
from sanshe.trust.audit import queries
from sanshe.trust.audit.actions import note
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.enums import Deed, Role
from sanshe.trust.policy.scope import scope
from tests.factories.district import COUNTY, FX, WJQ, District, staff


def did(actor, deed=Deed.SORT_NEED, *, community=FX, kind="need", id="n1", **detail) -> None:
    with scope(actor):
        note(actor, deed, kind=kind, id=id, community=community, **detail)


def read(actor, **filters) -> list[Entry]:
    with scope(actor):
        return queries.entries(actor, **filters).rows


def readers(district: District) -> list:
    with scope(district.job):
        keeper = staff("审计管理", Role.AUDIT_ADMIN, district.agency.id, COUNTY)
    return [district.auditor, keeper]


def test_auditor_and_audit_administrator_read_their_county(district):
    did(district.worker)
    did(district.other_district, community=WJQ)
    did(district.job, community=0, kind="account")
    for reader in readers(district):
        rows = [e for e in read(reader) if e.deed == Deed.SORT_NEED]
        assert {e.county for e in rows} == {COUNTY, 0}
        assert {e.actor for e in rows if e.county} == {district.worker.user}


def test_nobody_else_reads(district):
    did(district.worker)
    allowed = {Role.AUDITOR, Role.AUDIT_ADMIN}
    cast = [a for a in vars_of(district) if a.role not in allowed]
    assert len(cast) > 10
    for actor in cast:
        with pytest.raises(NotAllowed):
            read(actor)
        if actor.role == Role.JOB:
            continue  # verifies chains, so the database shows it the lines
        with scope(actor):
            assert not Entry.objects.exists(), actor  # the wall agrees
    assert not Entry.objects.exists()  # no scope, no rows


def vars_of(district) -> list:
    actors = [getattr(district, name) for name in district.__dataclass_fields__]
    return [a for a in [*actors, district.stranger, district.holding("1")] if hasattr(a, "role")]


def test_reading_leaves_a_line(district):
    read(district.auditor, deed=Deed.SORT_NEED)
    first = read(district.auditor)[0]
    assert (first.deed, first.actor) == (Deed.READ_AUDIT, district.auditor.user)
    assert first.detail["of_deed"] == "needs.sort"


@pytest.mark.parametrize(
    "filters, seen",
    [
        ({"deed": Deed.SORT_NEED}, ["n1"]),
        ({"kind": "need", "subject": "n2"}, ["n2"]),
        ({"kind": "person"}, ["p1"]),
        ({"deed": Deed.SORT_NEED, "subject": "n2"}, []),
    ],
)
def test_filters(district, filters, seen):
    did(district.worker)
    did(district.clerk, Deed.DISPATCH_NEED, id="n2")
    did(district.clerk, Deed.REVEAL_PERSON, kind="person", id="p1")
    assert [e.subject_id for e in read(district.auditor, **filters)] == seen


def test_by_person_and_by_day(district):
    did(district.worker)
    did(district.clerk)
    today = timezone.localdate()
    mine = read(district.auditor, person=district.clerk.user)
    assert [e.actor for e in mine] == [district.clerk.user]
    assert len(read(district.auditor, day=today, kind="need")) == 2
    assert not read(district.auditor, day=today - timedelta(days=1), kind="need")


def test_page_after_page_shows_each_line_once(district):
    for number in range(5):
        did(district.worker, id=f"n{number}")
    seen, after = [], ""
    for _ in range(3):
        with scope(district.auditor):
            page = queries.entries(district.auditor, kind="need", after=after, size=2)
        seen += [e.subject_id for e in page.rows]
        after = page.after
    assert seen == ["n4", "n3", "n2", "n1", "n0"] and not after


def test_an_auditor_of_elsewhere_sees_nothing_of_ours(district):
    did(district.worker)
    far = replace(district.auditor, lo=530102000000, hi=530102999999)
    assert not read(far, kind="need")

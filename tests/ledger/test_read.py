"""Reading the book: who sees which lines and figures, and that figures stay apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from sanshe.ground.kit.errors import NotAllowed, NotFound
from sanshe.ground.kit.ids import new_id
from sanshe.ledger import actions, errors
from sanshe.ledger.queries import Filters, figures
from sanshe.ledger.queries import lines as read
from sanshe.registry.catalogue.models import Service
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.scope import scope
from tests.factories.book import record
from tests.factories.district import COUNTY, FX, GF, staff


@pytest.fixture
def evaluator(district):
    with scope(district.job):
        return staff("评估员", Role.EVALUATOR, district.police.id, COUNTY)


@pytest.fixture
def sealed(district) -> Service:
    with scope(district.job):
        return Service.objects.create(
            code="FX-09", name="反家暴咨询", community=FX, item=district.visiting,
            platform=district.station, unit="cases", sealed=True,
        )  # fmt: skip


def record_sealed(district, sealed):
    return record(district, service=sealed.id, unit="cases", persons=[])


def seen_by(actor, **filters) -> int:
    with scope(actor):
        return len(read.entries(actor, Filters(**filters)).rows)


def test_each_of_the_cast_sees_their_part(district, evaluator, sealed, recorded):
    record_sealed(district, sealed)
    for actor, lines in [
        (district.worker, 2), (district.colleague, 2), (district.manager, 2),
        (district.clerk, 1), (district.street, 1), (district.bureau, 1), (district.auditor, 1),
        (evaluator, 1), (district.job, 2),
        (district.other_agency, 0), (district.stranger, 0), (district.other_district, 0),
        (replace(district.other_agency, lo=FX, hi=FX), 0),
    ]:  # fmt: skip
        assert seen_by(actor) == lines, actor
    for actor in (district.resident, district.system, district.security):
        with pytest.raises(NotAllowed):
            seen_by(actor)


def test_the_first_guard_holds_without_the_second(district, evaluator, sealed, recorded):
    """The same answers where the database itself would show everything."""
    record_sealed(district, sealed)
    for actor, lines in [
        (district.worker, 2), (district.clerk, 1), (evaluator, 1), (district.other_agency, 0),
        (replace(district.other_agency, lo=FX, hi=FX), 0), (district.other_district, 0),
    ]:  # fmt: skip
        with scope(district.job):
            assert len(read.entries(actor).rows) == lines, actor
            assert figures.persons_reached(actor) == min(lines, 1), actor


def test_figures_without_persons(district, evaluator, recorded):
    with scope(evaluator):
        line = read.entries(evaluator).rows[0]
        assert line.persons == []
        assert line.known_persons == 1
        assert figures.persons_reached(evaluator) == 1
    with scope(district.worker):
        assert len(read.entries(district.worker).rows[0].persons) == 1


def test_filters(district, recorded):
    yesterday = timezone.localdate() - timedelta(days=1)
    worker = district.worker
    for found, filters in [
        (1, {"since": yesterday, "until": yesterday}),
        (0, {"since": yesterday + timedelta(days=1)}),
        (0, {"until": yesterday - timedelta(days=1)}),
        (1, {"area": FX}), (1, {"area": COUNTY}), (0, {"area": GF}),
        (1, {"item": district.visiting.id}), (0, {"item": district.referral.id}),
        (1, {"service": district.service.id}), (0, {"service": 0}),
        (1, {"agency": district.agency.id}), (0, {"agency": district.other.id}),
        (1, {"worker": worker.user}), (0, {"worker": district.colleague.user}),
        (1, {"standing": "recorded"}), (0, {"standing": "confirmed"}),
        (1, {"unit": "person_times"}), (0, {"unit": "events"}),
    ]:  # fmt: skip
        assert seen_by(worker, **filters) == found, filters
        with scope(worker):  # a figure and the records behind it never differ
            asked = Filters(**filters)
            assert sum(f.records for f in figures.tallies(worker, asked)) == found, filters
            assert figures.persons_reached(worker, asked) == found, filters


def test_pages_by_key(district):
    made = [record(district) for _ in range(5)]
    with scope(district.worker):
        first = read.entries(district.worker, size=3)
        second = read.entries(district.worker, size=3, after=first.after)
        assert [line.id for line in (*first.rows, *second.rows)] == made[::-1]
        assert second.after == ""
        assert len(read.entries(district.worker, after="rubbish").rows) == 5


def test_statements_do_not_grow_with_rows(district, django_assert_num_queries):
    for _ in range(2):
        record(district)
    with scope(district.worker), django_assert_num_queries(6):
        read.entries(district.worker)
    for _ in range(8):
        record(district)
    with scope(district.worker), django_assert_num_queries(6):
        assert len(read.entries(district.worker).rows) == 10


def test_an_entry_with_what_was_said(district, recorded):
    actions.dispute(district.clerk, county=COUNTY, record=recorded, reason="人在外地")
    with scope(district.worker):
        line, said = read.entry(district.worker, county=COUNTY, record=recorded)
        assert line.worker_names == "孟社工"
        assert line.service_name == "FX-01 高龄独居老人日常探访"
        assert [(s.by_name, s.standing, s.reason) for s in said] == [
            ("李干事", "disputed", "人在外地")
        ]
    for actor in (district.other_agency, district.other_district, district.stranger):
        with scope(actor), pytest.raises(NotFound):
            read.entry(actor, county=COUNTY, record=recorded)


def test_units_stay_apart(district):
    with scope(district.job):
        hours = Service.objects.create(
            code="FX-02", name="陪同", community=FX, item=district.visiting,
            platform=district.station, unit="service_hours",
        )  # fmt: skip
    record(district, quantity=2, heads=2)
    record(district, service=hours.id, unit="service_hours", quantity=Decimal("1.5"))
    with scope(district.worker):
        found = figures.tallies(district.worker)
        assert {(f.unit, f.quantity, f.heads) for f in found} == {
            ("person_times", 2, 2), ("service_hours", Decimal("1.5"), 1),
        }  # fmt: skip
        with pytest.raises(errors.MixedUnits):
            figures.total(found)
        assert figures.total(found[:1]) == found[0].quantity


@pytest.mark.parametrize("by", figures.GROUPS)
def test_figures_by_each_key(district, recorded, by):
    with scope(district.worker):
        figure = figures.tallies(district.worker, by=by, by_standing=True)[0]
        assert figure.label
        assert (figure.records, figure.standing) == (1, "recorded")


def test_persons_are_no_sum_of_days(district):
    granny, start = new_id(), timezone.now() - timedelta(days=4)
    for day in range(3):
        at = start + timedelta(days=day)
        record(district, persons=[granny], heads=2, started_at=at, ended_at=at)
    with scope(district.worker):
        assert figures.tallies(district.worker)[0].heads == 6
        assert figures.persons_reached(district.worker) == 1
        for asked in ({"item": district.visiting.id}, {"worker": district.worker.user}):
            assert figures.persons_reached(district.worker, Filters(**asked)) == 1


def test_a_reversed_record_is_read_and_not_counted(district, recorded):
    actions.reverse(district.supervisor, county=COUNTY, record=recorded, reason="记错")
    assert seen_by(district.worker) == 1
    with scope(district.worker):
        assert figures.tallies(district.worker) == []
        assert figures.tallies(district.worker, Filters(worker=district.worker.user)) == []
        assert figures.persons_reached(district.worker) == 0


def shut_figures(actor, by=None, by_standing=False, **filters) -> list[int]:
    with scope(actor):
        found = figures.tallies(actor, Filters(**filters), by=by, by_standing=by_standing)
        return [figure.records for figure in found if figure.sealed]


def months_ago(months: int) -> date:
    """The first of a month that is over."""
    first = timezone.localdate().replace(day=1)
    for _ in range(months):
        first = (first - timedelta(days=1)).replace(day=1)
    return first


def record_sealed_in(district, sealed, month: date, times: int) -> None:
    start = timezone.make_aware(datetime.combine(month.replace(day=20), time(9)))
    for n in range(times):
        at = start + timedelta(hours=n)
        record(district, service=sealed.id, unit="cases", persons=[],
               started_at=at, ended_at=at + timedelta(minutes=40))  # fmt: skip


def test_sealed_figures_leave_no_trace_of_one(district, evaluator, sealed):
    readers = (district.clerk, district.street, district.bureau, district.auditor, evaluator)
    record_sealed_in(district, sealed, months_ago(1), 4)
    record_sealed(district, sealed)  # yesterday
    for actor in readers:
        for by in (None, *figures.GROUPS):
            assert shut_figures(actor, by) == [], (actor.role, by)
        with scope(actor):
            asked = figures.choices(actor, Filters())
            assert (asked.items, asked.services, asked.agencies) == ([], [], [])
    record_sealed_in(district, sealed, months_ago(1), 2)
    for actor in readers:
        assert shut_figures(actor) == [6]
    with scope(district.worker):
        (own,) = figures.tallies(district.worker)
        assert (own.records, own.sealed) == (7, False)


def test_no_number_is_missing_for_whoever_may_not_open_it(district, evaluator, sealed, recorded):
    """The chain counts sealed records too: a committee that reads 1 and 3 knows of 2."""
    record_sealed(district, sealed)
    actions.confirm(district.colleague, county=COUNTY, record=recorded, method="co_signed")
    for actor in (district.clerk, district.street, district.bureau, district.auditor, evaluator):
        with scope(actor):
            line, said = read.entry(actor, county=COUNTY, record=recorded)
            assert (line.seq, [one.seq for one in said]) == (None, [None]), actor.role
    with scope(district.worker):
        line, said = read.entry(district.worker, county=COUNTY, record=recorded)
        assert (line.seq, [one.seq for one in said]) == (1, [3])


def test_no_two_questions_tell_one_sealed_record(district, sealed):
    record_sealed_in(district, sealed, months_ago(2), 6)
    record_sealed_in(district, sealed, months_ago(1), 3)
    two, one, now = months_ago(2), months_ago(1), months_ago(0)
    clerk = district.clerk
    for whole in ({}, {"since": two}, {"until": now}, {"until": one - timedelta(days=1)},
                  {"item": district.visiting.id}, {"agency": district.agency.id},
                  {"area": FX}, {"unit": "cases"}):  # fmt: skip
        assert shut_figures(clerk, **whole) == [6], whole
    assert shut_figures(clerk, by_standing=True) == [6]
    for by in ("month", "community", "item", "agency"):
        assert shut_figures(clerk, by) == [6], by
    for cut in ({"since": two + timedelta(days=1)}, {"until": two + timedelta(days=25)},
                {"since": one}, {"service": sealed.id}, {"standing": "recorded"},
                {"worker": district.worker.user}):  # fmt: skip
        assert shut_figures(clerk, **cut) == [], cut
    for by in ("day", "service"):
        assert shut_figures(clerk, by) == [], by


def test_an_export_is_audited_and_bounded(district, recorded):
    record(district)
    with scope(district.worker):
        assert len(list(read.export(district.worker, Filters()))) == 2
        with pytest.raises(errors.TooMuchToExport):
            read.export(district.worker, Filters(), limit=1)
        with pytest.raises(NotAllowed):
            read.export(district.auditor, Filters())
    with scope(district.job):
        line = Entry.objects.get(deed="ledger.export")
        assert line.detail == {"lines": 2}


def test_what_a_filter_may_choose_from(district, recorded):
    with scope(district.worker):
        found = figures.choices(district.worker, Filters())
    assert found.communities == [(FX, "复兴社区")]
    assert found.agencies[0][0] == district.agency.id
    assert {name for _, name in found.workers} >= {"孟社工", "小何"}
    with scope(district.other_agency):
        assert not figures.choices(district.other_agency, Filters()).communities

"""Recording a service: whose, what fits, once, and never touched again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connections
from django.utils import timezone

from sanshe.ground.kit.errors import NotAllowed, NotFound
from sanshe.ground.kit.ids import new_id
from sanshe.ledger import actions, errors
from sanshe.ledger.models import Head, Place, Presence, Record, Tally
from sanshe.registry.catalogue.models import Service
from sanshe.registry.organisations.models import Settlement
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.scope import scope
from tests.factories.book import record, visit
from tests.factories.district import COUNTY, FX, GF, make_district, staff


def test_a_record_stands_in_all_readings(district):
    granny = new_id()
    first = record(district, persons=[granny], heads=2, quantity=Decimal("1.50"))
    record(district, persons=[granny])
    with scope(district.job):
        assert Place.objects.get(record=first).standing == "recorded"
        tally = Tally.objects.get()
        assert (tally.records, tally.quantity, tally.heads, tally.persons) == (
            2,
            Decimal("2.5"),
            3,
            1,
        )
        assert Presence.objects.get().times == 2
        assert Head.objects.get().seq == 2
        assert Entry.objects.filter(deed="ledger.record").count() == 2


def test_the_day_is_that_of_shanghai(district):
    start = timezone.now().replace(hour=17, minute=0) - timedelta(days=3)  # UTC
    record(district, started_at=start, ended_at=start)
    with scope(district.worker):
        assert Record.objects.get().day == start.date() + timedelta(days=1)


def test_each_of_the_cast(district):
    record(district, actor=district.colleague)
    record(district, actor=district.supervisor)
    with pytest.raises(errors.NotYourAgency):
        record(district, actor=replace(district.other_agency, lo=FX, hi=FX))
    with pytest.raises(errors.NotYourAgency):
        record(district, actor=replace(district.stranger, lo=FX, hi=FX))
    for outside in (district.other_agency, district.stranger):
        with pytest.raises(NotFound):
            record(district, actor=outside)
    for nobody in (district.clerk, district.other_district, district.resident, district.bureau,
                   district.auditor, district.system, district.job):  # fmt: skip
        with pytest.raises(NotAllowed):
            record(district, actor=nobody)
    with scope(district.job):
        assert Record.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"service": 10**6}, errors.ServiceDoesNotFit),
        ({"item": 10**6}, errors.ServiceDoesNotFit),
        ({"unit": "events"}, errors.ServiceDoesNotFit),
        ({"platform": None}, errors.PlatformDoesNotFit),
        ({"platform": 10**6}, errors.PlatformDoesNotFit),
        ({"quantity": 0}, errors.NothingDone),
        ({"quantity": Decimal("-1")}, errors.NothingDone),
        ({"quantity": Decimal("0.001")}, errors.NothingDone),
        ({"quantity": Decimal("NaN")}, errors.NothingDone),
        ({"quantity": Decimal(10) ** 10}, errors.NothingDone),
        ({"heads": 0, "persons": []}, errors.NothingDone),
        ({"persons": [new_id(), new_id()]}, errors.TooManyPersons),
        ({"sealed": True}, errors.SealedNamesNobody),
        ({"revision": 1}, errors.NoFormer),
    ],
)
def test_what_cannot_be_right_is_refused(district, wrong, problem):
    with pytest.raises(problem):
        record(district, **wrong)
    with scope(district.job):
        assert not Record.objects.exists()
        assert not Tally.objects.exists()


@pytest.mark.parametrize(
    ("start", "end"),
    [(-2, -3), (-30, -3), (1, 2), (-1, 1)],
    ids=["ends before it starts", "longer than a day", "in the future", "still going on"],
)
def test_times_that_cannot_be_right(district, start, end):
    now = timezone.now()
    with pytest.raises(errors.TimeDoesNotFit):
        record(
            district,
            started_at=now + timedelta(hours=start),
            ended_at=now + timedelta(hours=end),
        )


def test_a_service_elsewhere_does_not_fit(district):
    wide = replace(district.worker, lo=FX, hi=GF)
    with pytest.raises(errors.ServiceDoesNotFit):
        record(district, actor=wide, community=GF)


def test_the_platform_is_run_by_the_agency_that_day(district):
    Settlement.objects.update(during=(timezone.localdate() - timedelta(days=1), None))
    record(district)
    start = timezone.now() - timedelta(days=3)
    with pytest.raises(errors.PlatformDoesNotFit):
        record(district, started_at=start, ended_at=start)


def test_an_ended_service_takes_no_more(district):
    Service.objects.update(ended_on=timezone.localdate() - timedelta(days=2))
    with pytest.raises(errors.ServiceDoesNotFit):
        record(district)


def test_a_sealed_service_names_nobody(district):
    Service.objects.update(sealed=True)
    with pytest.raises(errors.SealedNamesNobody):
        record(district)
    record(district, persons=[])
    with scope(district.job):
        volunteer = staff("志愿者", Role.VOLUNTEER, district.agency.id, FX)
    with pytest.raises(NotAllowed):
        record(district, actor=volunteer, persons=[])
    for actor, seen in [(district.colleague, 1), (district.clerk, 0), (district.bureau, 0),
                        (volunteer, 0)]:  # fmt: skip
        with scope(actor):
            assert Record.objects.count() == Place.objects.count() == seen, actor.role


def test_one_source_is_counted_once(district):
    facts = visit(district)
    first = actions.record(district.worker, **facts)
    with pytest.raises(errors.AlreadyRecorded) as again:
        actions.record(district.colleague, **facts)
    assert again.value.record == first
    with pytest.raises(errors.FormerStillStands):
        actions.record(district.worker, **facts, revision=1)


def test_somebody_elses_source_says_nothing_of_them(district):
    """The same source in a place the actor does not work in: refused, without its id."""
    facts = visit(district)
    far = replace(district.worker, lo=GF, hi=GF)
    with scope(district.job):
        elsewhere = Service.objects.create(
            code="GF-01", name="x", community=GF, item=district.visiting, unit="person_times"
        )
    actions.record(district.worker, **facts)
    with pytest.raises(errors.AlreadyRecorded) as refused:
        actions.record(far, **facts | {"community": GF, "service": elsewhere.id, "platform": None})
    assert refused.value.record is None


def test_a_correction_is_a_reversal_and_a_new_revision(district):
    facts = visit(district, quantity=3, heads=3)
    wrong = actions.record(district.worker, **facts)
    actions.reverse(district.supervisor, county=COUNTY, record=wrong, reason="多记了两次")
    with pytest.raises(errors.AlreadyRecorded):
        actions.record(district.worker, **facts)
    with pytest.raises(errors.NoFormer):
        actions.record(district.worker, **facts, revision=2)
    actions.record(district.worker, **facts | {"quantity": 1, "heads": 1}, revision=1)
    with scope(district.job):
        assert Tally.objects.get().quantity == 1
        assert Record.objects.count() == 2


def test_a_record_is_never_changed(committed):
    district = make_district()
    first = record(district)
    actions.confirm(district.colleague, county=COUNTY, record=first, method="co_signed")
    with scope(district.worker), pytest.raises(DatabaseError):
        Record.objects.update(quantity=9)
    for alias in ("default", "owner"):
        for table in ("ledger_record", "ledger_remark"):
            for statement in (f"DELETE FROM {table}", f"TRUNCATE {table}"):
                with pytest.raises(DatabaseError), connections[alias].cursor() as cursor:
                    cursor.execute(statement)
    with connections["owner"].cursor() as cursor, pytest.raises(DatabaseError):
        cursor.execute("UPDATE ledger_record SET quantity = 9")

"""Planning a visit: who may, for whom, when; and the code only the resident reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from sanshe.ground.kit.errors import NotAllowed, NotFound, OutOfDate
from sanshe.registry.catalogue.models import Service
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.scope import scope
from sanshe.work.needs.models import Event, Need
from sanshe.work.visits import actions, errors, queries
from sanshe.work.visits.models import Visit
from tests.factories.district import FX
from tests.work.visits.cast import (
    RECEIPT,
    code_of,
    dispatched,
    granny,
    planned,
    recorded,
)


def test_a_visit_is_planned_from_a_need(district):
    need = dispatched(district)
    visit = planned(district, need=need, hours=3)
    assert (visit.community, visit.agency) == (need.community, district.agency.id)
    assert visit.whom == "周奶奶"
    assert visit.worker_name == "孟社工"
    with scope(district.worker):
        assert Event.objects.filter(need=need, step="visit_planned").count() == 1


def test_the_code_is_for_the_resident_only(district):
    need = dispatched(district)
    visit = planned(district, need=need, hours=3)
    code = code_of(district, visit)
    assert len(code) == 4 and code.isdigit()
    with scope(district.worker) as actor:
        row = queries.get(actor, visit.id)
        assert "spoken_code" in row.get_deferred_fields()
    with scope(district.holding(RECEIPT)) as actor:
        assert [row.spoken_code for row in queries.for_receipt(actor)] == [code]


def test_another_receipt_and_no_receipt_see_nothing(district):
    visit = planned(district, need=dispatched(district), hours=3)
    dispatched(district, receipt="222222222")
    for actor in (district.resident, district.holding("222222222"), district.stranger):
        with scope(actor):
            assert not Visit.objects.filter(pk=visit.id).exists()


def test_a_sealed_matter_shows_no_visit(district):
    need = dispatched(district, privacy="sealed", seen_by=[district.agency.id])
    planned(district, need=need, hours=3)
    with scope(district.holding(RECEIPT)) as actor:
        assert queries.for_receipt(actor) == []


def test_a_committee_loses_sight_of_the_visit_with_the_need(district):
    need = dispatched(district)
    visit = planned(district, need=need, hours=3)
    with scope(district.clerk) as actor:
        assert [row.id for row in queries.of_need(actor, need)] == [visit.id]
    with scope(district.job):
        type(need).objects.update(privacy="confidential", seen_by=[district.agency.id])
    with scope(district.clerk):
        assert not Visit.objects.exists()


@pytest.mark.parametrize("who", ["clerk", "other_district", "street", "resident", "auditor"])
def test_those_who_do_not_visit_do_not_plan(district, who):
    need = dispatched(district)
    with pytest.raises(NotAllowed):
        planned(district, need=need, worker=getattr(district, who))


def test_a_stranger_finds_no_need(district):
    need = dispatched(district)
    for actor in (district.stranger, district.other_agency):
        with pytest.raises(NotFound):
            planned(district, need=need, worker=actor)


def test_only_lead_and_helpers_plan(district):
    need = dispatched(district, lead_org=district.committee.id)
    with pytest.raises(errors.NotResponsible):
        planned(district, need=need)
    helped = dispatched(
        district, receipt="222222222", lead_org=district.committee.id,
        helper_orgs=[district.agency.id],
    )  # fmt: skip
    assert planned(district, need=helped).need_id == helped.id


@pytest.mark.parametrize("state", ["heard", "sorted"])
def test_nothing_is_planned_before_dispatch(district, state):
    with pytest.raises(errors.NeedNotOpen):
        planned(district, need=dispatched(district, state=state))


def test_a_visit_to_a_person_without_a_need(district):
    person = granny(district)
    visit = planned(district, person=person)
    assert visit.person_id == person.id and "3栋" in visit.whom


def test_nobody_is_visited_after_the_day_they_died(district):
    yesterday = timezone.localdate() - timedelta(days=1)
    with pytest.raises(errors.AfterDeath):
        planned(district, person=granny(district, died_on=yesterday), hours=1)


def test_the_worker_is_of_the_agency(district):
    now = timezone.now()
    with pytest.raises(errors.WorkerElsewhere):
        actions.plan(
            district.worker, service=district.service, worker=district.clerk.user,
            start=now, end=now + timedelta(hours=1), need=dispatched(district),
        )  # fmt: skip


def test_two_visits_of_one_worker_do_not_overlap(district):
    need = dispatched(district)
    first = planned(district, need=need, hours=3)
    with pytest.raises(errors.WorkerBusy):
        planned(district, need=need, hours=3.25)
    planned(district, need=need, hours=3.5, start=first.planned_end,
            end=first.planned_end + timedelta(minutes=30))  # fmt: skip
    planned(district, need=need, hours=3.25, worker=district.colleague)


def test_a_cancelled_visit_frees_its_time(district):
    need = dispatched(district)
    first = planned(district, need=need, hours=3)
    with pytest.raises(errors.ReasonMissing):
        actions.cancel(district.worker, visit=first, version=0, reason=" ")
    actions.cancel(district.worker, visit=first, version=0, reason="改天")
    planned(district, need=need, hours=3.25)


def test_a_second_click_is_the_same_visit(district):
    need, id = dispatched(district), uuid4()
    assert planned(district, need=need, id=id).id == planned(district, need=need, id=id).id
    with scope(district.worker):
        assert Visit.objects.count() == 1


def test_the_window_is_in_order_and_short(district):
    need, now = dispatched(district), timezone.now()
    for end in (now, now - timedelta(hours=1), now + timedelta(hours=13)):
        with pytest.raises(errors.WindowWrong):
            planned(district, need=need, start=now, end=end)


def test_a_service_that_a_visit_cannot_count(district):
    groups = Service.objects.create(
        code="FX-99", name="小组", community=district.service.community, item=district.visiting,
        unit="groups",
    )  # fmt: skip
    ended = Service.objects.create(
        code="FX-98", name="旧的", community=district.service.community, item=district.visiting,
        unit="person_times", ended_on=date(2020, 1, 1),
    )  # fmt: skip
    need = dispatched(district)
    with pytest.raises(errors.NotCountedByVisits):
        planned(district, need=need, service=groups)
    with pytest.raises(errors.ServiceElsewhere):
        planned(district, need=need, service=ended)


@pytest.mark.parametrize("who", ["colleague", "clerk"])
def test_somebody_else_tells_a_resident_without_a_telephone(district, who):
    visit = planned(district, need=dispatched(district), hours=3)
    told = actions.tell_code(getattr(district, who), visit=visit.id, how="paper")
    assert told.spoken_code == code_of(district, visit)
    with scope(district.job):
        line = Entry.objects.filter(deed="visits.call_back").get()
        assert (line.purpose, line.actor) == ("paper", getattr(district, who).user)


def test_the_worker_is_not_told_nor_a_stranger(district):
    visit = planned(district, need=dispatched(district), hours=3)
    with pytest.raises(errors.NotByYourself):
        actions.tell_code(district.worker, visit=visit.id, how="phone")
    for actor in (district.stranger, district.other_district):
        with pytest.raises(NotFound):
            actions.tell_code(actor, visit=visit.id, how="phone")
    with pytest.raises(NotAllowed):
        actions.tell_code(district.resident, visit=visit.id, how="phone")


def test_nothing_is_told_after_the_visit(district):
    visit = recorded(district, planned(district, need=dispatched(district)))
    with pytest.raises(OutOfDate):
        actions.tell_code(district.clerk, visit=visit.id, how="phone")


def test_a_matter_sealed_later_takes_its_visits_out_of_a_helper_s_sight(district):
    """A helper saw the visit while the matter was open; who makes the visit sees it all along."""
    helper = replace(district.other_agency, lo=FX, hi=FX)
    parts = [district.committee.id, district.agency.id, helper.org]
    need = dispatched(district, helper_orgs=[helper.org], seen_by=parts)
    visit = planned(district, need=need)
    everybody = (helper, district.clerk, district.street, district.worker)
    for actor in everybody:
        with scope(actor):
            assert queries.get(actor, visit.id) == visit
    with scope(district.job):
        Need.objects.filter(pk=need.pk).update(privacy="sealed", seen_by=[district.agency.id])
    for actor in everybody:
        with scope(actor):
            seen = list(queries.visible(actor))
            assert seen == ([visit] if actor == district.worker else []), actor.role

"""Writing a visit down: one line of the ledger for one that was made, none for any other."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from sanshe.ground.kit.errors import NotAllowed, NotFound, OutOfDate
from sanshe.ledger.models import Record
from sanshe.registry.catalogue.models import Service
from sanshe.registry.people.models import Person
from sanshe.trust.policy.scope import scope
from sanshe.work.needs.models import Event, Need
from sanshe.work.visits import actions, errors, queries
from sanshe.work.visits.enums import NextStep
from tests.work.visits.cast import (
    FINE,
    a_volunteer,
    code_of,
    dispatched,
    granny,
    hours_ago,
    planned,
    recorded,
    standing_of,
    wrong,
)


def test_a_made_visit_is_one_line_of_the_ledger(district):
    person = granny(district)
    need = dispatched(district, person=person)
    visit = recorded(district, planned(district, need=need), noticed="地滑", talked_about="花灯")
    assert standing_of(district, visit) == "recorded"
    with scope(district.worker):
        line = Record.objects.get(id=visit.record)
        assert (line.persons, line.heads, line.workers) == ([person.id], 1, [visit.worker])
        assert (line.quantity, line.unit) == (1, "person_times")
        assert Need.objects.get(pk=need.pk).state == "answered"


def test_hours_are_counted_as_they_were(district):
    escort = Service.objects.create(
        code="FX-97", name="陪伴", community=district.service.community, item=district.visiting,
        platform=district.station, unit="service_hours",
    )  # fmt: skip
    visit = planned(district, need=dispatched(district), service=escort)
    visit = recorded(district, visit, started_at=hours_ago(3), ended_at=hours_ago(1.5))
    with scope(district.worker):
        assert Record.objects.get(id=visit.record).quantity == Decimal("1.50")


@pytest.mark.parametrize(
    ("outcome", "step"),
    [
        ("no_answer", NextStep.AGAIN),
        ("refused", NextStep.RESPECT_WISH),
        ("suspected_scam", NextStep.JOINT_VISIT),
        ("moved", NextStep.NEW_ADDRESS),
        ("in_hospital", NextStep.AFTER_DISCHARGE),
        ("died", NextStep.CONDOLENCE),
    ],
)
def test_other_outcomes_propose_a_next_step_and_close_nothing(district, outcome, step):
    need = dispatched(district)
    visit = planned(district, need=need)
    visit = actions.record(district.worker, visit=visit, version=0, outcome=outcome)
    assert visit.outcome == outcome and standing_of(district, visit) is None
    with scope(district.worker) as actor:
        assert queries.next_step(actor, visit) == step
        assert Need.objects.get(pk=need.pk).state == "dispatched"
        assert Event.objects.get(need=need, step="visited").data["outcome"] == outcome


def test_nobody_answering_climbs_the_ladder(district):
    need = dispatched(district)
    steps = []
    for hours in (-6, -5, -4, -3, -2):
        visit = planned(district, need=need, hours=hours)
        visit = actions.record(district.worker, visit=visit, version=0, outcome="no_answer")
        with scope(district.worker) as actor:
            steps.append(queries.next_step(actor, visit))
    assert steps == [
        NextStep.AGAIN, NextStep.NEIGHBOUR, NextStep.CONTACT, NextStep.COMMITTEE, NextStep.POLICE,
    ]  # fmt: skip


@pytest.mark.parametrize("left_out", list(FINE))
def test_all_five_checks_are_asked(district, left_out):
    checks = {name: found for name, found in FINE.items() if name != left_out}
    with pytest.raises(errors.CheckMissing) as caught:
        recorded(district, planned(district, need=dispatched(district)), checks=checks)
    assert caught.value.field == left_out


def test_times_are_asked_and_not_in_the_future(district):
    visit = planned(district, need=dispatched(district))
    now = timezone.now()
    for times, problem in [
        ((None, None), errors.TimesMissing),
        ((now, None), errors.TimesMissing),
        ((now - timedelta(hours=1), now + timedelta(hours=1)), errors.InTheFuture),
        ((now - timedelta(hours=1), now - timedelta(hours=2)), errors.WindowWrong),
    ]:
        with pytest.raises(problem):
            recorded(district, visit, started_at=times[0], ended_at=times[1])
    assert standing_of(district, visit) is None


def test_the_right_code_confirms_at_once(district):
    visit = planned(district, need=dispatched(district))
    spoken = " ".join(code_of(district, visit))
    visit = recorded(district, visit, spoken_code=spoken)
    assert standing_of(district, visit) == "confirmed"


def test_a_wrong_code_never_stops_the_saving(district):
    visit = planned(district, need=dispatched(district))
    visit = recorded(district, visit, spoken_code=wrong(code_of(district, visit)))
    assert visit.state == "recorded" and visit.code_tries == 1
    assert standing_of(district, visit) == "recorded"


def test_five_tries_and_then_a_call(district):
    visit = planned(district, need=dispatched(district))
    code = code_of(district, visit)
    visit = recorded(district, visit, spoken_code=wrong(code))
    for _ in range(4):
        assert not actions.try_code(district.worker, visit=visit, spoken_code=wrong(code))
    with pytest.raises(errors.CodeUsedUp):
        actions.try_code(district.worker, visit=visit, spoken_code=code)
    assert standing_of(district, visit) == "recorded"


def test_a_slip_is_mended(district):
    visit = planned(district, need=dispatched(district))
    code = code_of(district, visit)
    visit = recorded(district, visit, spoken_code=wrong(code))
    assert actions.try_code(district.worker, visit=visit, spoken_code=code)
    assert actions.try_code(district.worker, visit=visit, spoken_code="")  # nothing to do twice
    assert standing_of(district, visit) == "confirmed"


def test_written_late_says_so(district):
    late = planned(district, need=dispatched(district), hours=-80)
    late = recorded(district, late, hours=79)
    fresh = recorded(district, planned(district, need=dispatched(district, receipt="222222222")))
    assert late.recorded_late and not fresh.recorded_late
    assert standing_of(district, late) == "recorded"


def test_nobody_is_visited_after_they_died(district):
    person = granny(district)
    visit = planned(district, person=person, hours=-30)
    with scope(district.job):
        Person.objects.update(died_on=timezone.localdate() - timedelta(days=5))
    with pytest.raises(errors.AfterDeath):
        recorded(district, visit, hours=29)
    assert standing_of(district, visit) is None


def test_sent_twice_is_written_once(district):
    visit = planned(district, need=dispatched(district))
    first = recorded(district, visit)
    again = actions.record(
        district.worker, visit=visit, version=visit.version, outcome="done", checks=FINE,
        started_at=first.started_at, ended_at=first.ended_at,
    )  # fmt: skip
    assert again.record == first.record
    assert standing_of(district, visit) == "recorded"


def test_an_old_form_is_told_so(district):
    visit = planned(district, need=dispatched(district))
    recorded(district, visit)
    with pytest.raises(OutOfDate):
        recorded(district, visit, hours=1.5)
    with pytest.raises(OutOfDate):
        actions.cancel(district.worker, visit=visit, version=0, reason="改天")


def test_who_may_write_it_down(district):
    visit = planned(district, need=dispatched(district))
    for actor in (district.stranger, district.other_agency):
        with pytest.raises(NotFound):
            recorded(district, visit, by=actor)
    for actor in (district.clerk, district.other_district, district.resident):
        with pytest.raises(NotAllowed):
            recorded(district, visit, by=actor)
    volunteer = a_volunteer(district)
    with pytest.raises(NotFound):
        recorded(district, visit, by=volunteer)
    assert recorded(district, visit, by=district.colleague).recorded_by == district.colleague.user


def test_a_volunteer_writes_down_their_own(district):
    volunteer = a_volunteer(district)
    visit = planned(district, need=dispatched(district))
    actions.cancel(district.worker, visit=visit, version=0, reason="换志愿者去")
    start = hours_ago(2)
    theirs = actions.plan(
        district.worker, service=district.service, worker=volunteer.user, start=start,
        end=start + timedelta(hours=1), need=visit.need_id,
    )  # fmt: skip
    code = code_of(district, theirs)
    recorded(district, theirs, by=volunteer, spoken_code=code)
    assert standing_of(district, theirs) == "confirmed"


def test_nobody_is_in_two_places(district):
    need = dispatched(district)
    first = recorded(district, planned(district, need=need, hours=-5), hours=4)
    second = planned(district, need=need, hours=-3)
    with pytest.raises(errors.TwoPlacesAtOnce):
        recorded(district, second, started_at=first.started_at, ended_at=first.ended_at)
    assert standing_of(district, second) is None


def test_a_visit_is_written_down_although_the_need_went_elsewhere(district):
    need = dispatched(district)
    visit = planned(district, need=need)
    with scope(district.job):
        Need.objects.update(lead_org=district.committee.id, seen_by=[district.committee.id])
    assert standing_of(district, recorded(district, visit)) == "recorded"


def test_a_sealed_visit_is_counted_without_a_name(district):
    person = granny(district)
    need = dispatched(district, person=person, privacy="sealed", seen_by=[district.agency.id])
    visit = recorded(district, planned(district, need=need))
    with scope(district.worker):
        line = Record.objects.get(id=visit.record)
        assert line.sealed and line.persons == []


def test_a_matter_sealed_after_the_visit_was_planned_is_counted_without_a_name(district):
    need = dispatched(district, person=granny(district))
    visit = planned(district, need=need)
    with scope(district.job):
        Need.objects.update(privacy="sealed", seen_by=[district.street_office.id])
    visit = recorded(district, visit)
    with scope(district.manager):
        line = Record.objects.get(id=visit.record)
        assert line.sealed and line.persons == []


def test_what_is_kept_from_the_committee_has_no_name_in_its_book(district):
    """The line of a confidential matter counts openly; the committee reads it and its persons."""
    person = granny(district)
    need = dispatched(district, privacy="confidential", seen_by=[district.agency.id], person=person)
    visit = recorded(district, planned(district, need=need))
    with scope(district.clerk):
        line = Record.objects.get(id=visit.record)
        assert (line.persons, line.heads, line.sealed) == ([], 1, False)


def test_one_kept_from_the_committee_later_has_no_name_either(district):
    need = dispatched(district, person=granny(district))
    visit = planned(district, need=need)
    with scope(district.job):
        Need.objects.filter(pk=need.pk).update(privacy="confidential", seen_by=[district.agency.id])
    visit = recorded(district, visit)
    with scope(district.clerk):
        assert Record.objects.get(id=visit.record).persons == []

"""A worker falls ill: their visits go on without them, nobody is lost, and it can be undone."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanshe.ground.kit.errors import NotAllowed, OutOfDate
from sanshe.ground.messages.models import Notice
from sanshe.trust.policy.scope import scope
from sanshe.work.planning import actions, errors, queries
from sanshe.work.planning.enums import Reason
from sanshe.work.planning.models import Remake
from sanshe.work.visits import actions as visits
from sanshe.work.visits.enums import EscortRisk, Transport
from sanshe.work.visits.models import Visit

from .conftest import a_visit, seen


@pytest.fixture
def wednesday(month):
    """A working day well inside next month."""
    from sanshe.ground.calendars.workdays import is_working_day

    day = month + timedelta(days=9)
    while not (is_working_day(day) and is_working_day(day + timedelta(days=1))):
        day += timedelta(days=1)
    return day


def preview(district, first, last, worker=None):
    who = (worker or district.worker).user
    return seen(district.supervisor, queries.preview, worker=who, first=first, last=last)


def remake(district, first, last, moves):
    return actions.remake(
        district.supervisor, worker=district.worker.user, first=first, last=last, why="ill",
        seen=queries.digest(moves),
    )  # fmt: skip


def standing(district):
    """What is planned, without the ids of the visits."""
    with scope(district.job):
        rows = Visit.objects.filter(state="planned")
        return sorted(
            (str(v.person_id), v.planned_start, v.planned_end, str(v.worker), v.way,
             tuple(map(str, v.companions)))
            for v in rows
        )  # fmt: skip


def test_all_or_nothing_and_back(district, elder, wednesday):
    people = [elder("周秀英", "A"), elder("李桂兰", "C", building="5栋"), elder("王国强", "B")]
    moved = [
        a_visit(district, one, wednesday, clock=clock)
        for one, clock in zip(people, ("09:00", "10:00", "11:00"), strict=True)
    ]
    a_visit(district, elder("陈素芬", "C"), wednesday, district.colleague, clock="10:00")
    actions.keep_wish(district.worker, person=people[2].id, not_workers=[district.colleague.user])
    before = standing(district)
    moves = preview(district, wednesday, wednesday)
    by_person = {move.visit.person_id: move for move in moves}
    first = by_person[people[0].id]
    assert (first.worker, first.start) == (district.colleague.user, moved[0].planned_start)
    second = by_person[people[1].id]
    assert second.worker == district.colleague.user and second.same_day
    waits = by_person[people[2].id]  # does not want the colleague: the worker comes, later
    assert waits.worker == district.worker.user and not waits.same_day
    assert standing(district) == before

    with pytest.raises(NotAllowed):
        actions.remake(
            district.worker, worker=district.worker.user, first=wednesday, last=wednesday,
            why="ill", seen="",
        )  # fmt: skip
    done = remake(district, wednesday, wednesday, moves)
    assert [line[0] for line in standing(district)] == [line[0] for line in before]
    with scope(district.job):
        told = Notice.objects.filter(code="changed").values_list("user", flat=True)
        assert sorted(told) == sorted([district.worker.user, district.colleague.user])
    with pytest.raises(errors.AwayAlready):
        remake(district, wednesday, wednesday, moves)

    actions.undo(district.manager, remake=done.id)
    assert standing(district) == before
    with pytest.raises(errors.AlreadyUndone):
        actions.undo(district.manager, remake=done.id)


def test_what_cannot_move_stays_and_is_named(district, elder, wednesday):
    person = elder("周秀英", "A")
    escort = a_visit(
        district, person, wednesday, way="escort", clock="12:30",
        escort={"destination": "区医院", "risk": EscortRisk.values[0], "contact": "女儿",
                "transport": Transport.values[0]},
    )  # fmt: skip
    a_visit(district, elder("李桂兰"), wednesday, district.colleague, clock="12:20")
    (move,) = preview(district, wednesday, wednesday)
    assert not move.moved and move.reason == Reason.FIXED
    done = remake(district, wednesday, wednesday, [move])
    with scope(district.job):
        (line,) = done.lines.all()
        assert (line.visit, line.reason) == (None, Reason.FIXED)
        assert Visit.objects.get(pk=escort.id).state == "planned"


def test_an_escort_keeps_its_hour_and_what_was_fixed(district, elder, wednesday):
    facts = {"destination": "区医院", "risk": EscortRisk.values[0], "contact": "女儿",
             "transport": Transport.values[0]}  # fmt: skip
    a_visit(district, elder("周秀英", "A"), wednesday, way="escort", escort=facts)
    remake(district, wednesday, wednesday, preview(district, wednesday, wednesday))
    with scope(district.job):
        (new,) = Visit.objects.filter(state="planned")
        assert (new.worker, new.escort.destination) == (district.colleague.user, "区医院")


def test_what_was_seen_is_what_is_done(district, elder, wednesday):
    person = elder("周秀英", "A")
    a_visit(district, person, wednesday)
    moves = preview(district, wednesday, wednesday)
    a_visit(district, elder("李桂兰"), wednesday, district.colleague)
    with pytest.raises(OutOfDate):
        remake(district, wednesday, wednesday, moves)
    with scope(district.job):
        assert not Remake.objects.exists()


def test_what_has_begun_is_not_undone(district, elder, wednesday):
    person = elder("周秀英", "A")
    a_visit(district, person, wednesday)
    done = remake(district, wednesday, wednesday, preview(district, wednesday, wednesday))
    with scope(district.job):
        (new,) = Visit.objects.filter(state="planned")
    visits.cancel(district.worker, visit=new.id, version=new.version, reason="去了女儿家")
    with pytest.raises(errors.Begun):
        actions.undo(district.supervisor, remake=done.id)
    with pytest.raises(errors.DaysWrong):
        remake(district, wednesday, wednesday - timedelta(days=1), [])


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["A", "B", "C"]), st.integers(0, 4), st.integers(9, 15),
            st.booleans(), st.sampled_from(["any", "phone"]), st.booleans(),
        ),
        max_size=6, unique_by=lambda one: (one[1], one[2], one[3]),
    ),
    st.integers(0, 3),
)  # fmt: skip
def test_a_re_make_loses_nobody_and_undo_restores(district, elder, wednesday, facts, days):
    """Whatever stands planned, whoever wishes what: everybody is moved, or stays and is named;
    nobody is in two places (the database says so too); and back again."""
    from django.db import transaction

    with transaction.atomic():
        for number, (tier, day, hour, theirs, contact, shy) in enumerate(facts):
            person = elder(f"第{number}家", tier, building=f"{number % 2}栋")
            a_visit(
                district, person, wednesday + timedelta(days=day), clock=f"{hour:02d}:00",
                worker=district.colleague if theirs else district.worker,
                way="phone" if contact == "phone" else "home",
            )  # fmt: skip
            if shy:
                actions.keep_wish(
                    district.worker, person=person.id, contact=contact,
                    not_workers=[district.colleague.user],
                )  # fmt: skip
        before = standing(district)
        last = wednesday + timedelta(days=days)
        moves = preview(district, wednesday, last)
        done = remake(district, wednesday, last, moves)
        after = standing(district)
        assert sorted(one[0] for one in after) == sorted(one[0] for one in before)
        for move in moves:
            assert move.moved or move.reason
            away = move.start and wednesday <= move.start.date() <= last
            assert not (away and move.worker == district.worker.user)
        actions.undo(district.supervisor, remake=done.id)
        assert standing(district) == before
        transaction.set_rollback(True)


def test_a_guest_of_another_house_comes_along_as_agreed(district, elder, wednesday):
    """A first visit together with the committee: the colleague goes, at the hour both know."""
    visit = a_visit(district, elder("周秀英", "A"), wednesday, companions=[district.clerk.user])
    remake(district, wednesday, wednesday, preview(district, wednesday, wednesday))
    with scope(district.job):
        (new,) = Visit.objects.filter(state="planned")
    assert (new.worker, new.companions) == (district.colleague.user, [district.clerk.user])
    assert new.planned_start == visit.planned_start


def test_what_stays_keeps_its_hour_for_whoever_goes_along(district, elder, wednesday):
    """A visit of two that nobody can take over stays; the colleague who goes along to it is not
    sent elsewhere at that hour."""
    pair, other = elder("周秀英", "A"), elder("李桂兰", "A", building="5栋")
    actions.keep_hours(  # free for nothing but that one hour
        district.supervisor, user=district.colleague.user, weekdays=range(7), start=time(9),
        end=time(9, 50), most=8,
    )  # fmt: skip
    a_visit(district, pair, wednesday, clock="09:00", companions=[district.colleague.user])
    a_visit(district, other, wednesday, clock="10:00")
    back = wednesday + timedelta(days=10)
    moves = preview(district, wednesday, back)
    by_person = {move.visit.person_id: move for move in moves}
    assert not by_person[pair.id].moved
    taken = by_person[other.id]
    assert not taken.moved or taken.start.date() != wednesday
    remake(district, wednesday, back, moves)  # and is not refused

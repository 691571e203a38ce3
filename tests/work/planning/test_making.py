"""A month's plan: made, changed by hand within the wish, accepted, filled."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from sanshe.ground.kit.errors import NotAllowed, NotFound, OutOfDate
from sanshe.trust.policy.scope import scope
from sanshe.work.planning import actions, errors, queries
from sanshe.work.planning.enums import LineState, Reason
from sanshe.work.planning.models import Plan
from sanshe.work.visits.models import Visit
from tests.factories.district import FX

from .conftest import a_visit, seen


def made(district, month):
    actions.make(district.supervisor, community=FX, month=month)
    return seen(district.supervisor, queries.month_plan, community=FX, month=month)


def test_a_month_is_made_looked_at_accepted_and_filled(district, elder, month):
    often, rarely = elder("周秀英", "A"), elder("李桂兰", "C")
    nobody, by_phone = elder("王国强", "C"), elder("陈素芬", "B")
    actions.keep_wish(district.clerk, person=nobody.id, contact="none")
    actions.keep_wish(district.worker, person=by_phone.id, contact="phone", weekdays=[1, 3])
    plan = made(district, month)
    lines = plan.placed
    assert not plan.unplaced and plan.draft
    mine = [line for line in lines if line.person_id == often.id]
    assert len(mine) in (4, 5) and {line.way for line in mine} == {"home"}
    assert len({line.worker for line in mine}) == 1
    assert sum(line.person_id == rarely.id for line in lines) == 1
    assert not [line for line in lines if line.person_id == nobody.id]
    calls = [line for line in lines if line.person_id == by_phone.id]
    assert {line.way for line in calls} == {"phone"}
    assert {line.day.weekday() for line in calls} <= {1, 3}

    again = made(district, month)
    key = ("person_id", "day", "start", "worker", "way", "reason")
    assert [[getattr(line, k) for k in key] for line in again.placed] == [
        [getattr(line, k) for k in key] for line in lines
    ]
    with scope(district.job):
        assert Plan.objects.count() == 1

    actions.accept(district.manager, plan=again.plan.id, version=0)
    while actions.fill(district.manager, plan=again.plan.id, most=3):
        pass
    with scope(district.job):
        assert Visit.objects.filter(state="planned").count() == len(lines)
    with pytest.raises(errors.NotDraft):
        actions.accept(district.manager, plan=again.plan.id, version=1)
    assert made(district, month).placed == []  # what stands already is not asked for again

    cover = seen(district.secretary, queries.coverage, community=FX, month=month)
    by_person = {row.elder.id: row for row in cover.rows}
    assert by_person[nobody.id].refused and by_person[nobody.id].ask_again
    assert cover.missing == 0 and cover.planned == 3


def test_who_may_plan(district, elder, month):
    elder("周秀英", "A")
    for who in (district.worker, district.clerk, district.street, district.resident):
        with pytest.raises(NotAllowed):
            actions.make(who, community=FX, month=month)
    plan = actions.make(district.manager, community=FX, month=month)
    stranger = seen(district.manager, queries.month_plan, community=FX, month=month).placed[0]
    from dataclasses import replace

    other = replace(district.manager, org=district.other.id)
    for act in (
        lambda: actions.accept(other, plan=plan.id, version=0),
        lambda: actions.take_out(other, line=stranger.id, version=0),
        lambda: actions.drop(other, plan=plan.id, version=0),
    ):
        with pytest.raises(NotFound):
            act()
    with pytest.raises(errors.TooFarAhead):
        actions.make(district.manager, community=FX, month=month + timedelta(days=100))
    with pytest.raises(errors.MonthOver):
        actions.make(district.manager, community=FX, month=month - timedelta(days=70))


def test_a_hand_is_bound_by_the_wish_and_by_the_clock(district, elder, month):
    one, two = elder("周秀英", "C"), elder("李桂兰", "C", building="5栋")
    actions.keep_wish(
        district.worker, person=one.id, weekdays=[2], earliest=time(14), latest=time(16),
        not_workers=[district.colleague.user],
    )  # fmt: skip
    plan = made(district, month)
    line = next(row for row in plan.placed if row.person_id == one.id)
    other = next(row for row in plan.placed if row.person_id == two.id)
    assert line.day.weekday() == 2 and line.worker == district.worker.user

    def move(row, version, **facts):
        where = {"day": row.day, "start": row.start, "worker": row.worker, **facts}
        return actions.move_line(district.supervisor, line=row.id, version=version, **where)

    for facts in (
        {"day": line.day + timedelta(days=1)}, {"start": time(9)},
        {"worker": district.colleague.user},
    ):  # fmt: skip
        with pytest.raises(errors.AgainstWish):
            move(line, 0, **facts)
    with pytest.raises(errors.Collides):
        move(other, 0, day=line.day, start=line.start, worker=line.worker)
    with pytest.raises(errors.NotThere):
        move(other, 0, start=time(7))
    moved = move(other, 0, day=line.day, worker=district.colleague.user)
    assert moved.reason == Reason.BY_HAND
    with pytest.raises(OutOfDate):
        move(other, 0)
    actions.take_out(district.supervisor, line=other.id, version=1)
    left = seen(district.supervisor, queries.month_plan, community=FX, month=month).unplaced
    assert [row.state for row in left] == [LineState.TAKEN_OUT]


def test_what_cannot_be_placed_is_named_with_the_reason(district, elder, month):
    person = elder("周秀英", "C")
    actions.keep_wish(district.worker, person=person.id, worker_sex="female")
    (left,) = made(district, month).unplaced
    assert (left.person_id, left.reason, left.floor) == (person.id, Reason.NO_WORKER, True)
    actions.keep_hours(
        district.manager, user=district.colleague.user, weekdays=range(5), start=time(9),
        end=time(17), most=4, sex="female",
    )  # fmt: skip
    (line,) = made(district, month).placed
    assert line.worker == district.colleague.user


def test_the_one_who_came_comes_again_and_a_taken_hour_is_told(district, elder, month):
    person, busy = elder("周秀英", "A"), elder("李桂兰", "")
    known = a_visit(district, person, month + timedelta(days=1), district.colleague)
    from sanshe.work.visits import actions as visits

    visits.cancel(district.worker, visit=known, version=0, reason="下雨")
    plan = made(district, month)
    line = plan.placed[0]
    a_visit(
        district, busy, line.day, clock=f"{line.start:%H:%M}",
        worker=next(w for w in (district.worker, district.colleague) if w.user == line.worker),
    )  # fmt: skip
    actions.accept(district.manager, plan=plan.plan.id, version=0)
    assert actions.fill(district.manager, plan=plan.plan.id) == 0
    after = seen(district.manager, queries.month_plan, community=FX, month=month)
    assert [row.reason for row in after.unplaced] == [Reason.CHANGED]
    assert all(row.visit for row in after.placed)

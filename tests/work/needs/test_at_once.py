"""Two people at one matter at the same moment: one wins, the other is told, nothing is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from sanshe.ground.kit.errors import OutOfDate, Problem
from sanshe.ground.kit.ids import new_id
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions, errors
from sanshe.work.needs.models import Event, Need
from tests.factories.district import make_district
from tests.work.needs.conftest import SORTED, Desk


@pytest.fixture
def desk(committed):
    return Desk(make_district())


def together(*calls):
    """Run each call in a thread and connection of its own, all starting at once."""
    gate = Barrier(len(calls))

    def run(call):
        try:
            gate.wait()
            return call()
        except Problem as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def one_won(results):
    won = [r for r in results if isinstance(r, Need)]
    lost = [r for r in results if not isinstance(r, Need)]
    assert len(won) == 1, results
    return won[0], lost


def test_two_clerks_sort_at_once(desk):
    need, cast = desk.heard(), desk.district
    won, lost = one_won(together(*(
        lambda who=who, level=level: actions.sort(
            who, need=need, version=need.version, **{**SORTED, "urgency": level})
        for who, level in [(cast.clerk, "P1"), (cast.secretary, "P2"), (cast.clerk, "P3")]
    )))  # fmt: skip
    assert all(isinstance(refused, OutOfDate) for refused in lost)
    assert desk.now(need).urgency == won.urgency
    assert [line.step for line in desk.story(need)].count("sorted") == 1


def test_two_clerks_dispatch_at_once(desk):
    need, cast = desk.sorted(), desk.district
    won, lost = one_won(together(*(
        lambda who=who, lead=lead: actions.dispatch(
            who, need=need, version=need.version, lead=lead.id, reason="派")
        for who, lead in [(cast.clerk, cast.agency), (cast.secretary, cast.other)]
    )))  # fmt: skip
    assert isinstance(lost[0], OutOfDate) and desk.now(need).lead_org == won.lead_org


def test_the_resident_confirms_twice_at_once(desk):
    need = desk.answered()
    me = desk.district.holding(need.receipt)
    _won, lost = one_won(together(*(lambda: actions.confirm(me, need=need) for _ in range(4))))
    assert all(isinstance(refused, errors.WrongState) for refused in lost)
    assert [line.step for line in desk.story(need)].count("confirmed") == 1


def test_solved_and_not_solved_at_once_leave_one_true_state(desk):
    need = desk.answered()
    me = desk.district.holding(need.receipt)
    together(
        lambda: actions.confirm(me, need=need),
        lambda: actions.not_solved(desk.district.clerk, need=need),
    )
    now = desk.now(need)
    steps = [line.step for line in desk.story(need)]
    assert (now.state == "closed") == (steps[-1] == "confirmed")


def test_the_same_message_on_many_lines_is_heard_once(desk):
    id = new_id()
    heard = together(*(lambda: desk.hear(id=id) for _ in range(6)))
    assert len({one.need.pk for one in heard}) == 1 and len({one.secret for one in heard}) == 1
    assert sum(not one.again for one in heard) == 1
    with scope(desk.district.job):
        assert Need.objects.count() == 1
        assert Event.objects.filter(step="heard").count() == 1


def test_attempts_at_once_count_once(desk):
    need = desk.answered()
    together(*(
        lambda: actions.attempt(
            desk.district.clerk, need=need, how="phone", reached=False, note="没人接")
        for _ in range(4)
    ))  # fmt: skip
    assert desk.now(need).attempts == 1


def test_a_reminder_is_told_once_by_two_loops(desk):
    from datetime import timedelta

    from django.utils import timezone

    from sanshe.ground.messages.models import Notice

    desk.heard()
    with scope(desk.district.job):
        Need.objects.update(due_at=timezone.now() - timedelta(hours=1))
    together(*(lambda: actions.remind_overdue(desk.district.job) for _ in range(3)))
    with scope(desk.district.job):
        assert Notice.objects.filter(code="due").count() == 1


def test_two_deciders_at_once_one_is_told_it_is_decided(desk):
    from tests.work.needs.test_way import disputed, open_ruling

    need, cast = disputed(desk), desk.district
    row = open_ruling(cast, need)
    won, lost = one_won(together(*(
        lambda verdict=verdict: actions.decide(cast.street, ruling=row, verdict=verdict, text="定")
        for verdict in ("stays", "takes_over")
    )))  # fmt: skip
    assert isinstance(lost[0], errors.DecidedAlready) and desk.now(need).lead_org == won.lead_org


def test_killed_in_the_middle_of_a_dispatch_it_is_whole(desk, committed):
    """kill -9 while the dispatch is written: it never happened, and can be done again."""
    import os
    import signal
    import time

    need = desk.sorted()
    connection.close()
    child = os.fork()
    if child == 0:  # dies inside the transaction, after the row and the story are written
        from sanshe.work.needs import handing

        handing.tell_hands = lambda *parts: time.sleep(60)
        try:
            desk.dispatch(need)
        finally:
            os._exit(1)
    time.sleep(1.5)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    now = desk.now(need)
    assert (now.state, now.version, now.lead_org) == ("sorted", need.version, None)
    assert [line.step for line in desk.story(need)] == ["heard", "sorted"]
    assert desk.dispatch(now).state == "dispatched"


def test_two_clerks_join_each_into_the_other_at_once(desk):
    cast = desk.district
    one = desk.heard(text="三单元楼道灯坏了,半个月没人来修")
    two = desk.heard(text="三单元楼道的灯坏了半个月没人修")
    won, lost = one_won(together(
        lambda: actions.join(cast.clerk, need=one, version=one.version, to=two.pk),
        lambda: actions.join(cast.secretary, need=two, version=two.version, to=one.pk),
    ))  # fmt: skip
    assert len(lost) == 1 and isinstance(lost[0], Problem)
    joined = [desk.now(need).joined_to_id for need in (one, two)]
    assert joined.count(None) == 1 and won.joined_to_id in joined


def test_two_clerks_bulk_dispatch_the_same_at_once(desk):
    """Each is told the truth: what one sent, the other reads as moved; nothing goes twice."""
    cast, rows = desk.district, [desk.sorted() for _ in range(4)]

    def send(who, order):
        sent, left = [], []
        for need in order:
            try:
                sent.append(actions.dispatch(
                    who, need=need.pk, version=need.version, lead=cast.agency.id
                ).pk)  # fmt: skip
            except OutOfDate:
                left.append(need.pk)
        return sent, left

    (one, one_left), (two, two_left) = together(
        lambda: send(cast.clerk, rows), lambda: send(cast.secretary, rows[::-1])
    )
    assert sorted(one + two) == sorted(need.pk for need in rows)
    assert set(one_left) == set(two) and set(two_left) == set(one)
    for need in rows:
        assert [line.step for line in desk.story(need)].count("dispatched") == 1


def test_taken_back_and_begun_at_once_leave_one_true_state(desk):
    cast, need = desk.district, desk.dispatched()
    back, begun = together(
        lambda: actions.recall(cast.clerk, need=need),
        lambda: actions.answer(cast.worker, need=need, text="周三来看您"),
    )
    assert isinstance(back, Need) != isinstance(begun, Need), (back, begun)
    assert desk.now(need).state == ("sorted" if isinstance(back, Need) else "answered")

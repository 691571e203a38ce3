"""Two people at the same time, and a process that dies in the middle."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from sanshe.ground.kit.errors import OutOfDate
from sanshe.ground.kit.ids import new_id
from sanshe.ledger.models import Record
from sanshe.trust.policy.scope import scope
from sanshe.work.needs.models import Event
from sanshe.work.visits import actions
from sanshe.work.visits.models import Ladder, Rung, Visit
from tests.factories.district import make_district
from tests.work.visits.cast import (
    RECEIPT,
    dispatched,
    granny,
    hours_ago,
    planned,
    recorded,
    standing_of,
)


def together(*calls):
    """Run the calls on connections of their own, started at the same moment."""
    start = Barrier(len(calls))

    def run(call):
        try:
            start.wait(timeout=10)
            return call()
        except OutOfDate as late:
            return late
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_record_and_cancel_at_once_one_wins(committed):
    district = make_district()
    visit = planned(district, need=dispatched(district))
    won = together(
        lambda: recorded(district, visit),
        lambda: actions.cancel(district.colleague, visit=visit, version=0, reason="改天"),
    )
    assert sum(isinstance(one, OutOfDate) for one in won) == 1
    with scope(district.job):
        state = Visit.objects.get(pk=visit.id).state
        assert Record.objects.count() == (1 if state == "recorded" else 0)
        steps = Event.objects.exclude(step="heard").values_list("data__outcome", flat=True)
        assert list(steps).count("done") == Record.objects.count()


def test_two_at_one_rung_at_once_one_wins(committed):
    district = make_district()
    visits = [planned(district, person=granny(district, tier="A"), hours=-n) for n in (2, 4)]
    for visit in visits:
        actions.record(district.worker, visit=visit, version=0, outcome="no_answer")
    with scope(district.job):
        ladder = Ladder.objects.get(visit=visits[0])
    step = {"ladder": ladder, "version": 0, "rung": "again", "text": "敲了门"}
    won = together(
        lambda: actions.climb(district.worker, found="nobody", **step),
        lambda: actions.climb(district.clerk, found="reached", **step),
    )
    assert sum(isinstance(one, OutOfDate) for one in won) == 1
    with scope(district.job):
        assert Rung.objects.filter(ladder=ladder).count() == 1
    rung = together(*[lambda: actions.ring_ladders(district.job)] * 2)
    with scope(district.job):
        told = sum(Ladder.objects.values_list("told", flat=True))
    assert sum(rung) == told > 0


def test_a_double_click_is_one_line(committed):
    district = make_district()
    visit = planned(district, need=dispatched(district))
    times = {"started_at": hours_ago(1), "ended_at": hours_ago(0.5)}
    both = together(*[lambda: recorded(district, visit, **times)] * 2)
    assert both[0].record == both[1].record
    assert standing_of(district, visit) == "recorded"


def test_two_clicks_at_once_plan_one_visit(committed):
    district = make_district()
    facts = {"person": granny(district), "id": new_id(), "start": hours_ago(2)}
    facts["end"] = hours_ago(1)
    both = together(*[lambda: planned(district, **facts)] * 2)
    assert both[0].id == both[1].id == facts["id"]


def test_the_resident_and_a_caller_at_once(committed):
    district = make_district()
    visit = recorded(district, planned(district, need=dispatched(district)))
    together(
        lambda: actions.nobody_came(
            district.holding(RECEIPT), need=visit.need_id, visit=visit, text="没人来"
        ),
        lambda: actions.call_back(district.clerk, visit=visit, result="came"),
        lambda: actions.confirm_by_resident(district.holding(RECEIPT), need=visit.need_id),
    )
    with scope(district.job):
        last = visit.words.order_by("-at", "-id").first()
    expected = "confirmed" if last.said == "came" else "disputed"
    assert standing_of(district, visit) == expected


@pytest.mark.parametrize("where", ["ledger", "story"])
def test_killed_in_the_middle_nothing_is_half_done(committed, where):
    district = make_district()
    visit = planned(district, need=dispatched(district))
    connections.close_all()
    child = os.fork()
    if child == 0:  # pragma: no cover
        die_in(where)
        recorded(district, visit)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    with scope(district.job):
        row = Visit.objects.get(pk=visit.id)
        assert (row.state, row.record, Record.objects.count()) == ("planned", None, 0)
    assert standing_of(district, recorded(district, visit)) == "recorded"
    connection.close()


def die_in(where: str) -> None:  # pragma: no cover
    """Let the process end itself just before this step."""
    from sanshe.work.visits.actions import _common, recording

    def die(*args, **kwargs):
        os.kill(os.getpid(), signal.SIGKILL)

    if where == "ledger":
        recording.ledger.record = die
    else:
        _common.note_visit = die

"""Two reach for it at once; two jobs run; the process dies between a stage and its notice."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, connections
from django.utils import timezone

from sanshe.ground.kit.errors import Problem
from sanshe.trust.policy.scope import scope
from sanshe.work.duty import actions, errors, telling
from sanshe.work.duty.models import Alarm, Line
from tests.factories.district import make_district
from tests.work.duty.conftest import Watch


def together(*calls):
    """Each on a connection of its own, all at once."""
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


def test_one_has_it_and_stages_are_told_once_over_a_crash(committed):
    cast = make_district()
    watch = Watch(cast)
    alarm = watch.alarm()
    with scope(cast.job):  # the first call was three minutes ago
        began = timezone.now() - timedelta(minutes=3)
        Alarm.objects.update(round_at=began, raised_at=began, next_at=began + timedelta(minutes=2))
    connections.close_all()
    child = os.fork()
    if child == 0:  # pragma: no cover
        telling.tell = lambda **_: os.kill(os.getpid(), signal.SIGKILL)
        actions.ring(cast.job)
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    with scope(cast.job):
        assert Line.objects.filter(step="rung", stage=1).count() == 0
    runs = together(*[lambda: actions.ring(cast.job)] * 3)
    assert sum(runs) == 1
    with scope(cast.job):
        assert Line.objects.filter(step="rung", stage=1).count() == 1
    assert watch.waiting(cast.clerk) == watch.waiting(cast.secretary) == 1

    people = (cast.clerk, cast.secretary, cast.street)
    results = together(*[lambda who=who: actions.take(who, alarm=alarm.pk) for who in people])
    won = [one for one in results if isinstance(one, Alarm)]
    lost = [one for one in results if isinstance(one, errors.TakenBefore)]
    assert len(won) == 1 and len(lost) == 2
    assert all(won[0].holder_name in str(one) for one in lost)


def test_two_messages_at_once_call_the_same_people_without_waiting_crosswise(committed):
    cast = make_district()
    watch = Watch(cast)
    results = together(*[lambda: watch.hear() for _ in range(4)])
    assert not [one for one in results if isinstance(one, Exception)], results
    assert watch.waiting(cast.clerk) == 4
    connection.close()


@pytest.fixture(autouse=True)
def closed_afterwards():
    yield
    connections.close_all()

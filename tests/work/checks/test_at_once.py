"""A week is drawn once and a flag decided once, whoever runs, dies or clicks at the same moment."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from signal import SIGKILL

from django.db import connections
from django.utils import timezone

from sanshe.ground.kit.errors import OutOfDate, Problem
from sanshe.ledger import actions as ledger
from sanshe.registry.people.actions import keep_person
from sanshe.trust.policy.scope import scope
from sanshe.work.checks import actions, queries
from sanshe.work.checks.actions import calling
from sanshe.work.checks.models import Call, Draw, Flag, Line
from tests.factories.district import COUNTY, FX, make_district
from tests.work.checks.test_checks import noon, wrote


def together(*calls):
    def run(call):
        try:
            return call()
        except Problem as problem:
            return problem
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_one_draw_a_week_and_one_decision(committed, monkeypatch):
    cast = make_district()
    person = keep_person(cast.worker, community=FX, name="张阿姨", building="1栋", even_so=True)
    ids = [wrote(cast, noon(10, 10 * n), persons=[person.id]) for n in range(6)]
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday() + 6)
    moment = datetime.combine(monday, time(10), timezone.get_current_timezone())
    with monkeypatch.context() as then:
        then.setattr(timezone, "now", lambda: moment)
        for one in ids:
            ledger.confirm(cast.manager, county=COUNTY, record=one, method="callback")
    actions.run(cast.job)

    connections.close_all()
    child = os.fork()
    if child == 0:  # pragma: no cover  # dies with the draw made and nobody told
        calling.tell = lambda **_: os.kill(os.getpid(), SIGKILL)
        actions.draw_calls(cast.job)
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == SIGKILL
    with scope(cast.job):
        assert not Draw.objects.exists() and not Call.objects.exists()
    drawn = together(*[lambda: actions.draw_calls(cast.job)] * 3)
    with scope(cast.job):
        calls = list(Call.objects.order_by("id"))
        assert Draw.objects.count() == 1 and sum(drawn) == len(calls) > 0
    clicks = [lambda: actions.answer(cast.clerk, call=calls[0].pk, said="happened")] * 2
    assert sorted(isinstance(one, Problem) for one in together(*clicks)) == [False, True]

    with scope(cast.manager, read_only=True):
        flag = queries.flags(cast.manager).rows[0]

    def decide(who):
        return actions.decide(
            who, flag=flag.pk, version=flag.version, outcome="explained", text="问过了"
        )

    said = together(*[lambda who=who: decide(who) for who in (cast.manager, cast.supervisor)])
    assert [type(one) for one in said if isinstance(one, Problem)] == [OutOfDate]
    with scope(cast.job):
        assert Line.objects.filter(flag=flag.pk, step="decided").count() == 1
        assert Flag.objects.get(pk=flag.pk).version == flag.version + 1

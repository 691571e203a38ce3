"""Two presses at the same moment, and a maker that is killed in the middle."""

from __future__ import annotations

import os
import signal
from datetime import date, timedelta

import pytest
from django.db import connection, connections

from sanshe.entrances.jobs import loop
from sanshe.entrances.jobs.demo.clock import at, morning
from sanshe.ground.kit.errors import NotFound
from sanshe.insight.reports import actions, queries
from sanshe.insight.reports.enums import Form, Step
from sanshe.insight.reports.models import Report
from sanshe.trust.policy.scope import scope
from tests.factories.district import make_district
from tests.registry.agreements.cast import signed
from tests.work.settlement.judging import done
from tests.work.visits.test_at_once import together

NOVEMBER = morning(date(2026, 11, 3))


def test_one_report_though_pressed_twice_and_killed(committed):
    district = make_district()
    manager = district.manager
    with at(NOVEMBER):
        deal = signed(district)
        done(district, deal, "312")
        asked = {"kind": "month", "start": date(2026, 10, 1), "agreement": deal.pk}
        one, other = together(*[lambda: actions.begin(manager, **asked)] * 2)
        assert one.pk == other.pk
        actions.go_on(manager, report=one.pk)

        connections.close_all()
        child = os.fork()
        if child == 0:  # pragma: no cover
            actions.as_pdf = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
            actions.go_on(manager, report=one.pk)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL
        with scope(manager, read_only=True):
            left = Report.objects.get()
            assert (left.step, left.pdf, left.word) == (Step.PDF, b"", b"")
            for form in Form.values:
                with pytest.raises(NotFound):
                    queries.file(manager, one.pk, form)
    with at(NOVEMBER + timedelta(minutes=5)):  # its maker is gone: the jobs take it up
        loop.set_reports()
    with scope(manager, read_only=True):
        assert Report.objects.get().step == Step.DONE
        assert queries.file(manager, one.pk, "pdf")[1][:5] == b"%PDF-"
        assert queries.file(manager, one.pk, "docx")[1][:2] == b"PK"
    connection.close()

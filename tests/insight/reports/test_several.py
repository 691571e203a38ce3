"""An agency's report of all its agreements."""

from __future__ import annotations

from sanshe.entrances.jobs.demo.clock import at, morning
from sanshe.insight.reports import queries
from tests.insight.reports.test_reports import OCTOBER, date, made, read, tables
from tests.registry.agreements.cast import signed
from tests.work.settlement.judging import done


def test_each_agreement_has_its_own_part(district):
    with at(morning(date(2026, 11, 3))):
        one, two = signed(district), signed(district, number="XS-2026-2", name="另一个项目")
        done(district, two, "50")
        row = made(district.manager)
        assert read(district.manager, queries.reportable, "month", OCTOBER, None) == [one, two]
    parts = [block["text"] for block in row.figures["blocks"] if block["is"] == "part"]
    assert parts == [one.name, two.name] * 5
    assert [table["rows"][0][4] for table in tables(row, "指标")] == ["0", "50"]

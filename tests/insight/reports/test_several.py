"""An agency's report of all its agreements."""

from __future__ import annotations

import pytest

from sanshe.entrances.jobs.demo.clock import at, morning
from sanshe.insight.reports import actions, errors, queries
from sanshe.registry.agreements.models import Agreement
from sanshe.trust.policy.scope import scope
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


def test_of_several_purchasers_each_gets_its_own(district, as_):
    with at(morning(date(2026, 11, 3))):
        one, two = signed(district), signed(district, number="XS-2026-2", name="街道的项目")
        with scope(district.job):
            Agreement.objects.filter(pk=two.pk).update(purchaser=district.street.org)
        row = made(district.manager)
        with pytest.raises(errors.SeveralPurchasers):
            actions.hand_over(district.manager, report=row.pk)
        mine = as_(district.manager)
        page = mine.get(f"/desk/reports/{row.pk}/").content.decode()
        assert f"/desk/reports/{row.pk}/hand/" not in page
        for deal in (one, two):
            address = f"/desk/reports/?kind=month&period=2026-10-01&agreement={deal.pk}"
            assert address.replace("&", "&amp;") in page
            (buyer,) = made(district.manager, agreement=deal.pk).readers
            assert buyer == (district.bureau.org if deal == one else district.street.org)
            chosen = mine.get(address).content.decode()
            assert f'value="{deal.pk}" selected' in chosen and "只供自己看" not in chosen
        assert "只供自己看" in mine.get("/desk/reports/").content.decode()

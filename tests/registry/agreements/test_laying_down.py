"""What is laid down before the signature, the limits that run, and the next term."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from sanshe.ground.kit.errors import NotFound, OutOfDate
from sanshe.ground.messages.models import Notice
from sanshe.registry.agreements import actions, errors, queries
from sanshe.registry.agreements.models import Agreement
from sanshe.registry.catalogue.models import ServiceItem
from sanshe.trust.policy.scope import scope
from tests.factories.district import FX
from tests.registry.agreements.cast import awarded, budgeted, now, opened, signed


def keep(district, row, actor=None, **more):
    facts = {
        "name": "上门探访", "unit": "person_times", "target": Decimal(100),
        "weight": Decimal(60), "rule": {"services": [district.service.id], "min_minutes": 20},
    }  # fmt: skip
    version = more.pop("version", now(district, row).version)
    return actions.keep_indicator(
        actor or district.bureau, agreement=row.id, version=version, **{**facts, **more}
    )


def test_indicators_one_by_one(district):
    row = opened(district)
    first = keep(district, row)
    second = keep(district, row, name="满意度", unit="percent", weight=Decimal(30), rule=None)
    assert (first.code, second.code, second.measured) == ("I01", "I02", True)
    first = keep(district, row, indicator=first.id, target=Decimal(120))
    at = {"agreement": row.id, "version": now(district, row).version}
    row = actions.move_indicator(district.bureau, **at, indicator=second.id)
    row = actions.weigh(
        district.bureau, agreement=row.id, version=row.version,
        weights={first.id: Decimal(70), second.id: Decimal(30)},
    )  # fmt: skip
    with scope(district.bureau):
        kept = queries.promises(row)
        draft = queries.draft_of(row)
    assert [one.indicator.code for one in kept] == ["I02", "I01"]
    assert kept[1].indicator.target == 120 and kept[1].rule.min_minutes == 20
    assert (draft.weights, draft.without_rule) == (100, 0)
    row = actions.drop_indicator(
        district.bureau, agreement=row.id, version=row.version, indicator=second.id
    )
    assert row.indicators.count() == 1


def test_a_promise_that_cannot_be_says_which_field(district):
    row = opened(district)
    for more, error, field in (
        ({"name": "发现低保人数"}, errors.HardshipIsNoTarget, "name"),
        ({"name": " "}, errors.Missing, "name"),
        ({"target": Decimal(0)}, errors.OutOfBounds, "target"),
        ({"unit": "percent", "target": Decimal(101)}, errors.OutOfBounds, "target"),
        ({"weight": Decimal("100.5")}, errors.OutOfBounds, "weight"),
        ({"rule": {"services": []}}, errors.NoServices, "services"),
        ({"unit": "events"}, errors.NotOfThisUnit, "services"),
        ({"starts_on": date(2026, 2, 1), "ends_on": date(2026, 1, 1)}, errors.TooSoon, "ends_on"),
        ({"version": 99}, OutOfDate, "version"),
    ):
        with pytest.raises(error) as refused:
            keep(district, row, **more)
        assert refused.value.field == field


def test_what_may_never_be_bought_counts_for_nothing(district):
    with scope(district.job):
        ServiceItem.objects.filter(pk=district.visiting.pk).update(law_enforcement=True)
    with pytest.raises(errors.OnNegativeList, match="102号令第10条"):
        keep(district, opened(district))


def test_only_the_purchaser_and_only_before_signing(district):
    row = opened(district)
    with pytest.raises(NotFound):
        keep(district, row, actor=district.street)
    with pytest.raises(errors.Fixed):
        keep(district, signed(district, number="XS-2026-2"))


def test_rows_of_money_are_money(district):
    row = opened(district)
    tranche = {"share": 1, "amount": 0, "due_on": date(2026, 1, 1)}
    for what, given, error in (
        ("set_sources", {"sources": [("fiscal", "区财政", Decimal(0))]}, errors.AmountMissing),
        ("set_sources", {"sources": [("fiscal", " ", Decimal(1))]}, errors.NameMissing),
        ("set_sources", {"sources": [("fiscal", "甲", Decimal(1))] * 2}, errors.TwiceTheSame),
        ("set_budget", {"lines": [("人员", Decimal("0.001"))]}, errors.AmountMissing),
        ("set_tranches", {"tranches": [tranche]}, errors.AmountMissing),
    ):
        with pytest.raises(error):
            getattr(actions, what)(district.bureau, agreement=row.id, version=row.version, **given)


def running(district, row) -> dict[str, date]:
    with scope(district.bureau, read_only=True) as buyer:
        events = queries.events_of(buyer, row.id)
        return {one.step: one.due_on for one in queries.running(now(district, row), events)}


def test_the_limits_that_run(district):
    row = awarded(district)
    assert running(district, row) == {"noticed": date(2025, 12, 10)}  # 2 working days
    with pytest.raises(errors.OutOfOrder, match=r"确定承接方.*2025-12-08"):
        actions.announce(
            district.bureau, agreement=row.id, version=row.version, on=date(2025, 12, 7)
        )
    row = actions.announce(
        district.bureau, agreement=row.id, version=row.version, on=date(2025, 12, 9)
    )
    assert running(district, row) == {"contracted": date(2026, 1, 8)}  # 30 days from the notice
    with pytest.raises(errors.WrongStep):
        actions.announce(
            district.bureau, agreement=row.id, version=row.version, on=date(2025, 12, 9)
        )
    row = actions.sign(
        district.bureau, agreement=row.id, version=row.version, on=date(2025, 12, 24),
        starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31),
    )  # fmt: skip
    assert running(district, row) == {
        "published": date(2025, 12, 26), "filed": date(2026, 1, 5)
    }  # fmt: skip
    row = actions.file_copy(
        district.bureau, agreement=row.id, version=row.version, on=date(2025, 12, 30)
    )
    assert list(running(district, row)) == ["published"]
    with scope(district.job):  # the supplier was told when it won and when it was signed
        told = Notice.objects.filter(org=district.agency.id, role="agency_manager")
        assert set(told.values_list("link", flat=True)) == {f"/desk/agreements/{row.id}/"}


def test_the_next_term_is_taken_over_for_correction(district):
    old = signed(district)
    new = actions.renew(
        district.bureau, agreement=old.id, number="XS-2027-1", name="下一年", why="做得好"
    )
    assert (new.state, new.former_id, new.supplier_id, new.never) == ("idea", old.id, None, {})
    with scope(district.bureau):
        was, kept = queries.promises(old), queries.promises(new)
        draft = queries.draft_of(new)
        days = [one.due_on for one in queries.tranches_of(new)]
        gates = [one.gates.count() for one in queries.tranches_of(new)]
    assert [one.indicator.target for one in kept] == [one.indicator.target for one in was]
    assert kept[0].rule.services == was[0].rule.services and kept[0].rule.number == 1
    assert draft.sources == draft.budget == draft.tranches == 360_000 and draft.weights == 100
    assert days == [date(2027, 1, 15), date(2027, 7, 31), date(2028, 1, 31)]
    assert gates == [2, 2, 4]
    with pytest.raises(errors.NumberTaken):
        actions.renew(district.bureau, agreement=old.id, number="XS-2027-1", name="再来")
    with pytest.raises(errors.WrongStep):
        actions.renew(district.bureau, agreement=new.id, number="XS-2028-1", name="太早")
    with pytest.raises(NotFound):
        actions.renew(district.street, agreement=old.id, number="Z", name="别人的")


def test_what_ended_for_good_stays_ended(district):
    row = signed(district)
    with pytest.raises(errors.OnlyBeforeSigning):
        actions.stop(
            district.bureau, agreement=row.id, version=row.version, side="failed_bid", reason="x"
        )
    row = actions.stop(
        district.bureau, agreement=row.id, version=row.version, side="terminated", reason="协商"
    )
    with pytest.raises(errors.Stopped):
        actions.stop(
            district.bureau, agreement=row.id, version=row.version, side="suspended", reason="y"
        )
    with pytest.raises(errors.Stopped):
        actions.lift(district.bureau, agreement=row.id, version=row.version, reason="z")


def test_why_it_was_thought_of_and_papers_of_a_step(district):
    row = actions.open_purchase(
        district.bureau, number="X-1", name="试", communities=[FX], why="老人多"
    )
    with scope(district.bureau) as buyer:
        (event,) = queries.events_of(buyer, row.id)
    assert event.text == "老人多"
    later = budgeted(district)
    facts = {"kind": "survey", "title": "意见表", "media_type": "application/pdf"}
    made = actions.attach(
        district.bureau, agreement=later.id, content=b"%PDF", step="need_survey", **facts
    )
    assert made.step == "need_survey"
    with pytest.raises(errors.WrongStep):
        actions.attach(
            district.bureau, agreement=later.id, content=b"%PDF", step="contracted", **facts
        )
    with scope(district.job):
        assert Agreement.objects.filter(number="X-1").exists()

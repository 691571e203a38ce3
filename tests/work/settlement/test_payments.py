"""A tranche is paid when its gates are open, and not a cent more; money stays written."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from sanshe.entrances.jobs.demo.clock import at, morning
from sanshe.ground.kit.errors import Invalid, NotAllowed, NotFound
from sanshe.registry.agreements import actions as agreements
from sanshe.trust.policy.scope import scope
from sanshe.work.settlement import actions, errors, queries
from sanshe.work.settlement.models import Entry
from tests.registry.agreements.cast import now, signed
from tests.work.settlement.judging import done, paper, read, review


@pytest.fixture
def agreement(district):
    return signed(district)


def shut(district, agreement, number) -> str:
    with pytest.raises(errors.GateShut) as refused:
        actions.claim(district.manager, agreement=agreement.id, number=number)
    return str(refused.value)


def paid(district, agreement, number, amount, *, voucher="记-1", on=None):
    """Asked for, approved, paid today."""
    one = actions.claim(district.manager, agreement=agreement.id, number=number)
    actions.approve(district.bureau, claim=one.id)
    actions.pay(
        district.bureau, claim=one.id, on=on or timezone.localdate(), amount=Decimal(amount),
        voucher=voucher,
    )  # fmt: skip
    return one


def due(district, agreement, number, actor=None):
    return read(actor or district.manager, queries.tranches, agreement.id)[number - 1]


def test_the_first_tranche_waits_for_the_work_plan(district, agreement):
    assert "工作计划" in (said := shut(district, agreement, 1)) and "公开" not in said
    paper(district, agreement, "plan")
    paid(district, agreement, 1, 144_000)
    one = due(district, agreement, 1)
    assert one.open and one.paid == 144_000 and one.left == 0
    with pytest.raises(errors.AlreadyOpen):
        actions.claim(district.manager, agreement=agreement.id, number=1)


@pytest.mark.parametrize(
    ("share", "points", "missing"),
    [
        ("0.44999", 90, "44.99%"),  # the gate is not rounded open
        ("0.45", "79.99", "79.96分"),
        ("0.45", 80, None),
    ],
)
def test_the_second_wants_a_score_and_the_progress(district, agreement, share, points, missing):
    said = shut(district, agreement, 2)
    assert "中期评估" in said and "进度" in said  # names every gate that is shut
    with scope(district.job):
        target = agreement.indicators.get(code="I01").target
    done(district, agreement, target * Decimal(share))
    review(district, agreement, points=points)
    if missing is None:
        assert actions.claim(district.manager, agreement=agreement.id, number=2)
    else:
        assert missing in shut(district, agreement, 2)


def test_what_was_open_when_asked_is_asked_again_when_approved(district, agreement):
    done(district, agreement, 312)
    review(district, agreement)
    one = actions.claim(district.manager, agreement=agreement.id, number=2)
    done(district, agreement, 200)  # records were taken back
    with pytest.raises(errors.GateShut):
        actions.approve(district.bureau, claim=one.id)


def test_not_a_cent_more(district, agreement):
    paper(district, agreement, "plan")
    one = actions.claim(district.manager, agreement=agreement.id, number=1)
    pay = {"claim": one.id, "on": timezone.localdate(), "voucher": "1"}
    with pytest.raises(errors.NotApproved):
        actions.pay(district.bureau, **pay, amount=Decimal(1))
    actions.approve(district.bureau, claim=one.id)
    for amount, problem in [
        ("144000.01", errors.TooMuchPaid), ("0", errors.AmountMissing),
        ("1.001", errors.AmountMissing),
    ]:  # fmt: skip
        with pytest.raises(problem):
            actions.pay(district.bureau, **pay, amount=Decimal(amount))
    actions.pay(district.bureau, **pay, amount=Decimal(100_000))
    with pytest.raises(errors.AlreadyOpen):  # the same voucher twice
        actions.pay(district.bureau, **pay, amount=Decimal(44_000))
    with pytest.raises(errors.TooMuchPaid):
        actions.pay(district.bureau, **{**pay, "voucher": "2"}, amount=Decimal(44_001))
    with pytest.raises(Invalid):
        actions.pay(
            district.bureau, claim=one.id, on=timezone.localdate() + timedelta(days=1),
            amount=Decimal(1), voucher="3",
        )  # fmt: skip
    actions.pay(district.bureau, **{**pay, "voucher": "2"}, amount=Decimal(44_000))
    assert due(district, agreement, 1).left == 0


def test_what_was_added_is_paid_with_the_last_tranche(district, agreement):
    agreements.amend(
        district.bureau, agreement=agreement.id, version=now(district, agreement).version,
        signed_on=date(2026, 6, 1), amount=Decimal(36_000), why="多服务一栋楼",
    )  # fmt: skip
    rows = read(district.manager, queries.tranches, agreement.id)
    assert [one.amount for one in rows] == [144_000, 144_000, 108_000]


@pytest.mark.parametrize(
    ("asked", "paid_on", "late"),
    [
        (date(2026, 1, 10), date(2026, 1, 15), 0),
        (date(2026, 1, 10), date(2026, 1, 27), 12),  # from the day it was due
        (date(2026, 1, 20), date(2026, 1, 27), 7),  # asked for after that
        (date(2026, 1, 20), None, 12),  # not paid on the first of February
    ],
)
def test_how_late_and_what_both_say(district, agreement, asked, paid_on, late):
    paper(district, agreement, "plan")
    with at(morning(asked)):
        one = actions.claim(district.manager, agreement=agreement.id, number=1)
        actions.approve(district.bureau, claim=one.id)
    if paid_on:
        with at(morning(paid_on)):
            actions.pay(
                district.bureau, claim=one.id, on=paid_on, amount=Decimal(144_000), voucher="1"
            )
    actions.state(district.manager, agreement=agreement.id, number=1, text="工资晚发了")
    actions.state(district.bureau, agreement=agreement.id, number=1, text="预算下达晚")
    (row, *_rest) = read(district.auditor, queries.tranches, agreement.id, today=date(2026, 2, 1))
    assert row.late == late
    assert [one.text for one in row.suppliers_words] == ["工资晚发了"]
    assert [one.text for one in row.purchasers_words] == ["预算下达晚"]


def test_who_asks_and_who_pays(district, agreement):
    paper(district, agreement, "plan")
    for stranger in (district.bureau, district.clerk, district.other_agency):
        with pytest.raises(NotAllowed):
            actions.claim(stranger, agreement=agreement.id, number=1)
    with pytest.raises(NotFound):  # no supplier here
        actions.claim(district.secretary, agreement=agreement.id, number=1)
    one = actions.claim(district.manager, agreement=agreement.id, number=1)
    with pytest.raises(NotAllowed):
        actions.approve(district.manager, claim=one.id)
    with pytest.raises(NotFound):  # an office that buys, but not this
        actions.approve(district.street, claim=one.id)
    with pytest.raises(NotFound):
        actions.state(district.street, agreement=agreement.id, number=1, text="x")


def _source_and_line(district, agreement):
    with scope(district.job):
        return agreement.sources.get(kind="fiscal").id, agreement.budget.get(name="活动").id


def test_money_in_and_out_by_source_and_line(district, agreement):
    source, line = _source_and_line(district, agreement)
    facts = {"agreement": agreement.id, "source": source, "on": date(2026, 3, 1), "voucher": "1"}

    def enter(flow, amount, **more):
        return actions.enter(
            district.manager, flow=flow, amount=Decimal(amount), **{**facts, **more}
        )

    enter("received", "144000")
    wrong = enter("spent", "60000.01", line=line, payee="shop")
    books = read(district.auditor, queries.books, agreement.id)
    assert (books.received, books.spent) == (Decimal(144_000), Decimal("60000.01"))
    (spent,) = [one for one in books.lines if one.over]
    assert spent.name == "活动" and spent.left == Decimal("-0.01")  # written, and it shows
    back = actions.take_back(district.manager, entry=wrong.id, words="记错了")
    assert back.amount == Decimal("-60000.01")
    books = read(district.bureau, queries.books, agreement.id)
    assert books.spent == 0 and not any(one.over for one in books.lines)
    for again in (wrong, back):
        with pytest.raises(errors.ReversedAlready):
            actions.take_back(district.manager, entry=again.id, words="再冲")
    for more, problem in [
        ({"flow": "spent", "amount": "1"}, errors.NotOfThisAgreement),
        ({"flow": "received", "amount": "1", "source": line}, errors.NotOfThisAgreement),
        ({"flow": "received", "amount": "-1"}, errors.AmountMissing),
        ({"flow": "received", "amount": "1", "voucher": " "}, errors.VoucherMissing),
    ]:  # fmt: skip
        with pytest.raises(problem):
            enter(**more)
    with pytest.raises(NotAllowed):
        actions.enter(district.bureau, flow="received", amount=Decimal(1), **facts)
    with scope(district.job), pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.filter(pk=wrong.pk).update(amount=1)

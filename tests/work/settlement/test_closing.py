"""A terminated agreement is paid for what was done until the day it ended, and not a cent above."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sanshe.entrances.jobs.demo.clock import at, morning
from sanshe.ground.kit.errors import NotAllowed, NotFound
from sanshe.ground.messages.models import Notice
from sanshe.registry.agreements import actions as agreements
from sanshe.trust.policy.scope import scope
from sanshe.work.settlement import actions, errors, queries
from sanshe.work.settlement.models import Claim, Verdict
from tests.registry.agreements.cast import now, signed
from tests.work.settlement.judging import counted, done, paper, read

ENDED = date(2026, 6, 30)


@pytest.fixture
def agreement(district):
    """Half of it done, nothing paid, ended on the last of June."""
    row = signed(district)
    done(district, row, 312)
    paper(district, row, "audit")
    with at(morning(ENDED)):
        agreements.stop(
            district.bureau, agreement=row.id, version=now(district, row).version,
            side="terminated", reason="机构撤出",
        )  # fmt: skip
    return now(district, row)


def ask(district, agreement, yuan="180000", actor=None, reason="按台账做到一半"):
    return actions.ask_closing(
        actor or district.manager, agreement=agreement.id, amount=Decimal(yuan), reason=reason
    )


def answer(district, closing, agreed=True, words="核过了", actor=None):
    return actions.answer_closing(
        actor or district.bureau, closing=closing.id, agreed=agreed, words=words
    )


def test_half_done_is_worth_half_and_both_sides_agree(district, agreement):
    ended = read(district.manager, queries.ended, agreement.id)
    assert (ended.on, ended.progress.weighted) == (ENDED, 50)
    assert ended.worth == ended.suggested == Decimal(180_000) and not ended.shut
    first = ask(district, agreement, "200000")
    with pytest.raises(errors.AlreadyOpen):
        ask(district, agreement)
    refused = answer(district, first, agreed=False, words="台账只到一半")
    assert refused.agreed is False and refused.claim_id is None
    second = ask(district, agreement)
    assert (second.earned, second.counted["I01"]) == (50, "312.00")
    made = answer(district, second)
    pay = {"claim": made.claim_id, "on": timezone.localdate(), "voucher": "终-1"}
    with pytest.raises(errors.TooMuchPaid):
        actions.pay(district.bureau, **pay, amount=Decimal("180000.01"))
    actions.pay(district.bureau, **pay, amount=Decimal(180_000))
    ended = read(district.auditor, queries.ended, agreement.id)
    assert (ended.paid, ended.left, ended.suggested) == (180_000, 180_000, 0)
    assert [one.agreed for one in ended.closings] == [True, False]  # both stay
    with pytest.raises(errors.AlreadyOpen):
        ask(district, agreement, "1")
    assert [one.claim for one in read(district.manager, queries.tranches, agreement.id)] == [
        None, None, None
    ]  # fmt: skip


def test_each_is_told_where_it_waits(district, agreement):
    made = ask(district, agreement)
    link = f"/desk/agreements/{agreement.id}/closing/"
    with scope(district.job):
        told = Notice.objects.get(org=agreement.purchaser_id, code="waiting", link=link)
    assert told.role == "bureau_officer" and told.read_at is None
    answer(district, made)
    with scope(district.job):
        told.refresh_from_db()
        assert told.read_at is not None
        assert Notice.objects.filter(org=district.agency.id, code="answered", link=link).exists()


def test_what_cannot_be_asked(district, agreement):
    for yuan, reason, error in (
        ("360000.01", "全部", errors.AboveWhatIsLeft),
        ("0", "没有", errors.AmountMissing),
        ("1.001", "零头", errors.AmountMissing),
        ("1", " ", errors.WordsMissing),
    ):
        with pytest.raises(error):
            ask(district, agreement, yuan, reason=reason)


def test_what_was_paid_before_is_taken_off(district):
    row = signed(district)
    done(district, row, 312)
    for kind in ("plan", "audit"):
        paper(district, row, kind)
    one = actions.claim(district.manager, agreement=row.id, number=1)
    actions.approve(district.bureau, claim=one.id)
    actions.pay(
        district.bureau, claim=one.id, on=timezone.localdate(), amount=Decimal(144_000),
        voucher="1",
    )  # fmt: skip
    agreements.stop(
        district.bureau, agreement=row.id, version=now(district, row).version,
        side="terminated", reason="协商",
    )  # fmt: skip
    ended = read(district.manager, queries.ended, row.id)
    assert (ended.left, ended.suggested) == (216_000, 36_000)
    with pytest.raises(errors.AboveWhatIsLeft):
        ask(district, row, "216000.01")
    with pytest.raises(errors.TooEarly):  # the tranches are shut for good
        actions.claim(district.manager, agreement=row.id, number=2)


def test_its_own_gates(district):
    row = signed(district)
    with pytest.raises(errors.NotTerminated):
        ask(district, row)
    agreements.stop(
        district.bureau, agreement=row.id, version=row.version, side="terminated", reason="x"
    )
    with pytest.raises(errors.ClosingShut, match="审计"):
        ask(district, row)
    paper(district, row, "audit")
    (disputed,) = counted(district, row, 1)
    with scope(district.job):
        Verdict.objects.filter(pk=disputed).update(why="disputed", amount=0)
    with pytest.raises(errors.ClosingShut, match="争议"):
        ask(district, row)
    with scope(district.job):
        Verdict.objects.filter(pk=disputed).update(why="reversed", amount=0)
    made = ask(district, row)
    with scope(district.job):
        Verdict.objects.filter(pk=disputed).update(why="disputed", amount=0)
    with pytest.raises(errors.ClosingShut):  # asked once more when it is answered
        answer(district, made)


def test_who_asks_and_who_answers(district, agreement):
    for one in (district.bureau, district.clerk, district.other_agency, district.worker):
        with pytest.raises(NotAllowed):
            ask(district, agreement, actor=one)
    with pytest.raises(NotFound):
        ask(district, agreement, actor=district.secretary)
    made = ask(district, agreement)
    with pytest.raises(NotAllowed):
        answer(district, made, actor=district.manager)
    with pytest.raises(NotFound):
        answer(district, made, actor=district.street)
    with pytest.raises(errors.WordsMissing):
        answer(district, made, words="")
    answer(district, made)
    with pytest.raises(errors.AlreadyOpen):
        answer(district, made, agreed=False)
    with scope(district.job), pytest.raises(IntegrityError), transaction.atomic():
        type(made).objects.create(
            agreement=agreement, ended_on=ENDED, earned=1, amount=1, reason="再一份", agreed=True,
            asked_on=ENDED, asked_at=timezone.now(), claim=Claim.objects.create(
                agreement=agreement, asked_on=ENDED, asked_at=timezone.now()
            ),
        )  # fmt: skip

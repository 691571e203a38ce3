"""Two people click at the same moment: money goes out once."""

from __future__ import annotations

from decimal import Decimal

from django.utils import timezone

from sanshe.trust.policy.scope import scope
from sanshe.work.settlement import actions, errors
from sanshe.work.settlement.models import Payment
from tests.factories.district import make_district
from tests.registry.agreements.cast import signed
from tests.registry.test_at_once import at_once, refusals
from tests.work.settlement.judging import paper


def test_money_goes_out_once(committed):
    district = make_district()
    agreement = signed(district)
    paper(district, agreement, "plan")
    asked = at_once(
        *[lambda: actions.claim(district.manager, agreement=agreement.id, number=1)] * 2
    )
    assert [type(one) for one in refusals(asked)] == [errors.AlreadyOpen]
    (claim,) = [one for one in asked if one not in refusals(asked)]
    approved = at_once(*[lambda: actions.approve(district.bureau, claim=claim.id)] * 2)
    assert len(refusals(approved)) == 1
    paid = at_once(
        *[
            lambda voucher=voucher: actions.pay(
                district.bureau, claim=claim.id, on=timezone.localdate(),
                amount=Decimal(100_000), voucher=voucher,
            )
            for voucher in ("甲", "乙", "丙")
        ]
    )  # fmt: skip
    assert {type(one) for one in refusals(paid)} == {errors.TooMuchPaid}
    with scope(district.job):
        assert Payment.objects.count() == 1

"""Supplementary agreements: at most a tenth of the price in all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.ground.kit.errors import Invalid
from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import days, errors, rules
from ..enums import State
from ..models import Amendment
from ..queries import left_to_add, price_of
from ._taking import take, tell_supplier, write


@action(Deed.KEEP_AGREEMENTS)
def amend(
    actor: Actor, *, agreement: UUID, version: int, signed_on: date, amount: Decimal, why: str
) -> Amendment:
    """Add to (or take from) what was agreed, in yuan. All additions together stay within a tenth
    of the first price (政府采购法 art. 49); what was taken away gives no room for more.

    Raises WrongStep before signing and after acceptance, Stopped, ReasonMissing, TooMuchAdded,
    NothingLeft, OutOfOrder, NotYet.
    """
    row = take(actor, agreement, version)
    if row.side:
        raise errors.Stopped(side=row.get_side_display())
    if row.state not in rules.AMENDABLE or row.price is None:
        raise errors.WrongStep(now=row.get_state_display(), then=_("补充协议"))
    days.in_order(row, signed_on, after=[State.CONTRACTED], field="signed_on")
    if not why.strip():
        raise errors.ReasonMissing(field="why")
    left = left_to_add(row)
    if amount > left:
        raise errors.TooMuchAdded(field="amount", left=f"{left:,.2f}")
    if amount != amount.quantize(Decimal("0.01")):
        raise Invalid(field="amount", reason=str(amount))
    if price_of(row) + amount <= 0:
        raise errors.NothingLeft(field="amount", price=f"{price_of(row):,.2f}")
    made = Amendment.objects.create(
        agreement=row, number=row.amendments.count() + 1, signed_on=signed_on, amount=amount,
        why=why.strip()[:300], made_at=timezone.now(), made_by=actor.user,
    )  # fmt: skip
    write(actor, row, Deed.KEEP_AGREEMENTS, "amended", on=signed_on, text=why, amount=str(amount))
    tell_supplier(actor, row, NoticeCode.CHANGED)
    return made

"""A terminated agreement is paid for what was done until then: asked for by the supplier, answered
by the purchaser, each with a reason; never above what is left of the price."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.lists import strung
from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors, rules
from ..models import Claim, Closing
from ..queries.closing import Ended, ended
from ._taking import bought, delivered, said
from ._telling import CLOSING, page_of, tell_purchaser, tell_supplier, waits_no_longer

_SHOWN = Decimal("0.0001")


@action(Deed.CLAIM_PAYMENT)
def ask_closing(actor: Actor, *, agreement: UUID, amount: Decimal, reason: str) -> Closing:
    """The supplier names a sum for what was done until the day it ended. What was counted then is
    written beside it. Raises NotTerminated, ClosingShut naming what is lacking, AmountMissing,
    AboveWhatIsLeft, WordsMissing, AlreadyOpen."""
    row = delivered(actor, agreement)
    now = _ended(actor, row.pk)
    _may_be_paid(now, amount)
    if not reason.strip():
        raise errors.WordsMissing(field="reason")
    if now.agreed is not None:
        raise errors.AlreadyOpen()
    standings = now.progress.standings
    try:
        with transaction.atomic():
            made = Closing.objects.create(
                agreement=row, ended_on=now.on,
                earned=now.progress.weighted.quantize(_SHOWN, ROUND_DOWN),
                counted={one.indicator.code: f"{one.done:f}" for one in standings},
                amount=amount, reason=reason.strip()[:600], asked_on=timezone.localdate(),
                asked_at=timezone.now(), asked_by=actor.user,
            )  # fmt: skip
    except IntegrityError as error:
        raise errors.AlreadyOpen() from error
    said(actor, Deed.CLAIM_PAYMENT, row, "closing_asked", amount=str(amount))
    tell_purchaser(row, NoticeCode.WAITING, page_of(row, CLOSING))
    return made


@action(Deed.KEEP_AGREEMENTS)
def answer_closing(actor: Actor, *, closing: UUID, agreed: bool, words: str) -> Closing:
    """The purchaser agrees to the sum, which may then be paid, or does not; either way with words.
    After a refusal the supplier may ask again. Everything is asked once more, for a record may
    have been taken back since. Raises WordsMissing, AlreadyOpen, ClosingShut, AboveWhatIsLeft."""
    one = Closing.objects.select_for_update(of=("self",)).filter(pk=closing).first()
    if one is None:
        raise NotFound()
    row = bought(actor, one.agreement_id)
    if one.agreed is not None:
        raise errors.AlreadyOpen()
    if not words.strip():
        raise errors.WordsMissing(field="words")
    one.agreed, one.words = agreed, words.strip()[:600]
    one.answered_at, one.answered_by = timezone.now(), actor.user
    if agreed:
        _may_be_paid(_ended(actor, row.pk), one.amount)
        one.claim = Claim.objects.create(
            agreement=row, asked_on=one.asked_on, asked_at=one.asked_at, asked_by=one.asked_by,
            approved_on=timezone.localdate(), approved_by=actor.user,
        )  # fmt: skip
    one.save()
    said(
        actor, Deed.KEEP_AGREEMENTS, row, "closing_answered", agreed=agreed,
        amount=str(one.amount),
    )  # fmt: skip
    waits_no_longer(page_of(row, CLOSING))
    tell_supplier(row, NoticeCode.ANSWERED, page_of(row, CLOSING))
    return one


def _ended(actor: Actor, agreement: UUID) -> Ended:
    found = ended(actor, agreement)
    if found is None:
        raise errors.NotTerminated()
    return found


def _may_be_paid(now: Ended, amount: Decimal) -> None:
    if now.shut:
        words = strung(f"{gate.label}({gate.has})" for gate in now.shut)
        raise errors.ClosingShut(gates=words)
    if amount <= 0 or amount != amount.quantize(rules.CENT):
        raise errors.AmountMissing(field="amount")
    if amount > now.left:
        raise errors.AboveWhatIsLeft(field="amount", left=f"{now.left:,.2f}")

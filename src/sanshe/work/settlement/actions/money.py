"""The supplier's book of money for an agreement: every entry stays, a wrong one is taken back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from sanshe.ground.kit.errors import Invalid, NotFound
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors, rules
from ..enums import Flow, Payee
from ..models import Entry
from ._taking import delivered, said


@action(Deed.KEEP_MONEY)
def enter(
    actor: Actor, *, agreement: UUID, flow: str, source: UUID, on: date, amount: Decimal,
    voucher: str, line: UUID | None = None, payee: str = "", words: str = "",
) -> Entry:  # fmt: skip
    """Money was received from a source, or spent out of it on a budget line. A line that is spent
    over is written all the same, and shows. Raises AmountMissing, VoucherMissing,
    NotOfThisAgreement, WrittenAlready for the same on the same voucher, Invalid for a day to
    come."""
    row = delivered(actor, agreement)
    which = Flow(flow)
    if amount <= 0 or amount != amount.quantize(rules.CENT):
        raise errors.AmountMissing(field="amount")
    if not voucher.strip():
        raise errors.VoucherMissing(field="voucher")
    if on > timezone.localdate():
        raise Invalid(field="on", reason=str(on))
    if not row.sources.select_for_update().filter(pk=source):  # two clicks see each other
        raise errors.NotOfThisAgreement(field="source")
    spent = which == Flow.SPENT
    if spent and (line is None or not row.budget.filter(pk=line).exists()):
        raise errors.NotOfThisAgreement(field="line")
    facts: dict[str, Any] = {
        "agreement": row, "flow": which, "source_id": source, "line_id": line if spent else None,
        "on": on, "amount": amount, "voucher": voucher.strip()[:60],
    }  # fmt: skip
    if Entry.objects.filter(**facts, reversal__isnull=True).exists():
        raise errors.WrittenAlready(field="voucher")
    made = Entry.objects.create(
        **facts,
        words=words.strip()[:200],
        payee=Payee(payee).value if spent and payee else "",
        at=timezone.now(),
        by_user=actor.user,
    )
    said(actor, Deed.KEEP_MONEY, row, which.value, amount=str(amount), voucher=made.voucher)
    return made


@action(Deed.KEEP_MONEY)
def take_back(actor: Actor, *, entry: UUID, words: str) -> Entry:
    """Reverse an entry by a counter entry, with why. Raises ReversedAlready, WordsMissing."""
    old = Entry.objects.filter(pk=entry).first()
    if old is None:
        raise NotFound()
    row = delivered(actor, old.agreement_id)
    if not words.strip():
        raise errors.WordsMissing(field="words")
    if old.reverses_id is not None:
        raise errors.ReversedAlready()
    try:
        with transaction.atomic():
            made = Entry.objects.create(
                agreement=row, flow=old.flow, source_id=old.source_id, line_id=old.line_id,
                on=timezone.localdate(), amount=-old.amount, voucher=old.voucher,
                payee=old.payee, words=words.strip()[:200], reverses=old, at=timezone.now(),
                by_user=actor.user,
            )  # fmt: skip
    except IntegrityError as error:
        raise errors.ReversedAlready() from error
    said(actor, Deed.KEEP_MONEY, row, "taken_back", amount=str(made.amount))
    return made

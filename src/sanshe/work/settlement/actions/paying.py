"""A tranche: asked for by the supplier when its gates are open, approved and paid by the purchaser,
and what either says of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from sanshe.ground.kit.errors import Invalid, NotFound
from sanshe.ground.kit.lists import strung
from sanshe.ground.messages.enums import NoticeCode
from sanshe.registry.agreements import queries as promised
from sanshe.registry.agreements.enums import State
from sanshe.registry.agreements.errors import Archived
from sanshe.registry.agreements.queries import Agreement, Tranche
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors, rules
from ..enums import Side
from ..models import Claim, Payment, Statement
from ..queries import gates, payments
from ..queries.gates import GateView
from ._settled import settle_if_paid
from ._taking import bought, delivered, said, stands_at
from ._telling import (
    CLOSING,
    PAYMENTS,
    page_of,
    tell_purchaser,
    tell_supplier,
    waits_no_longer,
)

_SIGNED = (
    State.CONTRACTED, State.IN_FORCE, State.MIDTERM_REVIEWED, State.FINAL_REVIEWED,
    State.ACCEPTED,
)  # fmt: skip


@action(Deed.CLAIM_PAYMENT)
def claim(actor: Actor, *, agreement: UUID, number: int) -> Claim:
    """The supplier asks for a tranche. Raises GateShut naming every gate that is shut, TooEarly,
    AlreadyOpen where it was asked for."""
    row = delivered(actor, agreement)
    stands_at(row, _SIGNED)
    tranche = _tranche(row, number)
    _all_open(actor, row, tranche)
    try:
        with transaction.atomic():
            made = Claim.objects.create(
                agreement=row, tranche=tranche, asked_on=timezone.localdate(),
                asked_at=timezone.now(), asked_by=actor.user,
            )  # fmt: skip
    except IntegrityError as error:
        raise errors.AlreadyOpen() from error
    said(actor, Deed.CLAIM_PAYMENT, row, "claimed", tranche=number)
    tell_purchaser(row, NoticeCode.WAITING, page_of(row, PAYMENTS))
    return made


@action(Deed.KEEP_AGREEMENTS)
def approve(actor: Actor, *, claim: UUID) -> Claim:
    """The purchaser approves; the gates are asked once more, for a record may have been taken
    back since. Raises GateShut, AlreadyOpen."""
    one, row = _claim(actor, claim)
    stands_at(row, _SIGNED)
    if one.approved_on is not None or one.tranche is None:
        raise errors.AlreadyOpen()
    found = _all_open(actor, row, _tranche(row, one.tranche.number))
    one.approved_on, one.approved_by = timezone.localdate(), actor.user
    one.opened = {gate.condition.value: gate.raw for gate in found}
    one.save(update_fields=["approved_on", "approved_by", "opened"])
    said(actor, Deed.KEEP_AGREEMENTS, row, "claim_approved", tranche=one.tranche.number)
    waits_no_longer(page_of(row, PAYMENTS))
    tell_supplier(row, NoticeCode.CONFIRMED, page_of(row, PAYMENTS))
    return one


@action(Deed.KEEP_AGREEMENTS)
def pay(actor: Actor, *, claim: UUID, on: date, amount: Decimal, voucher: str) -> Payment:
    """Money went out, in whole or in part. All payments stay within the price with its
    supplementary agreements, those for a terminated one within what both sides agreed; the last
    cent settles an accepted purchase. Raises NotApproved, AmountMissing, TooMuchPaid,
    VoucherMissing, Invalid for a day that cannot be."""
    one, row = _claim(actor, claim)
    if one.tranche is not None:
        stands_at(row, _SIGNED)
    if one.approved_on is None:
        raise errors.NotApproved()
    _money(amount, voucher)
    if not one.asked_on <= on <= timezone.localdate():
        raise Invalid(field="on", reason=str(on))
    left = payments.left_to_pay(row, one)
    if amount > left:
        raise errors.TooMuchPaid(field="amount", left=f"{left:,.2f}")
    try:
        with transaction.atomic():
            made = Payment.objects.create(
                claim=one, on=on, amount=amount, voucher=voucher.strip()[:60],
                at=timezone.now(), by_user=actor.user,
            )  # fmt: skip
    except IntegrityError as error:
        raise errors.AlreadyOpen(field="voucher") from error
    number = one.tranche.number if one.tranche else 0
    said(actor, Deed.KEEP_AGREEMENTS, row, "paid", tranche=number, amount=str(amount))
    tell_supplier(row, NoticeCode.CONFIRMED, page_of(row, PAYMENTS if number else CLOSING))
    settle_if_paid(actor, row.pk)
    return made


@action(Deed.ADD_PAPER)
def state(
    actor: Actor, *, agreement: UUID, number: int, text: str, document: UUID | None = None
) -> Statement:
    """What one side has to say of a tranche (why it is late), with a paper of the agreement where
    it has one; kept beside the other's, never changed. Raises WordsMissing, WrittenAlready,
    NotFound for whoever is on neither side."""
    row = promised.get(actor, agreement)
    if actor.org not in (row.purchaser_id, row.supplier_id):
        raise NotFound()
    if row.archived_on is not None:
        raise Archived()
    if not text.strip():
        raise errors.WordsMissing(field="text")
    if document and document not in {one.pk for one in promised.papers_of(actor, row)}:
        raise NotFound()
    side = Side.SUPPLIER if rules.delivers(actor, row) else Side.PURCHASER
    tranche = _tranche(row, number)
    if Statement.objects.filter(tranche=tranche, side=side, text=text.strip()[:600]).exists():
        raise errors.WrittenAlready(field="text")
    made = Statement.objects.create(
        tranche=tranche, side=side, text=text.strip()[:600],
        document_id=document, at=timezone.now(), by_user=actor.user,
    )  # fmt: skip
    said(actor, Deed.ADD_PAPER, row, "stated", tranche=number, side=side.value)
    other = tell_purchaser if side == Side.SUPPLIER else tell_supplier
    other(row, NoticeCode.CHANGED, page_of(row, PAYMENTS))
    return made


def _money(amount: Decimal, voucher: str) -> None:
    if amount <= 0 or amount != amount.quantize(rules.CENT):
        raise errors.AmountMissing(field="amount")
    if not voucher.strip():
        raise errors.VoucherMissing(field="voucher")


def _tranche(row: Agreement, number: int) -> Tranche:
    for one in promised.tranches_of(row):
        if one.number == number:
            return one
    raise NotFound()


def _claim(actor: Actor, id: UUID) -> tuple[Claim, Agreement]:
    """The claim, with all claims of its agreement locked: two payments at once see each other."""
    one = Claim.objects.filter(pk=id).first()
    if one is None:
        raise NotFound()
    row = bought(actor, one.agreement_id)
    rows = Claim.objects.select_for_update(of=("self",)).select_related("tranche")
    return {found.pk: found for found in rows.filter(agreement=row).order_by("id")}[id], row


def _all_open(actor: Actor, row: Agreement, tranche: Tranche) -> list[GateView]:
    found = gates.gates_of(gates.Facts(actor, row), tranche)
    if shut := [gate for gate in found if not gate.open]:
        words = strung(f"{gate.label}({gate.has})" for gate in shut)
        raise errors.GateShut(number=tranche.number, gates=words)
    return found

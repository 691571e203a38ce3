"""What a terminated agreement is paid for what was done until the day it ended."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotFound
from sanshe.trust.policy.enums import Deed
from sanshe.work.settlement import actions, queries

from .money_forms import AnswerClosingForm, AskClosingForm, PayForm
from .reviews import buys
from .steps import Forms, Step, take


@require_GET
def closing(request: DeskRequest, id: UUID) -> HttpResponse:
    """What was counted by then, what it comes to, and what both sides say."""
    return _page(request, id, {})


def _page(request: DeskRequest, id: UUID, forms: Forms) -> HttpResponse:
    actor = request.actor
    one = _of(request, id)
    row, agreed = one.agreement, one.agreed
    paid_of = agreed.claim.payments.order_by("on") if agreed and agreed.claim else ()
    left = agreed.amount - sum(paid.amount for paid in paid_of) if agreed else None
    pay = PayForm(initial={"claim": agreed.claim_id, "amount": left}) if agreed else None
    shown: dict[str, Any] = {
        "ended": one,
        "agreement": row,
        "payments": paid_of,
        "left": left,
        "buys": buys(actor, row),
        "may_ask": actor.may(Deed.CLAIM_PAYMENT) and actor.org == row.supplier_id
        and one.waiting is None and agreed is None,
        "ask_form": forms.get("ask", AskClosingForm(initial={"amount": one.suggested})),
        "answer_form": forms.get("answer", AnswerClosingForm()),
        "pay_form": forms.get("pay", pay),
    }  # fmt: skip
    return render(request, "desk/closing.html", shown, status=400 if forms else 200)


def _of(request: DeskRequest, id: UUID) -> queries.Ended:
    one = queries.ended(request.actor, id)
    if one is None:
        raise NotFound()
    return one


@require_POST
def step(request: DeskRequest, id: UUID, what: str) -> HttpResponse:
    """The supplier asks, the purchaser answers and pays."""
    waiting: Any = _of(request, id).waiting
    steps = {
        "ask": Step(
            AskClosingForm, lambda a, **said: actions.ask_closing(a, agreement=id, **said),
            _("申请好了,等购买方答复。"),
        ),
        "answer": Step(
            AnswerClosingForm,
            lambda a, **said: actions.answer_closing(
                a, closing=waiting.pk if waiting else id, **said
            ),
            _("答复了。"),
        ),
        "pay": Step(PayForm, lambda a, **said: actions.pay(a, **said), _("付款记下了。")),
    }  # fmt: skip
    return take(request, steps, what, lambda forms: _page(request, id, forms), "desk:closing", id)

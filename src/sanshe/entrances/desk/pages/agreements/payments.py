"""What is paid when, by which gates; and money in and out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sanshe.entrances.shared.request import DeskRequest
from sanshe.entrances.shared.uploads import takes_files
from sanshe.ground.kit.errors import NotFound
from sanshe.registry.agreements import actions as agreement_actions
from sanshe.registry.agreements import queries as agreements
from sanshe.registry.agreements.enums import Paper
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.work.settlement import actions, queries

from .money_forms import ClaimForm, EntryForm, NumberForm, PayForm, StateForm, TakeBackForm
from .reviews import buys
from .steps import Forms, Step, take


@require_GET
def payments(request: DeskRequest, id: UUID) -> HttpResponse:
    """Each tranche with its gates, what was paid, how late, and what both sides say."""
    return _page(request, id, {})


def _page(request: DeskRequest, id: UUID, forms: Forms) -> HttpResponse:
    actor = request.actor
    row = agreements.get(actor, id)
    takes_part = actor.org in (row.purchaser_id, row.supplier_id)
    shown: dict[str, Any] = {
        "agreement": row,
        "price": agreements.price_of(row),
        "dues": [
            (
                due,
                forms.get(f"pay{due.tranche.number}", _pay_form(due)),
                forms.get(f"state{due.tranche.number}", StateForm(auto_id=_ids_of(due))),
            )
            for due in queries.tranches(actor, id)
        ],
        "buys": buys(actor, row),
        "takes_part": takes_part,
        "may_claim": actor.may(Deed.CLAIM_PAYMENT) and actor.org == row.supplier_id,
        "may_state": takes_part and actor.may(Deed.ADD_PAPER),
        "wrong": [
            form
            for what, form in forms.items()
            if what.startswith(("claim", "approve")) or form.non_field_errors()
        ],
    }
    return render(request, "desk/payments.html", shown, status=400 if forms else 200)


def _pay_form(due: queries.Due) -> PayForm:
    return PayForm(
        initial={"claim": due.claim.pk if due.claim else None, "amount": due.left},
        auto_id=_ids_of(due),
    )


def _ids_of(due: queries.Due) -> str:
    """Several forms of a kind on one page: each label points to its own field."""
    return f"id_{due.tranche.number}_%s"


@takes_files(megabytes=10)
@require_POST
def payment_step(request: DeskRequest, id: UUID, what: str) -> HttpResponse:
    """Ask for a tranche, approve it, pay it, say something about it."""
    steps = {
        "claim": Step(
            NumberForm, lambda a, **said: actions.claim(a, agreement=id, **said),
            _("申请好了,等购买方批。"),
        ),
        "approve": Step(
            ClaimForm, lambda a, **said: actions.approve(a, **said), _("批准了。")
        ),
        "pay": Step(PayForm, lambda a, **said: actions.pay(a, **said), _("付款记下了。")),
        "state": Step(
            StateForm, lambda a, **said: _state(a, id, **said),
            _("说明写下了,两边都看得到。"),
        ),
    }  # fmt: skip
    return take(request, steps, what, lambda forms: _page(request, id, forms), "desk:payments", id)


def _state(actor: Actor, id: UUID, *, number: int, text: str, file: Any) -> None:
    """A statement, with the paper that goes with it where there is one."""
    paper = file and agreement_actions.attach(
        actor, agreement=id, kind=Paper.OTHER, title=file.name, content=file.read(),
        media_type=file.content_type or "",
    )  # fmt: skip
    actions.state(
        actor, agreement=id, number=number, text=text, document=paper.pk if paper else None
    )


@require_http_methods(["GET", "HEAD", "POST"])
def money(request: DeskRequest, id: UUID) -> HttpResponse:
    """Balances by source and budget line, the entries; the supplier writes new ones."""
    actor = request.actor
    books = queries.books(actor, id)
    row = agreements.get(actor, id)
    may = actor.may(Deed.KEEP_MONEY) and actor.org == row.supplier_id
    form = EntryForm(request.POST if request.method == "POST" else None, books=books)
    if request.method == "POST" and form.carries(
        lambda **said: actions.enter(actor, agreement=id, **_ids(said))
    ):
        messages.success(request, _("记下了。"))
        return redirect("desk:money", id)
    shown = {
        "agreement": row,
        "books": books,
        "entries": queries.entries(actor, id),
        "form": form,
        "may": may,
    }
    return render(request, "desk/money.html", shown, status=400 if form.errors else 200)


def _ids(said: dict[str, Any]) -> dict[str, Any]:
    line = said["line"]
    return {**said, "source": UUID(said["source"]), "line": UUID(line) if line else None}


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: DeskRequest, id: UUID, entry: UUID) -> HttpResponse:
    """Reverse one entry, with why."""
    actor = request.actor
    row = agreements.get(actor, id)
    one = next((one for one in queries.entries(actor, id) if one.pk == entry), None)
    if one is None or actor.org != row.supplier_id:
        raise NotFound()
    form = TakeBackForm(request.POST or None, initial={"entry": entry})
    if request.method == "POST" and form.carries(lambda **said: actions.take_back(actor, **said)):
        messages.success(request, _("冲掉了。"))
        return redirect("desk:money", id)
    shown = {"agreement": row, "entry": one, "form": form}
    return render(request, "desk/money_back.html", shown, status=400 if form.errors else 200)


@require_GET
def package(request: DeskRequest, id: UUID) -> HttpResponse:
    """The archive, as a download."""
    one = queries.package_of(request.actor, id)
    if one is None:
        raise NotFound()
    response = HttpResponse(bytes(one.content), content_type="application/zip")
    name = agreements.get(request.actor, id).number
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.zip")
    response["X-Content-Type-Options"] = "nosniff"
    return response

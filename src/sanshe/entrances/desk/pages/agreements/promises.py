"""What is promised for the money, laid down before the signature: indicators one by one, and
sources, budget and tranches as rows that add up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotFound, Problem
from sanshe.registry.agreements import actions, queries
from sanshe.registry.catalogue import queries as catalogue

from .forms import RULED, IndicatorForm, WeightsForm
from .purchase_forms import BudgetRow, SourceRow, TrancheRow, initial_of
from .reviews import buys
from .rows import Rows


def drafted(request: DeskRequest, id: UUID) -> Any:
    """The purchaser's own; everybody else meets NotFound."""
    row = queries.get(request.actor, id)
    if not buys(request.actor, row):
        raise NotFound()
    return row


class Table(NamedTuple):
    """A set of rows: how each is asked for, what is there, and the action that lays them down."""

    row: Any
    heading: Any
    hint: Any
    known: Callable[[Any], list[dict[str, Any]]]
    lay: Callable[..., Any]


def _sources(row: Any) -> list[dict[str, Any]]:
    return list(row.sources.order_by("-amount").values("kind", "name", "amount"))


def _budget(row: Any) -> list[dict[str, Any]]:
    return list(row.budget.order_by("order").values("name", "amount"))


def _tranches(row: Any) -> list[dict[str, Any]]:
    return [initial_of(one) for one in queries.tranches_of(row)]


def _lay_sources(actor: Any, rows: Rows, **at: Any) -> None:
    given = [(one["kind"], one["name"], one["amount"]) for one in rows.said]
    actions.set_sources(actor, sources=given, **at)


def _lay_budget(actor: Any, rows: Rows, **at: Any) -> None:
    actions.set_budget(actor, lines=[(one["name"], one["amount"]) for one in rows.said], **at)


def _lay_tranches(actor: Any, rows: Rows, **at: Any) -> None:
    given = [
        {
            **{name: form.cleaned_data[name] for name in ("share", "amount", "due_on")},
            "gates": form.gates(),  # type: ignore[attr-defined]
        }
        for _number, form in rows.rows
        if form.has_changed()
    ]
    actions.set_tranches(actor, tranches=given, **at)


TABLES = {
    "sources": Table(
        SourceRow, _("资金来源"), _("谁出多少钱。加起来要等于成交金额。"), _sources, _lay_sources
    ),
    "budget": Table(
        BudgetRow, _("预算"), _("钱用在哪里。加起来要等于资金来源。"), _budget, _lay_budget
    ),
    "tranches": Table(
        TrancheRow, _("分几次付"),
        _("每一笔多少、最晚哪天付、要先满足什么。空着的条件不算。"), _tranches, _lay_tranches,
    ),
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def table(request: DeskRequest, id: UUID, what: str) -> HttpResponse:
    """Rows that add up. A button adds a row or takes one away and keeps everything typed."""
    row = drafted(request, id)
    asked = TABLES.get(what)
    if asked is None:
        raise NotFound()
    if request.method != "POST":
        if row.signed_on:
            return redirect("desk:purchase", id)
        return _table_page(request, row, what, Rows(asked.row, initial=asked.known(row)))
    rows = Rows(asked.row, data=request.POST)
    do = request.POST.get("do", "keep")
    if do != "keep":
        gone = int(do.removeprefix("drop")) if do.removeprefix("drop").isdigit() else None
        return _table_page(request, row, what, rows.as_typed(without=gone, more=do == "more"))
    if rows.is_valid():
        try:
            asked.lay(request.actor, rows, agreement=id, version=_version(request))
        except Problem as problem:
            rows.refuse(problem)
        else:
            messages.success(request, str(_("写下了。")))
            return redirect("desk:purchase", id)
    return _table_page(request, row, what, rows, status=400)


def _version(request: DeskRequest) -> int:
    said = request.POST.get("version", "")
    return int(said) if said.isdigit() else -1


def _table_page(
    request: DeskRequest, row: Any, what: str, rows: Rows, status: int = 200
) -> HttpResponse:
    shown = {
        "agreement": row, "what": what, "table": TABLES[what], "rows": rows,
        "draft": queries.draft_of(row),
    }  # fmt: skip
    return render(request, "desk/purchase_rows.html", shown, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def indicators(request: DeskRequest, id: UUID) -> HttpResponse:
    """All of them with their weights; a button moves one up or takes it away."""
    row = drafted(request, id)
    kept = queries.promises(row)
    ones = [one.indicator for one in kept]
    form = WeightsForm(request.POST if "weigh" in request.POST else None, indicators=ones)
    if request.method == "POST":
        try:
            if _indicators_step(request, id, form):
                return redirect("desk:indicators", id)
        except Problem as problem:
            form = form if form.is_bound else WeightsForm({}, indicators=ones)
            form.refuse(problem)
    named = catalogue.names_of_services(
        {service for one in kept if one.rule for service in one.rule.services}
    )
    shown = {
        "agreement": row,
        "draft": queries.draft_of(row),
        "rows": [
            (one.indicator, form[str(one.indicator.pk)],
             [named.get(id, "") for id in one.rule.services] if one.rule else [])
            for one in kept
        ],
        "form": form,
        "fixed": row.signed_on is not None,
    }  # fmt: skip
    return render(
        request, "desk/purchase_indicators.html", shown, status=400 if form.errors else 200
    )


def _indicators_step(request: DeskRequest, id: UUID, form: WeightsForm) -> bool:
    at: dict[str, Any] = {"agreement": id, "version": _version(request)}
    for name, act in (("up", actions.move_indicator), ("drop", actions.drop_indicator)):
        if key := request.POST.get(name):
            act(request.actor, indicator=_key(key), **at)
            return True
    if not form.is_valid():
        return False
    actions.weigh(request.actor, weights=form.weights(), **at)
    messages.success(request, str(_("权重写下了。")))
    return True


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound() from None


@require_http_methods(["GET", "HEAD", "POST"])
def indicator(request: DeskRequest, id: UUID, indicator: UUID | None = None) -> HttpResponse:
    """One promise and how it is counted."""
    row = drafted(request, id)
    known = next((one for one in queries.promises(row) if one.indicator.pk == indicator), None)
    if indicator is not None and known is None:
        raise NotFound()
    services = [one for place in row.communities for one in catalogue.services_in(place)]
    form = IndicatorForm(
        request.POST or None, services=services, initial=_initial(known) if known else None
    )

    def keeps(**said: Any) -> None:
        rule = {name: said.pop(name) for name in RULED}
        actions.keep_indicator(
            request.actor, agreement=id, version=_version(request), indicator=indicator,
            rule=rule, **said,
        )  # fmt: skip

    if request.method == "POST" and form.carries(keeps):
        messages.success(request, str(_("指标写下了。")))
        return redirect("desk:indicators", id)
    shown = {"agreement": row, "form": form, "known": known, "draft": queries.draft_of(row)}
    return render(
        request, "desk/purchase_indicator.html", shown, status=400 if form.errors else 200
    )


def _initial(promise: Any) -> dict[str, Any]:
    said = {
        name: getattr(promise.indicator, name)
        for name in (
            "code", "name", "unit", "target", "weight", "evidence", "starts_on", "ends_on",
        )
    }  # fmt: skip
    if promise.rule is not None:
        said |= {name: getattr(promise.rule, name) for name in RULED}
    return said

"""Organisations at the desk: found by any of their names, registered, renamed."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.errors import Problem
from sanshe.registry.organisations import actions, errors, queries
from sanshe.registry.organisations.enums import OrgKind
from sanshe.trust.policy.actor import demand
from sanshe.trust.policy.enums import Deed

from .forms import Describe, Register, Rename


@require_GET
def organisations(request: DeskRequest) -> HttpResponse:
    """The register: filters in the address, any name finds it."""
    asked: dict[str, Any] = {
        "text": request.GET.get("q", ""),
        "kind": request.GET.get("kind", ""),
        "here": request.GET.get("here", "") == "1",
    }
    page = queries.listing(request.actor, after=request.GET.get("after", ""), **asked)
    shown = {
        **asked,
        "page": page,
        "kinds": OrgKind.choices,
        "places": areas.short_names_of({row.area for row in page.rows}),
        "may_register": request.actor.may(Deed.KEEP_ORGANISATIONS),
    }
    shown["rows"] = [(row, shown["places"].get(row.area, row.area)) for row in page.rows]
    return render(request, "desk/organisations.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: DeskRequest) -> HttpResponse:
    """Register one. Nearly equal names come back as a question with links."""
    demand(request.actor, Deed.KEEP_ORGANISATIONS)
    form = Register(request.POST or None, initial={"kind": OrgKind.AGENCY})
    similar: list[tuple[UUID, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.register(request.actor, **form.cleaned_data)
        except errors.Similar as asked:
            similar = asked.similar
            form.ask_if_same()
        except Problem as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("已登记。"))
            return redirect("desk:organisation", made.pk)
    status = 400 if request.method == "POST" else 200
    shown = {"form": form, "similar": similar}
    return render(request, "desk/organisation_new.html", shown, status=status)


@require_GET
def organisation(request: DeskRequest, id: UUID) -> HttpResponse:
    """One organisation: its names, and what it runs or once ran."""
    return _organisation(request, id)


@require_POST
def rename(request: DeskRequest, id: UUID) -> HttpResponse:
    form = Rename(request.POST)
    if form.carries(partial(actions.rename, request.actor, organisation=id)):
        messages.success(request, _("名字改好了,旧名字也还能找到它。"))
        return redirect("desk:organisation", id)
    return _organisation(request, id, form)


@require_POST
def describe(request: DeskRequest, id: UUID) -> HttpResponse:
    form = Describe(request.POST)
    if form.carries(partial(actions.describe, request.actor, organisation=id)):
        messages.success(request, _("记下了。"))
        return redirect("desk:organisation", id)
    return _organisation(request, id, describing=form)


def _organisation(
    request: DeskRequest,
    id: UUID,
    form: Rename | None = None,
    describing: Describe | None = None,
) -> HttpResponse:
    body = queries.get(id)
    rows = queries.run_by(body)
    shown: dict[str, Any] = {
        "body": body,
        "aliases": queries.aliases_of(body),
        "place": areas.full_name(body.area),
        "rows": rows,
        "places": areas.short_names_of({row.platform.community for row in rows}),
        "describing": describing or _describing(body),
        "form": form or Rename(initial={"name": body.name, "was": body.name}),
        "may_certify": body.pk == request.actor.org and request.actor.may(Deed.KEEP_WORKFORCE),
        "may_rename": queries.may_rename(request.actor, body),
    }
    shown["rows"] = [
        (row, shown["places"].get(row.platform.community, ""), _own(row.stays, body.pk))
        for row in rows
    ]
    wrong = form is not None or describing is not None
    return render(request, "desk/organisation.html", shown, status=400 if wrong else 200)


def _describing(body: queries.Organisation) -> Describe:
    party = {None: "", True: "yes", False: "no"}[body.party_body]
    return Describe(
        initial={
            "registered_level": body.registered_level, "registered_on": body.registered_on,
            "party_body": party, "rating": body.rating, "main_clients": body.main_clients,
            "was": queries.described(body),
        }
    )  # fmt: skip


def _own(stays: list[queries.Stay], id: UUID) -> list[queries.Stay]:
    return [stay for stay in stays if stay.operator_id == id]

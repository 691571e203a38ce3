"""Platforms at the desk: where they are, who runs them, who ran them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sanshe.entrances.shared.asked import number
from sanshe.entrances.shared.forms import HouseForm
from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.errors import Problem
from sanshe.registry.organisations import actions, queries
from sanshe.trust.policy.actor import demand
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import scope

from .forms import Close, OpenPlatform, Reach, Settle


@require_GET
def platforms(request: DeskRequest) -> HttpResponse:
    """The platforms of the area, place by place, each with its operators' history."""
    asked = request.GET.get("community", "")
    chosen = number(asked)
    everything = queries.by_community(queries.platforms_of(request.actor))
    names = areas.short_names_of(everything)
    groups = [
        (code, names.get(code, str(code)), rows)
        for code, rows in everything.items()
        if chosen is None or code == chosen
    ]
    shown = {
        "groups": groups,
        "names": sorted(names.items()),
        "chosen": chosen,
        "may_open": request.actor.may(Deed.KEEP_PLATFORMS),
        "may_hand": request.actor.may(Deed.READ_TAKEOVER),
    }
    return render(request, "desk/platforms.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def open_platform(request: DeskRequest) -> HttpResponse:
    demand(request.actor, Deed.KEEP_PLATFORMS)
    form = OpenPlatform(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        operator = said.pop("operator")
        try:
            with scope(request.actor):  # both or neither
                made = actions.open_platform(request.actor, **said)
                if operator:
                    actions.settle(
                        request.actor, platform=made, operator=operator, since=made.opened_on
                    )
        except Problem as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("平台已登记。"))
            return redirect("desk:platform", made.pk)
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/platform_new.html", {"form": form}, status=status)


@require_GET
def platform(request: DeskRequest, id: int) -> HttpResponse:
    """One platform with its history, and what may be done about it."""
    return _platform(request, id)


@require_POST
def settle(request: DeskRequest, id: int) -> HttpResponse:
    form = Settle(request.POST, actor=request.actor, auto_id="settle_%s")
    return _do(request, id, "settle", form, actions.settle, _("承接已登记。"))


@require_POST
def correct(request: DeskRequest, id: int) -> HttpResponse:
    return _do(request, id, "reach", Reach(request.POST), actions.correct_platform, _("改好了。"))


@require_POST
def close(request: DeskRequest, id: int) -> HttpResponse:
    return _do(request, id, "close", Close(request.POST), actions.close_platform, _("已登记关闭。"))


def _do(
    request: DeskRequest, id: int, name: str, form: HouseForm,
    act: Callable[..., Any], done: str,
) -> HttpResponse:  # fmt: skip
    """Act on what the form says; a refusal comes back on the same page, all typed kept."""
    if form.carries(partial(act, request.actor, platform=id)):
        messages.success(request, done)
        return redirect("desk:platform", id)
    return _platform(request, id, {name: form})


def _platform(
    request: DeskRequest, id: int, refused: dict[str, HouseForm] | None = None
) -> HttpResponse:
    actor = request.actor
    row = queries.history_of(queries.platform(id))
    one = row.platform
    forms: dict[str, HouseForm] = {}
    if queries.may_settle_in(actor, row) and (row.now is None or row.now.until is not None):
        forms["settle"] = Settle(actor=actor, auto_id="settle_%s")
    if queries.may_keep_platform(actor, row):
        forms["reach"] = Reach(initial={"hours": one.hours, "phone": one.phone})
        forms["close"] = Close()
    shown = {
        "row": row,
        "one": one,
        "place": areas.full_name(one.community),
        "address": queries.address_for(actor, one),
        "may_announce": queries.may_settle_in(actor, row) and actor.may(Deed.ANNOUNCE_TAKEOVER),
        "forms": {**forms, **(refused or {})},
    }
    return render(request, "desk/platform.html", shown, status=400 if refused else 200)

"""The catalogue of one community at the desk, and the way to it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sanshe.entrances.desk.places import PlaceField
from sanshe.entrances.shared.asked import number
from sanshe.entrances.shared.forms import HouseForm
from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.areas import queries as areas
from sanshe.ground.areas.enums import Level
from sanshe.ground.kit.errors import NotFound, Problem
from sanshe.registry.catalogue import actions, queries
from sanshe.trust.policy.actor import demand
from sanshe.trust.policy.enums import Deed

from .forms import Answer, Draft, Item, Object


class Begin(Draft):
    """The first version of a community that has none."""

    plain = frozenset({"community"})

    community = PlaceField(
        label=_("社区"), level=Level.COMMUNITY, help_text=_("写社区名或12位区划代码。")
    )


@require_GET
def catalogue(request: DeskRequest) -> HttpResponse:
    """Straight to the community for who works in one; else the list of those in the area."""
    actor = request.actor
    if actor.lo == actor.hi:
        return redirect("desk:catalogue_of", actor.lo)
    return _places(request)


@require_POST
def begin(request: DeskRequest) -> HttpResponse:
    """Begin the first draft of a community."""
    form = Begin(request.POST)
    if form.is_valid():
        try:
            made = actions.draft(request.actor, **form.cleaned_data)
        except Problem as problem:
            form.refuse(problem)
        else:
            return redirect("desk:catalogue_version", made.pk)
    return _places(request, form)


def _places(request: DeskRequest, form: Begin | None = None) -> HttpResponse:
    actor = request.actor
    rows = queries.places_with_versions(actor)
    names = areas.short_names_of({row["community"] for row in rows})
    shown = {
        "rows": [{**row, "name": names.get(row["community"], row["community"])} for row in rows],
        "form": form or (Begin() if actor.may(Deed.KEEP_CATALOGUE) else None),
    }
    return render(request, "desk/catalogue.html", shown, status=400 if form else 200)


@require_GET
def catalogue_of(request: DeskRequest, code: int) -> HttpResponse:
    """What a community hands to whom now, its versions, its draft, the words against it."""
    return _place(request, code)


@require_POST
def draft(request: DeskRequest, code: int) -> HttpResponse:
    form = Draft(request.POST)
    if form.is_valid():
        try:
            made = actions.draft(request.actor, community=code, **form.cleaned_data)
        except Problem as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("草稿已建好,照着现在的目录改就行。"))
            return redirect("desk:catalogue_version", made.pk)
    return _place(request, code, draft=form)


@require_POST
def object_to(request: DeskRequest, code: int) -> HttpResponse:
    """An agency's head or the committee says what is wrong with the version in force."""
    form = Object(request.POST)
    version = queries.current_version(code)
    if version is None:
        raise NotFound()
    if form.carries(partial(actions.object_to, request.actor, version=version)):
        messages.success(request, _("意见已记下,答复会写在旁边。"))
        return redirect("desk:catalogue_of", code)
    return _place(request, code, objection=form)


@require_POST
def answer(request: DeskRequest, code: int, objection: int) -> HttpResponse:
    form = Answer(request.POST)
    if form.carries(partial(actions.answer_objection, request.actor, objection=objection)):
        messages.success(request, _("已答复。"))
        return redirect("desk:catalogue_of", code)
    return _place(request, code, answer=form, answered=objection)


@require_http_methods(["GET", "HEAD", "POST"])
def item_new(request: DeskRequest) -> HttpResponse:
    """Name a new item; ``back`` is the version it is wanted for."""
    demand(request.actor, Deed.KEEP_CATALOGUE)
    back = request.GET.get("back", "")
    form = Item(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.define_item(request.actor, **form.cleaned_data)
        except Problem as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("事项已登记,可以放进草稿了。"))
            if (wanted_for := number(back)) is not None:
                return redirect("desk:catalogue_line", wanted_for, made.pk)
            return redirect("desk:catalogue")
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/catalogue_item.html", {"form": form, "back": back}, status=status)


def _place(request: DeskRequest, code: int, **refused: HouseForm | int) -> HttpResponse:
    actor = request.actor
    if not actor.covers(code):
        raise NotFound()
    current = queries.current_version(code)
    keeps = actor.may(Deed.KEEP_CATALOGUE)
    shown: dict[str, Any] = {
        "code": code,
        "name": areas.short_name_of(code),
        "full_name": areas.full_name(code),
        "current": current,
        "groups": queries.by_duty(queries.lines_of(current)) if current else [],
        "versions": queries.versions_of(code),
        "objections": queries.objections_of(actor, code),
        "waiting": queries.draft_of(code) if keeps else None,
        "keeps": keeps,
        "draft_form": refused.get("draft") or (Draft() if keeps else None),
        "objection_form": refused.get("objection")
        or (Object() if actor.may(Deed.OBJECT_TO_CATALOGUE) and current else None),
        "answer_form": refused.get("answer"),
        "answered": refused.get("answered"),
    }
    return render(request, "desk/catalogue_of.html", shown, status=400 if refused else 200)

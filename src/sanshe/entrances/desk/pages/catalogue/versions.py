"""One version at the desk: its lines, what it changes, and how a draft is worked on."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sanshe.entrances.shared.asked import number
from sanshe.entrances.shared.forms import HouseForm
from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.errors import Problem
from sanshe.registry.catalogue import actions, queries
from sanshe.registry.catalogue.enums import VersionState
from sanshe.trust.policy.actor import demand
from sanshe.trust.policy.enums import Deed

from .forms import Line, Publish, Withdraw


@require_GET
def version(request: DeskRequest, id: int) -> HttpResponse:
    """Every line by class, and side by side what changed against the version before."""
    return _version(request, id)


@require_http_methods(["GET", "HEAD", "POST"])
def line(request: DeskRequest, id: int, item: int | None = None) -> HttpResponse:
    """Put an item into the draft, or change how it stands there."""
    held = queries.version(request.actor, id)
    demand(request.actor, Deed.KEEP_CATALOGUE, community=held.community)
    initial = _initial(held, item)
    form = Line(request.POST or None, community=held.community, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_line(request.actor, version=held, **form.cleaned_data)
        except Problem as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("草稿已改。"))
            return redirect("desk:catalogue_version", id)
    status = 400 if request.method == "POST" else 200
    shown = {"form": form, "version": held, "name": areas.short_name_of(held.community)}
    return render(request, "desk/catalogue_line.html", shown, status=status)


def _initial(held: queries.CatalogueVersion, item: int | None) -> dict[str, Any]:
    """A line as it stands, or an empty one for the item."""
    initial: dict[str, Any] = {"revision": held.revision, "item": item}
    for one in queries.lines_of(held):
        if one.item_id == item:
            initial |= {
                "duty": one.duty, "lead": str(one.lead_id), "platform": one.platform_id,
                "helpers": [str(helper.pk) for helper in one.helpers.all()],
                "reason": one.reason, "entry_approval": one.entry_approval,
            }  # fmt: skip
    return initial


@require_POST
def remove(request: DeskRequest, id: int, item: int) -> HttpResponse:
    try:
        actions.remove_line(
            request.actor, version=id, item=item,
            revision=number(request.POST.get("revision", "")),
        )  # fmt: skip
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("已从草稿里拿掉。"))
    return redirect("desk:catalogue_version", id)


@require_POST
def publish(request: DeskRequest, id: int) -> HttpResponse:
    form = Publish(request.POST)
    if form.carries(partial(actions.publish, request.actor, version=id)):
        messages.success(request, _("已发布。居民现在就能看到。"))
        return redirect("desk:catalogue_version", id)
    return _version(request, id, publish=form)


@require_POST
def withdraw(request: DeskRequest, id: int) -> HttpResponse:
    form = Withdraw(request.POST)
    if form.carries(partial(actions.withdraw, request.actor, version=id)):
        messages.success(request, _("已撤回,上一版接着有效。"))
        return redirect("desk:catalogue_version", id)
    return _version(request, id, withdraw=form)


@require_POST
def discard(request: DeskRequest, id: int) -> HttpResponse:
    held = queries.version(request.actor, id)
    actions.discard_draft(request.actor, version=held)
    messages.success(request, _("草稿已丢掉。"))
    return redirect("desk:catalogue_of", held.community)


def _publish_form(held: queries.CatalogueVersion) -> Publish:
    """Offers today, or the first day after the version in force began."""
    latest = queries.latest_published(held.community)
    day = timezone.localdate()
    if latest is not None and latest.effective_from is not None:
        day = max(day, latest.effective_from + timedelta(days=1))
    return Publish(initial={"revision": held.revision, "effective_from": day})


def _version(request: DeskRequest, id: int, **refused: HouseForm) -> HttpResponse:
    actor = request.actor
    held = queries.version(actor, id)
    covered = actor.covers(held.community)
    drafting = held.state == VersionState.DRAFT
    publishes = covered and actor.may(Deed.PUBLISH_CATALOGUE)
    last = held.state == VersionState.PUBLISHED and held.effective_to is None
    shown = {
        "version": held,
        "name": areas.short_name_of(held.community),
        "full_name": areas.full_name(held.community),
        "groups": queries.by_duty(queries.lines_of(held)),
        "diff": queries.diff_with_former(held),
        "against": queries.latest_published(held.community) if drafting else held.former,
        "drafting": drafting,
        "publish_form": refused.get("publish")
        or (_publish_form(held) if drafting and publishes else None),
        "withdraw_form": refused.get("withdraw") or (Withdraw() if last and publishes else None),
    }
    return render(request, "desk/catalogue_version.html", shown, status=400 if refused else 200)

"""The named filters above the queue: keep, rename, take away."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from sanshe.entrances.shared.forms import HouseForm
from sanshe.entrances.shared.request import DeskRequest
from sanshe.trust.policy.actor import Actor
from sanshe.work.needs import actions, queries


class KeepView(HouseForm):
    plain = frozenset({"name", "shared"})
    name = forms.CharField(
        label=gettext_lazy("视图的名字"), max_length=16,
        help_text=gettext_lazy("写是哪种事,不要写居民的名字。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    shared = forms.BooleanField(label=gettext_lazy("同事也看得到"), required=False)


class Rename(HouseForm):
    plain = frozenset({"name"})
    name = KeepView.base_fields["name"]


def tabs(actor: Actor, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The views as tabs; current is the one whose filters stand in the address."""
    now = _kept_of(asked)
    return [
        {"view": one, "address": urlencode(one.filters), "current": one.filters == now}
        for one in queries.views(actor)
    ]


def _kept_of(asked: Mapping[str, Any]) -> dict[str, str]:
    """What of an address a view would keep."""
    found = {name: str(asked.get(name, "")) for name in queries.KEPT if asked.get(name)}
    if found.get("whose") == "mine":
        del found["whose"]
    return found


@require_POST
def keep(request: DeskRequest) -> HttpResponse:
    """The filters of the page it was asked from (its hidden fields) get a name."""
    form, sent = KeepView(request.POST), request.POST
    kept = _kept_of(sent)
    if form.carries(partial(actions.keep_view, request.actor, filters=kept)):
        messages.success(request, _("存好了,在上面一排。"))
        if sent.get("q"):
            messages.warning(request, _("查找的字没有存:里面可能有人名。"))
        return redirect(f"{reverse('desk:queue')}?{urlencode(kept)}")
    shown = {"form": form, "kept": kept}
    return render(request, "desk/view_keep.html", shown, status=400)


@require_GET
def views(request: DeskRequest) -> HttpResponse:
    """All of them, to be renamed or taken away."""
    return _page(request)


@require_POST
def rename(request: DeskRequest, id: UUID) -> HttpResponse:
    form = Rename(request.POST)
    if form.carries(partial(actions.rename_view, request.actor, view=id)):
        messages.success(request, _("改好了。"))
        return redirect("desk:need_views")
    return _page(request, refused=id, form=form)


@require_POST
def drop(request: DeskRequest, id: UUID) -> HttpResponse:
    actions.drop_view(request.actor, view=id)
    messages.success(request, _("删掉了。"))
    return redirect("desk:need_views")


def _page(request: DeskRequest, refused: UUID | None = None, form: Any = None) -> HttpResponse:
    rows = [
        {
            "view": one,
            "address": urlencode(one.filters),
            "form": form if one.id == refused else Rename(
                initial={"name": one.name}, auto_id=f"id_{one.id.hex}_%s"
            ),
        }
        for one in queries.views(request.actor)
    ]  # fmt: skip
    status = 400 if refused else 200
    return render(request, "desk/need_views.html", {"rows": rows}, status=status)

"""All activities: this week's first, then those that go on; opening one, saying it anew."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sanshe.entrances.shared.asked import number
from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotFound, Problem
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.accounts.queries import staff_of
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed
from sanshe.work.activities import actions, queries
from sanshe.work.activities.enums import Kind

from .forms import ChangeForm, NewForm


@require_GET
def activities(request: DeskRequest) -> HttpResponse:
    """Filters live in the address: ``kind``, ``platform``, ``over`` for those that have ended."""
    actor = request.actor
    kind = request.GET.get("kind", "")
    kind = kind if kind in Kind.values else ""
    platform = number(request.GET.get("platform", ""))
    over = request.GET.get("over") == "1"
    page = {
        "week": [] if over else queries.this_week(actor, kind=kind, platform=platform),
        "rows": queries.listing(actor, kind=kind, platform=platform, over=over),
        "kinds": Kind.choices,
        "kind": kind,
        "platforms": [row.platform for row in organisations.platforms_of(actor)],
        "platform": platform,
        "over": over,
        "may_open": actor.may(Deed.KEEP_ACTIVITIES),
    }
    return render(request, "desk/activities.html", page)


def new(request: DeskRequest) -> HttpResponse:
    """One screen; a second click makes no second activity."""
    actor = request.actor
    demand(actor, Deed.KEEP_ACTIVITIES)
    form = NewForm(
        request.POST or None,
        staff=staff_pairs(actor),
        services=[(one.pk, _called(one)) for one in queries.offered(actor)],
        initial={"workers": [str(actor.user)]},
    )
    if request.method == "POST" and form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        try:
            made = actions.plan(actor, **said)
        except Problem as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("开好了。请把来的人写上名单,每次记一下谁来了。"))
            return redirect("desk:activity", made.id)
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/activity_new.html", {"form": form}, status=status)


def edit(request: DeskRequest, id: UUID) -> HttpResponse:
    actor = request.actor
    row = queries.get(actor, id)
    if not queries.may(actor, row, []).write:
        raise NotFound()
    form = ChangeForm(request.POST or None, staff=staff_pairs(actor), initial=_as_it_is(row))
    if request.method == "POST" and form.carries(
        lambda **said: actions.change(actor, activity=id, **said)
    ):
        messages.success(request, _("改好了。"))
        return redirect("desk:activity", id)
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/activity_edit.html", {"form": form, "row": row}, status=status)


def staff_pairs(actor: Actor) -> list[tuple[str, str]]:
    return [(str(one.id), one.name) for one in staff_of(actor.org)]


def _as_it_is(row: queries.Activity) -> dict[str, Any]:
    names = ("version", "name", "aim", "room", "capacity", "for_children", "public", "measure")
    return {**{name: getattr(row, name) for name in names}, "workers": list(map(str, row.workers))}


def _called(service: Any) -> str:
    return f"{service.code} {service.name}({service.get_unit_display()})"

"""What is followed up beside the queue, and how much lies with whom."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotFound, Problem
from sanshe.registry.organisations import queries as organisations
from sanshe.work.needs import actions, queries

from .forms_way import Check


@require_GET
def follow_up(request: DeskRequest) -> HttpResponse:
    """Questions to decide, bodies to ask back today, residents to call: each with its button."""
    return render(request, "desk/follow_up.html", _page(request))


def _page(request: DeskRequest, typed: dict[UUID, Any] | None = None) -> dict[str, Any]:
    found, typed = queries.follow_ups(request.actor), typed or {}
    names = organisations.names_of(
        {row.org for row in found.ask_backs}
        | {row.need.lead_org for row in found.checks if row.need.lead_org}
    )
    return {
        "found": found,
        "ask_backs": [(row, names.get(row.org, "")) for row in found.ask_backs],
        "checks": [
            (
                row,
                names.get(row.need.lead_org, "") if row.need.lead_org else "",
                typed.get(row.pk) or Check(auto_id=f"id_{row.pk.hex[-6:]}_%s"),
            )
            for row in found.checks
        ],
    }


@require_POST
def check(request: DeskRequest, id: UUID) -> HttpResponse:
    """What the resident said to the caller. Refused, the page comes back with what was typed."""
    form = Check(request.POST, auto_id=f"id_{id.hex[-6:]}_%s")
    if form.is_valid():
        try:
            actions.check(request.actor, check=id, **form.cleaned_data)
        except NotFound:
            raise
        except Problem as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("记下了。"))
            return redirect("desk:follow_up")
    return render(request, "desk/follow_up.html", _page(request, {id: form}), status=400)


@require_GET
def load(request: DeskRequest) -> HttpResponse:
    """How much lies with whom: organisations, and the workers of one's own by name."""
    shown = {
        "parties": queries.load(request.actor),
        "workers": queries.load_of_workers(request.actor),
        "mine": organisations.names_of([request.actor.org]).get(request.actor.org, ""),
    }
    return render(request, "desk/load.html", shown)

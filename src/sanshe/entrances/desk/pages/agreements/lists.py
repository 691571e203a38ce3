"""All agreements an actor may read, with how far each is."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sanshe.entrances.shared.request import DeskRequest
from sanshe.registry.agreements.enums import State
from sanshe.trust.policy.enums import Deed
from sanshe.work.settlement import queries


@require_GET
def agreements(request: DeskRequest) -> HttpResponse:
    """Newest first; filters in the address."""
    state, text = request.GET.get("state", ""), request.GET.get("q", "").strip()
    rows = queries.overview(request.actor, state=state, text=text)
    shown = {
        "rows": rows,
        "states": State.choices,
        "state": state,
        "q": text,
        "asks": queries.open_surveys(request.actor) if request.actor.may(Deed.ASK_OPINION) else [],
        "may_open": request.actor.may(Deed.KEEP_AGREEMENTS),
    }
    return render(request, "desk/agreements.html", shown)

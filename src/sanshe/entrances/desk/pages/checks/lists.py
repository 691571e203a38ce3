"""That the checks ran, what they came to by kind, and the flags the actor may see."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sanshe.entrances.shared.request import DeskRequest
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.policy.enums import Deed, Sight
from sanshe.work.checks import queries
from sanshe.work.checks.enums import Kind, State

from .words import HARMLESS, SEEN_BY


@require_GET
def checks(request: DeskRequest) -> HttpResponse:
    """The actor's own first; figures by kind, never by person."""
    actor = request.actor
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    kind = kind if kind in Kind.values else ""
    state = state if state in (*State.values, "open") else ""
    page = queries.flags(actor, kind=kind, state=state, after=request.GET.get("after", ""))
    at, entries = queries.as_far_as(actor)
    shown: dict[str, Any] = {
        "page": page,
        "kind": kind,
        "state": state,
        "kinds": Kind.choices,
        "states": State.choices,
        "tallies": queries.tallies(actor),
        "agencies": organisations.names_of({row.agency for row in page.rows}),
        "at": at,
        "entries": entries,
        "outside": actor.sight != Sight.ORG,
        "watches": actor.may(Deed.DECIDE_FLAG) or actor.sight == Sight.ORG,
        "calls": queries.count_to_make(actor) if actor.may(Deed.CALL_BACK) else 0,
        "keeps_spots": actor.may(Deed.KEEP_SPOTS),
    }
    return render(request, "desk/checks.html", shown)


@require_GET
def how(request: DeskRequest) -> HttpResponse:
    """What is looked for, by which figures, and who says so."""
    shown = {
        "kinds": [(Kind(kind), text, HARMLESS[kind]) for kind, text in SEEN_BY.items()],
        "parameters": queries.PARAMETERS,
    }
    return render(request, "desk/checks_how.html", shown)

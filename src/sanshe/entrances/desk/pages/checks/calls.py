"""Residents asked by lot: whom to call, what they said, and each week's draw to draw again."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sanshe.entrances.shared.request import DeskRequest
from sanshe.registry.organisations import queries as organisations
from sanshe.registry.people import queries as people
from sanshe.trust.policy.enums import Deed
from sanshe.work.checks import actions, queries

from .forms import AnswerForm


@require_GET
def calls(request: DeskRequest) -> HttpResponse:
    """Whom the actor's organisation asks."""
    rows = queries.calls_to_make(request.actor)
    shown = {
        "rows": rows,
        "names": _names(request, [row.person for row in rows]),
        "agencies": organisations.names_of({row.agency for row in rows}),
    }
    return render(request, "desk/checks_calls.html", shown)


def _names(request: DeskRequest, ids: list[UUID]) -> dict[UUID, str]:
    if not request.actor.may(Deed.READ_PEOPLE):
        return {}
    return people.names_of(request.actor, ids)


@require_http_methods(["GET", "HEAD", "POST"])
def call(request: DeskRequest, id: UUID) -> HttpResponse:
    """Ask one resident whether it happened."""
    row = queries.call(request.actor, id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.carries(partial(actions.answer, request.actor, call=id)):
        messages.success(request, _("记下了,谢谢。"))
        return redirect("desk:checks_calls")
    shown = {
        "call": row,
        "line": queries.call_of(request.actor, row),
        "name": _names(request, [row.person]).get(row.person, ""),
        "may_see_people": request.actor.may(Deed.READ_PEOPLE),
        "form": form,
    }
    return render(request, "desk/checks_call.html", shown, status=400 if form.errors else 200)


@require_GET
def draws(request: DeskRequest) -> HttpResponse:
    """Each week's seed, drawn again in front of the reader, and what the answers came to."""
    found = queries.draws(request.actor)
    shown = {
        "draws": found,
        "answers": queries.answers(request.actor),
        "agencies": organisations.names_of({one.draw.agency for one in found}),
    }
    return render(request, "desk/checks_draws.html", shown)

"""Round lists: opened, ticked off, printed."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.areas import queries as areas
from sanshe.ground.areas.enums import Level
from sanshe.ground.kit.errors import Problem
from sanshe.ground.kit.ids import NOBODY
from sanshe.ground.kit.places import step_of
from sanshe.trust.policy.enums import Deed
from sanshe.work.planning import actions, queries
from sanshe.work.planning.enums import Reached

from .forms import WeatherForm
from .shown import tabs


def rounds(request: DeskRequest) -> HttpResponse:
    """The lists, and a form for a new alarm."""
    actor = request.actor
    may_open = actor.may(Deed.OPEN_ROUND)
    form = WeatherForm(request.POST or None, areas=_areas(request)) if may_open else None
    if request.method == "POST" and form is not None:
        opened: list[Any] = []
        act = partial(actions.open_round, actor)
        if form.carries(lambda **said: opened.append(act(**said))):
            messages.success(request, _("走访单开好了,已通知要去的人。"))
            return redirect("desk:round", opened[0].id)
    heads = queries.rounds_of(actor)
    names = areas.short_names_of([head.round.lo for head in heads])
    page = {
        "rows": [(head, names.get(head.round.lo, "")) for head in heads],
        "form": form,
        "tabs": tabs(actor, "rounds"),
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/rounds.html", page, status=status)


@require_safe
def round(request: DeskRequest, id: UUID) -> HttpResponse:
    found = queries.round_page(request.actor, id)
    most = found.by_hour[0][1] or 1
    page = {
        "found": found,
        "left": [(line, found.names.get(line.worker or NOBODY, "")) for line in found.left],
        "place": areas.short_names_of([found.round.lo]).get(found.round.lo, ""),
        "hours": [(at, left, left * 100 // most) for at, left in found.by_hour],
        "ways": Reached.choices[:3],
        "may_close": request.actor.may(Deed.OPEN_ROUND) and found.round.closed_at is None,
        "now": timezone.now(),
        "knows": request.actor.may(Deed.READ_PEOPLE),
        "tabs": tabs(request.actor, "rounds"),
    }
    return render(request, "desk/round.html", page)


@require_POST
def tick(request: DeskRequest, id: UUID) -> HttpResponse:
    """One tap; back to where it was tapped."""
    how = request.POST.get("how", "")
    try:
        row = actions.tick(
            request.actor, line=id, how=how if how in Reached.values else Reached.SEEN
        )
    except Problem as problem:
        if problem.status == 404:
            raise
        messages.warning(request, str(problem))
        return redirect("desk:rounds")
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/"):
        return redirect(back)
    return redirect("desk:round", row.round_id)


@require_POST
def close(request: DeskRequest, id: UUID) -> HttpResponse:
    actions.close_round(request.actor, round=id)
    messages.success(request, _("收了。没联系上的人还留在单子上。"))
    return redirect("desk:round", id)


def _areas(request: DeskRequest) -> list[tuple[int, str]]:
    """The whole area acted over, and each community in it."""
    actor = request.actor
    if actor.lo == actor.hi:
        codes = [actor.lo]
    else:
        codes = [actor.lo] if step_of(actor.lo) > 1 else []
        codes += [area.code for area in areas.inside(actor.lo, level=Level.COMMUNITY)]
    names = areas.short_names_of(codes)
    return [(code, names.get(code, str(code))) for code in codes]

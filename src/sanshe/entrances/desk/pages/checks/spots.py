"""Where the buildings stand on the map."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.areas import queries as areas
from sanshe.work.checks import actions, queries

from .forms import SpotForm


@require_http_methods(["GET", "HEAD", "POST"])
def spots(request: DeskRequest) -> HttpResponse:
    """The buildings people live in; one is written down at a time."""
    refused = None
    if request.method == "POST":
        refused = SpotForm(request.POST, auto_id="wrong_%s")
        if refused.carries(partial(actions.put_spot, request.actor)):
            messages.success(request, _("记下了。"))
            return redirect("desk:checks_spots")
    rows = queries.buildings(request.actor)
    known = sum(row.lat is not None for row in rows)
    shown = {
        "rows": [(row, _form(row, n, refused)) for n, row in enumerate(rows)],
        "known": known,
        "all": len(rows),
        "names": areas.short_names_of({row.community for row in rows}),
    }
    return render(request, "desk/checks_spots.html", shown, status=400 if refused else 200)


def _form(row: queries.BuildingSpot, n: int, refused: SpotForm | None) -> SpotForm:
    """The building's form; the one that was refused keeps what was typed."""
    if refused is not None and refused.data.get("building") == row.building:
        return refused
    values = {"community": row.community, "building": row.building, "lat": row.lat, "lon": row.lon}
    return SpotForm(initial=values, auto_id=f"spot{n}_%s")

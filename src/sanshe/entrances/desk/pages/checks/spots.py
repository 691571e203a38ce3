"""Where the buildings stand on the map."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sanshe.entrances.shared.request import DeskRequest
from sanshe.entrances.shared.uploads import takes_files
from sanshe.ground.areas import queries as areas
from sanshe.ground.kit import sheets
from sanshe.work.checks import actions, queries

from .forms import SHEET_MEGABYTES, SpotForm, SpotsForm


@require_http_methods(["GET", "HEAD", "POST"])
def spots(request: DeskRequest) -> HttpResponse:
    """The buildings people live in; one is written down at a time, or many from a list."""
    refused = None
    if request.method == "POST":
        refused = SpotForm(request.POST, auto_id="wrong_%s")
        if refused.carries(partial(actions.put_spot, request.actor)):
            messages.success(request, _("记下了。"))
            return redirect("desk:checks_spots")
    return _page(request, refused=refused)


@require_POST
@takes_files(megabytes=SHEET_MEGABYTES)
def spots_list(request: DeskRequest) -> HttpResponse:
    """Points from a list: what is right is kept, what is not is shown line by line."""
    form = SpotsForm(request.POST, request.FILES)
    taken: list[actions.Taken] = []
    if form.carries(lambda file: taken.append(_take(request, file))):
        if not taken[0].wrong:
            messages.success(request, _("记下了%(count)s栋。") % {"count": taken[0].put})
            return redirect("desk:checks_spots")
        return _page(request, taken=taken[0])
    return _page(request, upload=form)


def _take(request: DeskRequest, file: Any) -> actions.Taken:
    return actions.put_spots(
        request.actor, rows=sheets.read(file, columns=queries.SPOT_COLUMNS).rows
    )


def _page(
    request: DeskRequest, *, refused: SpotForm | None = None, upload: SpotsForm | None = None,
    taken: actions.Taken | None = None,
) -> HttpResponse:  # fmt: skip
    rows = queries.buildings(request.actor)
    known = sum(row.lat is not None for row in rows)
    shown = {
        "rows": [(row, _form(row, n, refused)) for n, row in enumerate(rows)],
        "known": known,
        "all": len(rows),
        "names": areas.short_names_of({row.community for row in rows}),
        "upload": upload or SpotsForm(),
        "taken": taken,
    }
    status = 400 if refused or upload or taken else 200
    return render(request, "desk/checks_spots.html", shown, status=status)


def _form(row: queries.BuildingSpot, n: int, refused: SpotForm | None) -> SpotForm:
    """The building's form; the one that was refused keeps what was typed."""
    if refused is not None and refused.data.get("building") == row.building:
        return refused
    values = {"community": row.community, "building": row.building, "lat": row.lat, "lon": row.lon}
    return SpotForm(initial=values, auto_id=f"spot{n}_%s")

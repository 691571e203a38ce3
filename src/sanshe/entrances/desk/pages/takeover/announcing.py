"""The take-overs of an area or agency, and announcing one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sanshe.entrances.shared.asked import number
from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.areas import queries as areas
from sanshe.registry.organisations import queries as organisations
from sanshe.registry.organisations.enums import OPERATORS
from sanshe.trust.policy.actor import demand
from sanshe.trust.policy.enums import Deed
from sanshe.work.takeover import actions, queries

from .forms import AnnounceForm


@require_GET
def takeovers(request: DeskRequest) -> HttpResponse:
    rows = queries.listing(request.actor)
    names = organisations.names_of({id for row in rows for id in (row.leaving, row.coming)})
    titles = organisations.names_of_platforms({id for row in rows for id in row.platforms})
    places = areas.short_names_of({row.community for row in rows})
    shown = {
        "rows": [
            {
                "row": row,
                "platforms": [titles.get(id, "") for id in row.platforms],
                "leaving": names.get(row.leaving, ""),
                "coming": names.get(row.coming, ""),
                "place": places.get(row.community, ""),
            }
            for row in rows
        ],
        "may_announce": request.actor.may(Deed.ANNOUNCE_TAKEOVER),
    }
    return render(request, "desk/takeovers.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def announce(request: DeskRequest) -> HttpResponse:
    """For platforms of one place that one organisation runs; ``?platform=`` names one of them."""
    actor = request.actor
    demand(actor, Deed.ANNOUNCE_TAKEOVER)
    rows = [row for row in organisations.platforms_of(actor) if row.now]
    first = number(request.GET.get("platform", ""))
    whose = next((row for row in rows if row.platform.pk == first), None)
    if whose is not None and whose.now is not None:
        rows = [
            row
            for row in rows
            if row.now
            and row.now.operator_id == whose.now.operator_id
            and row.platform.community == whose.platform.community
        ]
    form = AnnounceForm(
        request.POST or None,
        platforms=[
            (row.platform.pk, f"{row.platform.name}({row.now.operator})") for row in rows if row.now
        ],
        bodies=organisations.choices(kinds=OPERATORS),
        initial={"platforms": [first] if first else []},
    )
    made: list[Any] = []
    if request.method == "POST" and form.carries(
        lambda **said: made.append(actions.announce(actor, **said))
    ):
        messages.success(request, _("宣布了,两边都收到了通知。"))
        return redirect("desk:takeover", made[0].pk)
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/takeover_new.html", {"form": form}, status=status)

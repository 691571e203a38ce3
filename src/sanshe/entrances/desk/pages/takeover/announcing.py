"""The take-overs of an area or agency, and announcing one."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sanshe.entrances.shared.asked import number
from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.areas import queries as areas
from sanshe.registry.agreements import queries as agreements
from sanshe.registry.organisations import queries as organisations
from sanshe.registry.organisations.enums import OPERATORS
from sanshe.trust.policy.actor import Actor, demand
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
    """For platforms of one place that one organisation runs (``?platform=`` names one of them), or
    for all that an agreement's supplier still runs (``?agreement=``), place by place."""
    actor = request.actor
    demand(actor, Deed.ANNOUNCE_TAKEOVER)
    agreement = _agreement(request)
    first = number(request.GET.get("platform", ""))
    form = AnnounceForm(
        request.POST or None,
        platforms=None if agreement else _platforms(actor, first),
        bodies=organisations.choices(kinds=OPERATORS),
        initial={"platforms": [first] if first else []},
    )
    made: list[Any] = []
    if request.method == "POST" and form.carries(partial(_announce, actor, made, agreement)):
        messages.success(request, _("宣布了,两边都收到了通知。"))
        if len(made) > 1:
            return redirect("desk:takeovers")
        return redirect("desk:takeover", made[0].pk)
    status = 400 if request.method == "POST" else 200
    shown = {"form": form, "agreement": agreement}
    return render(request, "desk/takeover_new.html", shown, status=status)


def _announce(actor: Actor, made: list[Any], agreement: Any, **said: Any) -> None:
    if agreement is not None:
        made += actions.announce_agreement(actor, agreement=agreement.pk, **said)
    else:
        made.append(actions.announce(actor, **said))


def _agreement(request: DeskRequest) -> Any:
    try:
        return agreements.get(request.actor, UUID(request.GET["agreement"]))
    except (KeyError, ValueError):
        return None


def _platforms(actor: Actor, first: int | None) -> list[tuple[int, str]]:
    """What can be handed over here; together with one that was named, what lies with it in the
    same hands at the same place."""
    rows = [(row, row.now) for row in organisations.platforms_of(actor) if row.now]
    whose = next(((row, now) for row, now in rows if row.platform.pk == first), None)
    if whose is not None:
        named, runs = whose
        rows = [
            (row, now)
            for row, now in rows
            if now.operator_id == runs.operator_id
            and row.platform.community == named.platform.community
        ]
    return [(row.platform.pk, f"{row.platform.name}({now.operator})") for row, now in rows]

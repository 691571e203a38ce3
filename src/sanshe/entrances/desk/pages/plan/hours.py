"""When each worker is there."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.lists import listed
from sanshe.trust.policy.actor import demand
from sanshe.trust.policy.enums import Deed
from sanshe.work.planning import actions, queries
from sanshe.work.planning.enums import Language

from .forms import WEEKDAYS, HoursForm
from .shown import tabs

NAMES = dict(WEEKDAYS)


@require_safe
def hours(request: DeskRequest) -> HttpResponse:
    demand(request.actor, Deed.MAKE_PLAN)
    rows = [
        {
            "hand": hand,
            "days": listed(str(NAMES[day]) for day in hand.working.weekdays),
            "languages": listed(str(Language(one).label) for one in hand.working.languages),
        }
        for hand in queries.team(request.actor)
    ]
    page = {"rows": rows, "tabs": tabs(request.actor, "hours")}
    return render(request, "desk/hours.html", page)


def of_worker(request: DeskRequest, id: UUID) -> HttpResponse:
    demand(request.actor, Deed.MAKE_PLAN)
    hand = next((one for one in queries.team(request.actor) if one.id == id), None)
    if hand is None:
        raise NotFound()
    kept = {name: getattr(hand.working, name) for name in HoursForm.base_fields}
    form = HoursForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.carries(
        partial(actions.keep_hours, request.actor, user=id)
    ):
        messages.success(request, _("记下了。下次排计划就照这个排。"))
        return redirect("desk:hours")
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/hours_of.html", {"hand": hand, "form": form}, status=status)

"""The cases somebody may know of."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sanshe.entrances.shared.request import DeskRequest
from sanshe.trust.policy.enums import Deed
from sanshe.work.casework import queries


@require_safe
def cases(request: DeskRequest) -> HttpResponse:
    """One's own first, what is overdue on top; ``?over`` shows those that are over."""
    actor, over = request.actor, "over" in request.GET
    lines = queries.listing(actor, over=over)
    shown = {
        "lines": lines,
        "over": over,
        "late": sum(line.overdue for line in lines),
        "may_open": actor.may(Deed.WORK_CASE),
        "names": any(line.whom for line in lines),
    }
    return render(request, "desk/cases.html", shown)

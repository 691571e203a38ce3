"""How matters are answered, and who was reached."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sanshe.entrances.shared.request import DeskRequest
from sanshe.insight.boards import queries
from sanshe.trust.policy.enums import Deed

from .asking import Ask, above, address, period_of, periods
from .pictures import percents
from .tabs import tabs


@require_safe
def board_answers(request: DeskRequest) -> HttpResponse:
    """As it stands; above the county, as of when its counties were read."""
    view = queries.answerable(request.actor, Ask(request.GET).view())
    told = queries.answers(request.actor, view)
    found = [one for one in told if one.heard or not one.label]
    longest = percents([one.heard for one in found[:-1]])  # the last is the whole
    page: dict[str, Any] = {
        "view": view,
        "as_of": queries.as_of(request.actor, view),
        "few": [one.label for one in told if one not in found],
        "answers": list(zip(found, [*longest, "0"], strict=True)) if found else [],
        "coverage": [
            (one, address(request, area=one.area) if one.area != view.area else "")
            for one in queries.coverage(request.actor, view)
        ],
        "month": queries.month_covered(view),
        "tabs": tabs(request, "board_answers", view),
        "may_answer": request.actor.may(Deed.READ_NEEDS),
        "may_hear": request.actor.may(Deed.HEAR_NEED),
        "query": address(request),
        "may_plan": request.actor.may(Deed.READ_PLANS),
        "above": [
            (name, address(request, area=code)) for code, name in above(request.actor, view.area)
        ],
        "period": period_of(view),
        "periods": periods(),
        "smallest": queries.SMALLEST,
        "exact": queries.own(request.actor),
    }
    return render(request, "desk/board_answers.html", page)

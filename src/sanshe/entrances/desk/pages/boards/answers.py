"""How matters are answered, and who was reached."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.areas import queries as areas
from sanshe.insight.boards import queries
from sanshe.trust.policy.enums import Deed

from .asking import Ask, above, address, period_of, periods
from .pictures import percents
from .tabs import tabs


@require_safe
def board_answers(request: DeskRequest) -> HttpResponse:
    """From the county down; above, it says where to look."""
    view = queries.answerable(request.actor, Ask(request.GET).view())
    narrow = queries.is_narrow(request.actor, view.area)
    found = queries.answers(request.actor, view) if narrow else []
    longest = percents([one.heard for one in found[:-1]])  # the last is the whole
    page: dict[str, Any] = {
        "view": view,
        "narrow": narrow,
        "answers": found,
        "kinds": list(zip(found, [*longest, "0"], strict=True)) if found else [],
        "coverage": queries.coverage(request.actor, view) if narrow else [],
        "below": [] if narrow else _below(request, view.area),
        "tabs": tabs(request, "board_answers", view),
        "may_answer": request.actor.may(Deed.READ_NEEDS),
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


def _below(request: DeskRequest, area: int) -> list[tuple[str, str]]:
    """The areas right below, to go on down to a county."""
    return [(name, address(request, area=code)) for code, name in areas.below(area)]

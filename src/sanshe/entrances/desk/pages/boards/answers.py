"""How matters are answered, who was reached, and how far what was promised is."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sanshe.entrances.shared.request import DeskRequest
from sanshe.insight.boards import queries
from sanshe.trust.policy.enums import Deed
from sanshe.work.settlement import queries as settlement

from .asking import Ask, above, address, period_of, periods


@require_safe
def board_answers(request: DeskRequest) -> HttpResponse:
    """From the county down; above, it says where to look."""
    view = queries.answerable(request.actor, Ask(request.GET).view())
    narrow = queries.is_narrow(request.actor, view.area)
    promises = request.actor.may(Deed.READ_AGREEMENTS)
    page: dict[str, Any] = {
        "view": view,
        "narrow": narrow,
        "answers": queries.answers(request.actor, view) if narrow else [],
        "coverage": queries.coverage(request.actor, view) if narrow else [],
        "promises": settlement.overview(request.actor) if promises else [],
        "above": [
            (name, address(request, area=code)) for code, name in above(request.actor, view.area)
        ],
        "period": period_of(view),
        "periods": periods(),
        "smallest": queries.SMALLEST,
        "exact": queries.own(request.actor),
    }
    return render(request, "desk/board_answers.html", page)

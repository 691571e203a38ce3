"""From one record back to whoever paid for it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotFound
from sanshe.insight.yuan import queries
from sanshe.ledger import queries as ledger
from sanshe.trust.policy.enums import Deed
from sanshe.work.settlement import queries as settlement


@require_GET
def record(request: DeskRequest, county: int, id: UUID) -> HttpResponse:
    """Its confirmation, indicator, tranche, payments and sources; or that nobody bought it."""
    line, said = ledger.entry(request.actor, county=county, record=id)
    try:
        back = queries.back(request.actor, id)
    except NotFound:  # somebody else's agreement: the record is seen, its money is not
        back = None
    shown = {
        "line": line,
        "said": said,
        "confirmed": [word for word in said if word.standing == "confirmed"],
        "back": back,
        "verdict": settlement.why(request.actor, id),
        "may_verify": request.actor.may(Deed.VERIFY_CHAINS),
    }
    return render(request, "desk/yuan_record.html", shown)

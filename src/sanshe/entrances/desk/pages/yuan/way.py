"""From the sources to the records: one page of hops, each a link to the next and back."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from sanshe.entrances.shared.request import DeskRequest
from sanshe.insight.yuan import queries
from sanshe.insight.yuan.queries import Key, Trail
from sanshe.trust.policy.enums import Deed

SUMS = {
    "sources_price": (_("各资金来源合计"), _("合同价")),
    "lines_price": (_("各预算科目合计"), _("合同价")),
    "tranches_price": (_("各笔合计"), _("合同价")),
    "indicators_price": (_("各指标值多少合计"), _("合同价")),
    "received_paid": (_("承接方记的收到"), _("购买方记的付款")),
    "records_indicators": (_("一条一条记录合计"), _("各指标做到的合计")),
    "tranches_indicators": (_("落在各笔上的合计"), _("各指标做到的合计")),
    "covered_paid": (_("已付款"), _("有记录对应的 + 先付还没做到的")),
}


@require_GET
def yuan(request: DeskRequest, id: UUID) -> HttpResponse:
    """The whole way; raises NotFound to a stranger."""
    found = queries.trail(request.actor, id)
    shown: dict[str, Any] = {
        "agreement": found.agreement,
        "trail": found,
        "names": {one.id: one.name for one in found.sources},
        "payments": [payment for step in found.steps for payment in step.payments],
        "sums": [(*SUMS[one.what], one) for one in queries.sums(request.actor, found)],
        "bars": _bars(found),
        "may_draw": request.actor.may(Deed.DRAW_RECORDS),
    }
    return render(request, "desk/yuan.html", shown)


def _bars(found: Trail) -> list[tuple[str, float, float]]:
    """Three stretches of the price, in percent: paid and worked, paid ahead, worked and owed."""
    whole = float(found.price) or 1.0
    covered = float(found.paid - found.ahead) * 100 / whole
    ahead, owed = float(found.ahead) * 100 / whole, float(found.owed) * 100 / whole
    return [("done", 0.0, covered), ("ahead", covered, ahead), ("owed", covered + ahead, owed)]


@require_GET
def records(request: DeskRequest, id: UUID) -> HttpResponse:
    """The records behind an indicator or a tranche, each with its worth."""
    found = queries.trail(request.actor, id)
    indicator = next(
        (one for one in found.worths if str(one.indicator.pk) == request.GET.get("indicator")), None
    )
    step = next(
        (one for one in found.steps if str(one.due.tranche.number) == request.GET.get("tranche")),
        None,
    )
    rows, more = queries.lines_of(
        request.actor, found, indicator=indicator.indicator.pk if indicator else None,
        tranche=step.due.tranche.number if step else None,
        after=_key(request.GET.get("after", "")),
    )  # fmt: skip
    shown = {
        "agreement": found.agreement,
        "indicator": indicator,
        "step": step,
        "rows": rows,
        "indicators": {one.indicator.pk: one.indicator for one in found.worths},
        "more": f"{more[0]:%Y-%m-%d}.{more[1]}" if more else "",
    }
    return render(request, "desk/yuan_records.html", shown)


def _key(said: str) -> Key | None:
    """Where a page begins; what makes no sense begins at the front."""
    day, _dot, record = said.partition(".")
    try:
        return date.fromisoformat(day), UUID(record)
    except ValueError:
        return None

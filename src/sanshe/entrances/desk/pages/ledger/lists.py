"""The ledger at the desk: figures on top, the records behind them below."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ledger import queries
from sanshe.ledger.enums import Standing
from sanshe.ledger.queries import Figure, Filters
from sanshe.registry.catalogue.enums import Unit
from sanshe.trust.policy.enums import Deed

from .forms import Ask, address_of

BY = {
    "day": _("日"),
    "month": _("月"),
    "community": _("社区"),
    "item": pgettext_lazy("目录里的一件事", "事项"),
    "service": _("服务"),
    "agency": _("机构"),
}


@require_GET
def ledger(request: DeskRequest) -> HttpResponse:
    """Filters in the address; each figure opens its records."""
    ask = Ask(request.GET)
    filters = ask.filters()
    page = queries.entries(request.actor, filters, after=request.GET.get("after", ""))
    shown = {
        "filters": filters,
        "group": ask.group,
        "groups": BY.items(),
        "group_label": BY.get(ask.group, ""),
        "page": page,
        "units": _by_unit(request, filters),
        "persons": queries.persons_reached(request.actor, filters),
        "parts": _parts(request, filters, ask.group),
        "choices": queries.choices(request.actor, filters),
        "standings": Standing.choices,
        "all_units": Unit.choices,
        "smallest": queries.SMALLEST if queries.are_shut(request.actor) else 0,
        "query": address_of(request.GET, filters),
        "may_export": request.actor.may(Deed.EXPORT_LEDGER),
    }
    return render(request, "desk/ledger.html", shown)


def _by_unit(request: DeskRequest, filters: Filters) -> list[dict[str, Any]]:
    """One card a unit: open figures by standing, sealed ones apart. Never one sum of all."""
    cards: dict[str, dict[str, Any]] = {}
    labels = dict(Standing.choices)
    for figure in queries.tallies(request.actor, filters, by_standing=True):
        card = cards.setdefault(
            figure.unit,
            {"label": figure.unit_label, "open": [], "sealed": [], "parts": []},
        )
        card["sealed" if figure.sealed else "open"].append(figure)
        if not figure.sealed:
            href = address_of(request.GET, filters, unit=figure.unit, standing=figure.standing)
            card["parts"].append((figure, labels[figure.standing], href))
    for unit, card in cards.items():
        card["href"] = address_of(request.GET, filters, unit=unit)
        card["quantity"] = queries.total(card["open"])
        card["heads"] = sum(figure.heads for figure in card["open"])
        card["records"] = sum(figure.records for figure in card["open"])
    return list(cards.values())


def _parts(request: DeskRequest, filters: Filters, by: str) -> list[tuple[Figure, str]]:
    """The figures by what was asked, each with the address of its records."""
    if not by:
        return []
    found = queries.tallies(request.actor, filters, by=by)
    return [
        (figure, address_of(request.GET, filters, unit=figure.unit, **_narrow(by, figure.key)))
        for figure in found
    ]


def _narrow(by: str, key: Any) -> dict[str, Any]:
    """The filters that leave what one figure counts."""
    if by == "day":
        return {"since": key, "until": key, "by": None}
    if by == "month":
        return {"since": key, "until": _last_day(key), "by": None}
    return {"area" if by == "community" else by: key, "by": None}


def _last_day(month: date) -> date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])

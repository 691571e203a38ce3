"""The tables of an area and year on one page; every number opens what is behind it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sanshe.entrances.shared.request import DeskRequest
from sanshe.insight.statutory import queries
from sanshe.trust.policy.enums import Deed

from ..boards.asking import above
from .asking import Ask, Said, address, facts, places
from .forms import Close
from .shown import number, row


@require_safe
def statutory(request: DeskRequest) -> HttpResponse:
    """Without anything in the address, this year so far in the actor's own area."""
    return page(request, Ask(request.GET).said())


def page(request: DeskRequest, said: Said, form: Close | None = None) -> HttpResponse:
    """The tables, and the form that closes them with what was wrong in it."""
    found = queries.sheet(request.actor, **said)
    area, year = found.asked.area, found.asked.year
    told = [figure for figure in found.figures.values() if figure.line.is_told]
    form = form or Close(initial={"seen": found.newest.number if found.newest else 0})
    form.fields["reason"].required = found.newest is not None  # a correction says why
    shown: dict[str, Any] = {
        **facts(found.asked),
        "sheet": found,
        "tables": [
            (table, [row(figure) for figure in figures], [_said(one) for one in checks])
            for table, figures, checks in found.tables
        ],
        "above": above(request.actor, area),
        "places": places(request.actor, area),
        "years": queries.years(),
        "untold": sum(figure.told is None for figure in told),
        "differences": len(queries.differences(found)),
        "editions": queries.editions(request.actor, area=area, years=(year,)),
        "may_report": request.actor.may(Deed.KEEP_CATALOGUE),
        "may_keep": queries.may_keep(request.actor, area),
        "over": year < timezone.localdate().year,
        "form": form,
        "query": address(found.asked),
    }
    return render(request, "desk/statutory.html", shown, status=400 if form.is_bound else 200)


def _said(check: queries.Check) -> dict[str, Any]:
    measure = check.total.measure
    return {
        "check": check,
        "parts": " + ".join(line.code for line in check.parts),
        "is": number(measure, check.is_),
        "should": number(measure, check.should),
    }

"""Closing a year, and what was closed."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sanshe.entrances.shared.request import DeskRequest
from sanshe.insight.statutory import actions, queries
from sanshe.trust.accounts import queries as accounts

from .asking import Ask, address, facts
from .forms import Close
from .shown import number
from .tables import page


@require_POST
def close(request: DeskRequest) -> HttpResponse:
    """Lay the tables in the address down as they stand."""
    said = Ask(request.GET).said()
    asked, _form = queries.asked_for(request.actor, **said)
    form = Close(request.POST)
    if form.carries(partial(actions.close, request.actor, area=asked.area, year=asked.year)):
        messages.success(request, _("关账了。以后的变动不改它,只在旁边显示。"))
        return redirect(f"{reverse('desk:statutory')}?{address(asked)}")
    return page(request, said, form)


@require_safe
def edition(request: DeskRequest, id: UUID) -> HttpResponse:
    """One closed table: by whom, its hash, its numbers, and what would be told otherwise now."""
    row = queries.edition(request.actor, id)
    found = queries.sheet(request.actor, area=row.area, year=row.year)
    form = queries.form_of(row.form, row.version)
    rows = {one["code"]: one for one in row.lines}
    shown: dict[str, Any] = {
        **facts(found.asked),
        "edition": row,
        "form": form,
        "by": accounts.names_of({row.by_user}).get(row.by_user, "") if row.by_user else "",
        "hash": bytes(row.hash).hex(),
        "holds": queries.holds(row),
        "newest": found.newest is not None and found.newest.pk == row.pk,
        "tables": [
            (
                table,
                [_shown(line, rows[line.code], found) for line in table.lines if line.code in rows],
            )
            for table in form.tables
        ],
    }
    return render(request, "desk/statutory_edition.html", shown)


def _shown(line: queries.Line, kept: dict[str, Any], found: queries.Sheet) -> dict[str, Any]:
    value = kept["told"] if line.is_told else kept["counted"]
    then = None if value is None else Decimal(value)
    same = found.newest is not None and found.newest.version == found.form.version
    figure = found.figures.get(line.code) if same else None
    now = figure.shown if figure else None
    return {
        "line": line,
        "then": number(line.measure, then),
        "now": number(line.measure, now),
        "moved": then != now,
    }

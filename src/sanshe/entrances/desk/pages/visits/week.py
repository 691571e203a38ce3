"""The visits of a week, by day or by worker; and those that wait for a call."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sanshe.entrances.shared.asked import day
from sanshe.entrances.shared.request import DeskRequest
from sanshe.trust.policy.enums import Deed
from sanshe.work.visits import queries as visits
from sanshe.work.visits.enums import Outcome, Said, VisitState


@require_GET
def week(request: DeskRequest) -> HttpResponse:
    """Filters live in the address: ``week`` (any day of it), ``by`` day or worker, ``who``."""
    monday = monday_of(request.GET.get("week", ""))
    rows = visits.week(request.actor, monday)
    names = sorted({name for row in rows for name in _crew(row)})
    who = request.GET.get("who", "")
    if who:
        rows = [row for row in rows if who in _crew(row)]
    by = "worker" if request.GET.get("by") == "worker" else "day"
    kept = {"by": by, "who": who}
    page = {
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "groups": _groups(rows, by),
        "total": len(rows),
        "by": by,
        "who": who,
        "names": names,
        "before": urlencode({"week": monday - timedelta(days=7), **kept}),
        "after": urlencode({"week": monday + timedelta(days=7), **kept}),
        "may_plan": request.actor.may(Deed.PLAN_VISIT),
        "may_call": request.actor.may(Deed.CALL_BACK),
        "may_record": request.actor.may(Deed.RECORD_VISIT),
    }
    return render(request, "desk/visits.html", page)


@require_GET
def call_backs(request: DeskRequest) -> HttpResponse:
    """Visits made that nobody has borne out yet, without one's own."""
    rows = visits.to_call_back(request.actor) if request.actor.may(Deed.CALL_BACK) else []
    return render(request, "desk/visit_call_backs.html", {"rows": [_row(row) for row in rows]})


@require_GET
def unreached(request: DeskRequest) -> HttpResponse:
    """Whom nobody met for too long, the longest first."""
    mine = request.GET.get("mine") == "1"
    rows = visits.unreached(request.actor, mine=mine, limit=200)
    page = {"rows": rows, "mine": mine, "may_plan": request.actor.may(Deed.PLAN_VISIT)}
    return render(request, "desk/visit_unreached.html", page)


def _crew(row: Any) -> list[str]:
    return [row.worker_name, *row.companion_names]


def monday_of(text: str) -> date:
    within = day(text) or timezone.localdate()
    return within - timedelta(days=within.weekday())


def _groups(rows: list[Any], by: str) -> list[dict[str, Any]]:
    key: Callable[[Any], Any] = (
        (lambda row: row.worker_name)
        if by == "worker"
        else (lambda row: timezone.localdate(row.planned_start))
    )
    found = groupby(sorted(rows, key=key), key)  # sorted keeps the order of time inside
    return [{"head": head, "rows": [_row(row) for row in group]} for head, group in found]


def _row(row: Any) -> dict[str, Any]:
    """A visit for a flat row template."""
    said = visits.stands(row)
    over = row.state == VisitState.PLANNED and row.planned_end < timezone.now()
    return {"visit": row, "badge": _badge(row, said, over), "text": _text(row, said, over)}


def _badge(row: Any, said: str, over: bool) -> str:
    if said == Said.NOBODY_CAME or row.outcome == Outcome.DIED:
        return "wrong"
    if row.state == VisitState.CANCELLED:
        return "quiet"
    if row.outcome == Outcome.DONE:
        return "done" if said == Said.CAME else "open"
    return "soon" if over or row.outcome else "open"


def _text(row: Any, said: str, over: bool) -> str:
    if said == Said.NOBODY_CAME:
        return str(Said.NOBODY_CAME.label)
    if row.outcome == Outcome.DONE:
        return _("已核实") if said == Said.CAME else _("待核实")
    if row.outcome:
        return str(row.get_outcome_display())
    return _("过了时间没记") if over else str(row.get_state_display())

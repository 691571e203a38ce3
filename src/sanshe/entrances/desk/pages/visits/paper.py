"""A week's paper sheet typed in one go: each row with its true times, and said to be from paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import Problem
from sanshe.ground.kit.lists import listed
from sanshe.trust.policy.actor import demand
from sanshe.trust.policy.enums import Deed
from sanshe.work.visits import actions as visits
from sanshe.work.visits import queries

from .forms_more import PaperRowForm
from .week import monday_of

MOST = 60  # rows of a sheet


def paper(request: DeskRequest) -> HttpResponse:
    """The visits of a week that are over and not written down. Good rows are saved, each by
    itself; a row with a fault stays, with everything typed."""
    demand(request.actor, Deed.RECORD_VISIT)
    monday = monday_of(request.GET.get("week", ""))
    who = request.GET.get("who", "")
    rows = queries.unrecorded(request.actor, monday)
    names = sorted({row.worker_name for row in rows})
    rows = [row for row in rows if who in ("", row.worker_name)][:MOST]
    sheet = [(row, _form(request, row)) for row in rows]
    saved, left = 0, sheet
    if request.method == "POST":
        left = []
        for row, form in sorted(sheet, key=lambda pair: pair[0].planned_start):
            if _saved(request, row, form):
                saved += 1
            else:
                left.append((row, form))
        if saved:
            messages.success(request, _("录好了%(count)s次。") % {"count": saved})
        if not any(form.errors for _row, form in left):
            return redirect(request.get_full_path())
    page = {
        "sheet": left, "monday": monday, "sunday": monday + timedelta(days=6), "who": who,
        "names": names, "before": monday - timedelta(days=7), "after": monday + timedelta(days=7),
    }  # fmt: skip
    wrong = request.method == "POST"
    return render(request, "desk/visit_paper.html", page, status=400 if wrong else 200)


def _form(request: DeskRequest, row: Any) -> PaperRowForm:
    start, end = timezone.localtime(row.planned_start), timezone.localtime(row.planned_end)
    return PaperRowForm(
        request.POST or None,
        prefix=str(row.id),
        initial={
            "version": row.version, "day": start.date(), "started_at": start.time(),
            "ended_at": end.time(),
        },
    )  # fmt: skip


def _saved(request: DeskRequest, row: Any, form: PaperRowForm) -> bool:
    """Whether the row was filled in and taken. What looks odd is asked about, not forbidden."""
    if not form.is_valid() or not form.cleaned_data["outcome"]:
        return False
    facts = form.facts()
    odd = queries.odd(row, facts["started_at"], facts["ended_at"])
    if odd and not form.cleaned_data["odd_but_so"]:
        form.add_error("odd_but_so", _("请看一眼:%(odd)s。没错就勾上。") % {"odd": listed(odd)})
        return False
    try:
        visits.record(request.actor, visit=UUID(str(row.id)), **facts)
    except Problem as problem:
        form.refuse(problem)
        return False
    return True

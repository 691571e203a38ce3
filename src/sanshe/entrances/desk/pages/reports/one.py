"""One report: how far it is, what it says, as files, and into the purchaser's hands."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotFound, Problem
from sanshe.insight.reports import actions, queries
from sanshe.insight.reports.enums import Form, Kind, Step
from sanshe.insight.reports.queries import Report
from sanshe.registry.agreements.queries import Agreement
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.accounts import queries as accounts
from sanshe.trust.policy.enums import Deed

_TYPES = {
    Form.PDF: "application/pdf",
    Form.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
def report(request: DeskRequest, id: UUID) -> HttpResponse:
    """A report with its progress, or the whole of it."""
    row = queries.report(request.actor, id)
    own = row.org == request.actor.org and request.actor.may(Deed.MAKE_REPORT)
    steps = list(Step)
    shown = {
        "report": row, "own": own, "done": row.step == Step.DONE,
        "steps": [(one.label, steps.index(one) < steps.index(Step(row.step)), one == row.step)
                  for one in steps[:-1]],
        "part": steps.index(Step(row.step)), "of": len(steps) - 1,
        "blocks": queries.shown(row) if row.step == Step.DONE else [],
        "changes": queries.changes(row) if own else None,
        "may_hand": own and row.kind != Kind.OVERVIEW and not row.handed_at,
        "apart": _apart(request, row) if own and len(row.readers) > 1 else [],
        "maker": accounts.names_of([row.made_by]).get(row.made_by, "") if row.made_by else "",
        "who": organisations.names_of({row.org, *row.readers}),
        "readers": organisations.names_of(row.readers).values(),
    }  # fmt: skip
    return render(request, "desk/report.html", shown)


def _apart(request: DeskRequest, row: Report) -> list[Agreement]:
    """The agreements of several purchasers: each is handed over in a report of its own."""
    return queries.reportable(request.actor, Kind(row.kind), row.start, None)


@require_POST
def go(request: DeskRequest, id: UUID) -> HttpResponse:
    """The next step; the page asks for it by itself until all is done."""
    row = actions.go_on(request.actor, report=id)
    if row.step == Step.DONE:
        messages.success(request, _("报告做好了。"))
    return redirect("desk:report", id)


@require_POST
def again(request: DeskRequest, id: UUID) -> HttpResponse:
    """The same once more, from the figures of now."""
    row = queries.report(request.actor, id)
    if row.org != request.actor.org:
        raise NotFound()
    made = actions.begin(
        request.actor, kind=row.kind, start=row.start, language=row.language,
        agreement=None if row.agreement == queries.ALL else row.agreement,
    )  # fmt: skip
    return redirect("desk:report", made.pk)


@require_POST
def hand(request: DeskRequest, id: UUID) -> HttpResponse:
    """To the purchaser."""
    try:
        actions.hand_over(request.actor, report=id)
    except NotFound:
        raise
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("交给购买方了,他们那边已经看得到。"))
    return redirect("desk:report", id)


@require_GET
def file(request: DeskRequest, id: UUID, form: str) -> HttpResponse:
    """As PDF or .docx."""
    row, content = queries.file(request.actor, id, form)
    response = HttpResponse(content, content_type=_TYPES[Form(form)])
    response["Content-Disposition"] = content_disposition_header(True, f"{row.title}.{form}")
    response["X-Content-Type-Options"] = "nosniff"
    return response

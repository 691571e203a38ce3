"""One case: what comes next, what was done, what was agreed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sanshe.entrances.shared.request import DeskRequest
from sanshe.work.casework import queries
from sanshe.work.casework.enums import NextStep

WAYS = {
    NextStep.ASSESS: "assess",
    NextStep.PLAN: "plan",
    NextStep.REVIEW: "review",
    NextStep.REFERRAL: "answer",
}
"""Which page does what a case waits for; a contact has its own."""


@require_safe
def case(request: DeskRequest, id: UUID) -> HttpResponse:
    """The file is opened for whoever may read it, and each opening is audited; the manager sees
    how far it has come."""
    actor = request.actor
    row = queries.get(actor, id)
    may = queries.may(actor, row)
    step, until, late = queries.next_step(row)
    shown = {
        "case": row,
        "may": may,
        "reading": queries.read(actor, row) if may.read else None,
        "step": step,
        "until": until,
        "late": late,
        "way": WAYS.get(step, ""),
        "contact_next": step in (NextStep.CONTACT, NextStep.FOLLOW_UP),
    }
    return render(request, "desk/case.html", shown)

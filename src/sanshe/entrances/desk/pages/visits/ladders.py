"""Looking for somebody who does not answer: the ladder's page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotAllowed, Problem
from sanshe.registry.people import queries as people
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import OPEN, Deed
from sanshe.work.visits import actions as visits
from sanshe.work.visits import queries
from sanshe.work.visits.enums import Found, NextStep

from .forms import lately
from .forms_more import ClimbForm


def ladder(request: DeskRequest, id: UUID) -> HttpResponse:
    """The rungs, what was done on each, and the next one with its clock."""
    row = queries.get_ladder(request.actor, id)
    may = queries.may_climb(request.actor, row)
    if request.method == "POST" and "danger" in request.POST:
        return _danger(request, row)
    lines = queries.rung_lines(row)
    form = ClimbForm(
        request.POST or None,
        rungs=[(line.rung.value, line.rung.label) for line in lines],
        initial={"version": row.version, "rung": row.rung},
    )
    if request.method == "POST":
        if not may:
            raise NotAllowed()
        if form.is_valid() and _climbed(request, row, form):
            return redirect("desk:visit_ladder", id)
        row = queries.get_ladder(request.actor, id)
    over = queries.minutes_over(row)
    page = {
        "ladder": row, "lines": lines, "form": form, "may": may, "over": over, "left": -over,
        "told_committee": row.privacy in OPEN, "found": Found,
        "again": _again(row), "contacts": _contacts(request.actor, row) if may else [],
    }  # fmt: skip
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/visit_ladder.html", page, status=status)


def _again(row: Any) -> str:
    """The query of the plan page for going once more, "" on any other rung."""
    if row.rung != NextStep.AGAIN or row.ended_at or not (row.need_id or row.person_id):
        return ""
    whose = f"need={row.need_id}" if row.need_id else f"person={row.person_id}"
    return f"{whose}&start={timezone.localtime(row.due_at):%Y-%m-%dT%H:%M}"


def _contacts(actor: Actor, row: Any) -> list[people.Relative]:
    """Whom to ring about them, best first; their number opens with one tap, which is audited."""
    if row.person_id is None or not actor.may(Deed.REVEAL_PERSON):
        return []
    return people.contacts(actor, row.person_id)


def _climbed(request: DeskRequest, row: Any, form: ClimbForm) -> bool:
    said = dict(form.cleaned_data)
    moment = lately(said.pop("clock"))
    try:
        after = visits.climb(request.actor, ladder=row.id, at=moment, **said)
    except Problem as problem:
        form.refuse(problem)
        return False
    if after.ended_at is not None:
        messages.success(request, _("记下了。人有下落了,辛苦了。"))
    else:
        step = after.rung_label
        messages.success(request, _("记下了。下一步:%(step)s") % {"step": step})
    return True


def _danger(request: DeskRequest, row: Any) -> HttpResponse:
    """One tap: straight to 110/120."""
    try:
        visits.climb(
            request.actor, ladder=row.id, version=int(request.POST.get("version") or -1),
            rung=row.rung, found=Found.DANGER,
        )  # fmt: skip
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        messages.warning(request, _("现在就打110或120。打通以后,在下面记一笔。"))
    return redirect("desk:visit_ladder", row.id)

"""One record of the book: what it says, what was said of it, and what may be said next."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotFound, Problem
from sanshe.ledger import actions, queries
from sanshe.ledger.enums import Method
from sanshe.registry.people import queries as people
from sanshe.trust.policy.enums import Deed
from sanshe.work.checks import queries as checks

from .forms import Word

STEPS = ("confirm", "dispute", "reverse")


@require_GET
def entry(request: DeskRequest, county: int, id: UUID) -> HttpResponse:
    """Its facts, its place in the chain, and its story."""
    return _entry(request, county, id)


@require_POST
def remark(request: DeskRequest, county: int, id: UUID, step: str) -> HttpResponse:
    """Confirm after looking at it together, object, or reverse."""
    if step not in STEPS:
        raise NotFound()
    form = Word(request.POST)
    if form.is_valid():
        try:
            _say(request, step, county=county, record=id, **form.cleaned_data)
        except NotFound:
            raise
        except Problem as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("记下了。"))
            return redirect("desk:ledger_entry", county, id)
    return _entry(request, county, id, refused=step, form=form)


def _say(
    request: DeskRequest, step: str, *, county: int, record: UUID, reason: str, seen: str
) -> None:
    if step == "confirm":
        actions.confirm(
            request.actor,
            county=county,
            record=record,
            method=Method.CO_SIGNED,
            reason=reason,
            seen=seen,
        )
    elif step == "dispute":
        actions.dispute(request.actor, county=county, record=record, reason=reason, seen=seen)
    else:
        actions.reverse(request.actor, county=county, record=record, reason=reason, seen=seen)


def _persons(request: DeskRequest, line: queries.Line) -> dict[str, Any]:
    """Whom it reached, by masked name; and how many of them the reader may not see."""
    if not line.persons or not request.actor.may(Deed.READ_PEOPLE):
        return {"persons": {}, "hidden": 0}
    names = people.names_of(request.actor, line.persons)
    return {"persons": names, "hidden": len(line.persons) - len(names)}


def _entry(
    request: DeskRequest, county: int, id: UUID, *, refused: str = "", form: Word | None = None
) -> HttpResponse:
    line, said = queries.entry(request.actor, county=county, record=id)
    offered = {
        "confirm": queries.may_confirm(request.actor, line),
        "dispute": queries.may_dispute(request.actor, line),
        "reverse": queries.may_reverse(request.actor, line),
    }
    forms = {
        step: form
        if step == refused and form
        else Word(initial={"seen": line.standing}, auto_id=f"{step}_%s")
        for step in STEPS
        if offered[step] or step == refused
    }
    shown = {
        "line": line,
        "said": said,
        "forms": forms,
        "refused": refused,
        "may_see_visit": line.source == "visit" and request.actor.may(Deed.READ_VISITS),
        **_persons(request, line),
        "flags": checks.of_record(request.actor, id),
    }
    status = 400 if refused else 200
    return render(request, "desk/ledger_entry.html", shown, status=status)

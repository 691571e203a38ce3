"""Somebody is away: before and after of each visit, done in one go, undone in one go."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import OutOfDate, Problem
from sanshe.trust.policy.actor import demand
from sanshe.trust.policy.enums import Deed
from sanshe.work.planning import actions, queries

from .forms import AbsenceForm
from .shown import tabs


@require_http_methods(["GET", "HEAD", "POST"])
def absence(request: DeskRequest) -> HttpResponse:
    """A GET with who and when shows what would happen; the POST does exactly that, or says that
    something has changed meanwhile and shows it anew."""
    demand(request.actor, Deed.MAKE_PLAN)
    staff = [(str(hand.id), hand.name) for hand in queries.team(request.actor)]
    asked = request.POST if request.method == "POST" else request.GET
    form = AbsenceForm(asked if "worker" in asked else None, staff=staff)
    moves: list[Any] | None = None
    status = 200
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        if request.method == "POST":
            try:
                made = actions.remake(request.actor, **said, seen=request.POST.get("seen", ""))
            except Problem as problem:
                form.refuse(problem)
                status = problem.status if isinstance(problem, OutOfDate) else 400
            else:
                messages.success(request, _("换好了,已通知同事。下面的居民请打个电话说一声。"))
                return redirect("desk:remake", made.id)
        moves = _preview(request, form)
    page = {
        "form": form,
        "moves": moves,
        "moved": sum(move.moved for move in moves or ()),
        "stays": [move for move in moves or () if not move.moved],
        "seen": queries.digest(moves) if moves is not None else "",
        "away": queries.absences(request.actor),
        "tabs": tabs(request.actor, "absence"),
    }
    return render(request, "desk/absence.html", page, status=status)


@require_POST
def back(request: DeskRequest, id: UUID) -> HttpResponse:
    actions.take_back(request.actor, absence=id)
    messages.success(request, _("记下了:回来上班了。换出去的探访不动。"))
    return redirect("desk:absence")


@require_safe
def remake(request: DeskRequest, id: UUID) -> HttpResponse:
    """What became of each visit, and whom to phone."""
    row, lines = queries.remake_of(request.actor, id)
    page = {
        "row": row,
        "moved": [line for line in lines if line.visit],
        "stays": [line for line in lines if not line.visit],
        "may_undo": row.undone_at is None and queries.may_plan(request.actor),
        "tabs": tabs(request.actor, "absence"),
    }
    return render(request, "desk/remake.html", page)


@require_POST
def undo(request: DeskRequest, id: UUID) -> HttpResponse:
    try:
        actions.undo(request.actor, remake=id)
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("都换回来了。"))
    return redirect("desk:remake", id)


def _preview(request: DeskRequest, form: AbsenceForm) -> list[Any] | None:
    said = form.cleaned_data
    if said["last"] < said["first"]:
        form.add_error("last", _("到哪天不能早于从哪天。"))
        return None
    return queries.preview(
        request.actor, worker=said["worker"], first=said["first"], last=said["last"]
    )

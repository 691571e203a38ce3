"""One session, on a phone first: who came, once; mended; borne out by somebody else."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotFound, Problem
from sanshe.ground.kit.lists import listed
from sanshe.ground.kit.places import county_of
from sanshe.ledger import queries as ledger
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.work.activities import actions, queries
from sanshe.work.activities.enums import Borne, Kind, SessionState

from .forms import AttendForm, CorrectForm, ReasonForm
from .many import staff_pairs


def session(request: DeskRequest, id: UUID) -> HttpResponse:
    """The list to tick while it is planned; what was written down after that."""
    row = queries.session(request.actor, id)
    if request.method == "POST":  # also of one that is written: the same click may come twice
        return _record(request, row)
    if row.state == SessionState.PLANNED and _may_write(request.actor, row):
        return _form_page(request, row, _form(request.actor, row, None))
    return _shown(request, row)


def correct(request: DeskRequest, id: UUID) -> HttpResponse:
    row = queries.session(request.actor, id)
    if row.state != SessionState.RECORDED or not _may_write(request.actor, row):
        raise NotFound()
    form = _form(request.actor, row, request.POST or None, kind=CorrectForm)
    if request.method == "POST" and _carried(form, partial(actions.correct, request.actor), id):
        messages.success(request, _("改好了。台账里原来的一条冲正了,新的一条等别人核实。"))
        return redirect("desk:activity_session", id)
    return _form_page(request, row, form)


@require_POST
def drop(request: DeskRequest, id: UUID) -> HttpResponse:
    row = queries.session(request.actor, id)
    if not _may_write(request.actor, row):
        raise NotFound()
    form = ReasonForm(request.POST, auto_id="drop_%s")
    if form.is_valid():
        try:
            actions.drop_session(request.actor, session=id, reason=form.cleaned_data["reason"])
        except Problem as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("记下了:这一次没有办。"))
            return redirect("desk:activity", row.activity_id)
    return _form_page(request, row, _form(request.actor, row, None), dropping=form, status=400)


@require_POST
def bear_out(request: DeskRequest, id: UUID) -> HttpResponse:
    how = request.POST.get("how", "")
    try:
        actions.bear_out(request.actor, session=id, how=how if how in Borne.values else Borne.LIST)
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("核实了,谢谢。"))
    return redirect("desk:activity_session", id)


def _record(request: DeskRequest, row: queries.Session) -> HttpResponse:
    if not _may_write(request.actor, row):
        raise NotFound()
    form = _form(request.actor, row, request.POST)
    if _carried(form, partial(actions.record, request.actor), row.id):
        messages.success(request, _("记下了,进了台账。请没在场的同事或居委会核实。"))
        return redirect("desk:activity", row.activity_id)
    return _form_page(request, queries.session(request.actor, row.id), form)


def _carried(form: AttendForm, act: Any, id: UUID) -> bool:
    if not form.is_valid():
        return False
    try:
        act(session=id, **form.facts())
    except Problem as problem:
        form.refuse(problem)
        return False
    return True


def _form(
    actor: Actor, row: queries.Session, said: Any, *, kind: type[AttendForm] = AttendForm
) -> AttendForm:
    """All of the list are ticked at first, but for children whose guardian was not asked."""
    activity = row.activity
    lines = queries.members_of(actor, activity, [], gone=row.state == SessionState.RECORDED)
    waiting = {line.row.id for line in queries.waiting_for_guardians(activity, lines)}
    all_ = [line for line in lines if line.row.id not in waiting]
    recorded = row.state == SessionState.RECORDED
    came = row.present if recorded else [line.row.id for line in all_]
    return kind(
        said,
        day=row.day,
        members=[(str(line.row.id), _name(line)) for line in lines],
        staff=staff_pairs(actor),
        closed=activity.kind == Kind.GROUP,
        initial={
            "version": row.version,
            "started_at": timezone.localtime(row.started_at or row.planned_start).time(),
            "ended_at": timezone.localtime(row.ended_at or row.planned_end).time(),
            "present": [str(one) for one in came],
            "guests": row.guests,
            "workers": [str(one) for one in (row.workers if recorded else activity.workers)],
            "happened": row.happened,
        },
    )


def _name(line: queries.MemberLine) -> str:
    name = line.name or _("名册里的一位")
    return f"{name} · {line.row.get_part_display()}" if line.helps else name


def _form_page(
    request: DeskRequest, row: queries.Session, form: AttendForm, *,
    dropping: ReasonForm | None = None, status: int | None = None,
) -> HttpResponse:  # fmt: skip
    lines = queries.members_of(request.actor, row.activity, [])
    page = {
        "row": row,
        "activity": row.activity,
        "form": form,
        "ahead": row.planned_start > timezone.now(),
        "correcting": isinstance(form, CorrectForm),
        "waiting": [_name(one) for one in queries.waiting_for_guardians(row.activity, lines)],
        "dropping": dropping or ReasonForm(auto_id="drop_%s"),
    }
    status = status or (400 if request.method == "POST" else 200)
    return render(request, "desk/activity_attend.html", page, status=status)


def _shown(request: DeskRequest, row: queries.Session) -> HttpResponse:
    actor = request.actor
    came = {
        line.row.id: _name(line) for line in queries.members_of(actor, row.activity, [], gone=True)
    }
    staff = dict(staff_pairs(actor)) if actor.org == row.activity.agency else {}
    writes = _may_write(actor, row)
    page = {
        "row": row,
        "activity": row.activity,
        "came": [came[one] for one in row.present if one in came],
        "were_there": listed([staff[str(one)] for one in row.workers if str(one) in staff]),
        "corrections": queries.corrections_of(row) if writes else [],
        "may_correct": writes and row.state == SessionState.RECORDED,
        **_in_the_book(actor, row),
    }
    return render(request, "desk/activity_session.html", page)


def _in_the_book(actor: Actor, row: queries.Session) -> dict[str, Any]:
    """Its line, and whether this actor may bear it out."""
    if row.record is None or not actor.may(Deed.READ_LEDGER):
        return {"line": None, "may_bear_out": False}
    line, _said = ledger.entry(actor, county=county_of(row.activity.community), record=row.record)
    return {"line": line, "may_bear_out": ledger.may_confirm(actor, line), "ways": Borne.choices}


def _may_write(actor: Actor, row: queries.Session) -> bool:
    return queries.may(actor, row.activity, []).write

"""The end of an activity: its evaluation, or why it is not held."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotFound
from sanshe.work.activities import actions, queries
from sanshe.work.activities.enums import Kind, SessionState

from .forms import CloseForm, ReasonForm
from .one import page_of


def close(request: DeskRequest, id: UUID) -> HttpResponse:
    actor = request.actor
    row = queries.get(actor, id)
    sessions = queries.sessions_of(actor, row)
    may = queries.may(actor, row, sessions)
    if not (may.write if request.method == "POST" else may.close):
        raise NotFound()
    form = CloseForm(request.POST or None, initial={"version": row.version})
    if request.method == "POST" and form.carries(
        lambda **said: actions.close(actor, activity=id, **said)
    ):
        messages.success(request, _("结束了。谢谢大家。"))
        return redirect("desk:activity", id)
    done = [one for one in sessions if one.state == SessionState.RECORDED]
    page = {
        "row": row,
        "form": form,
        "group": row.kind == Kind.GROUP,
        "done": len(done),
        "asked": queries.asked_of(row, done),
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/activity_close.html", page, status=status)


@require_POST
def cancel(request: DeskRequest, id: UUID) -> HttpResponse:
    form = ReasonForm(request.POST, auto_id="cancel_%s")
    if form.carries(lambda **said: actions.cancel(request.actor, activity=id, **said)):
        messages.success(request, _("取消了。记过的还在台账里。"))
        return redirect("desk:activity", id)
    return page_of(request, queries.get(request.actor, id), cancelling=form, status=400)

"""The steps of a case: each a form of its own, all on one page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotFound
from sanshe.trust.policy.actor import Actor
from sanshe.work.casework import actions, queries

from . import forms


class Step(NamedTuple):
    """``may``: the flag of ``queries.May`` that offers it."""

    act: Callable[..., Any]
    form: type[forms.StepForm]
    may: str
    said: str | Promise


STEPS = {
    "assess": Step(actions.assess, forms.AssessForm, "assess", _("预估写好了。")),
    "plan": Step(actions.plan, forms.PlanForm, "plan", _("计划定好了。")),
    "review": Step(actions.review, forms.ReviewForm, "review", _("复核记下了。")),
    "close": Step(actions.close, forms.CloseForm, "close", _("结案了。到日子再回访一次。")),
    "end": Step(actions.end, forms.EndForm, "end", _("这个个案结束了。")),
    "refer": Step(actions.refer, forms.ReferForm, "refer", _("转介记下了。对方接了才算转出去。")),
    "answer": Step(actions.answer_referral, forms.AnswerForm, "answer", _("答复记下了。")),
    "assign": Step(actions.assign, forms.AssignForm, "assign", _("换好了,新负责的人收到了提醒。")),
}


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: DeskRequest, id: UUID, what: str) -> HttpResponse:
    """What was typed stays where it is refused; also where a colleague took the step meanwhile,
    which the action says."""
    actor = request.actor
    row, one = queries.get(actor, id), STEPS.get(what)
    may = queries.may(actor, row)
    if one is None or not (may.read if request.method == "POST" else getattr(may, one.may)):
        raise NotFound()
    form = _form(request, actor, row, one)
    if request.method == "POST" and form.carries(partial(one.act, actor, case=id)):
        messages.success(request, str(one.said))
        return redirect("desk:case", id)
    shown = {"form": form, "case": row, "what": what, "whom": queries.whom(row)}
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/case_step.html", shown, status=status)


def _form(request: DeskRequest, actor: Actor, row: Any, one: Step) -> forms.StepForm:
    reading = queries.read(actor, row)
    initial = {
        "version": row.version, "assessment": reading.file.assessment,
        "plan": reading.file.plan, "worker": row.worker, "second": row.second,
    }  # fmt: skip
    return one.form(
        request.POST or None, initial=initial, goals=reading.goals,
        staff=queries.workers_of(actor),
    )  # fmt: skip

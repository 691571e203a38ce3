"""Acceptance line by line, its public notice, objections."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotFound
from sanshe.work.settlement import actions, queries

from .review_forms import AnswerForm, LineForm, WordsForm
from .reviews import buys
from .steps import Forms, JustDo, Step, take


@require_GET
def acceptance(request: DeskRequest, id: UUID) -> HttpResponse:
    """Promised, counted, accepted; what residents said; the notice."""
    return _page(request, id, {})


def _page(request: DeskRequest, id: UUID, forms: Forms) -> HttpResponse:
    actor = request.actor
    one = _of(request, id)
    surveys = [row for row in queries.surveys_of(actor, id) if row.closed_on is not None]
    shown: dict[str, Any] = {
        "acceptance": one,
        "agreement": one.agreement,
        "may": buys(actor, one.agreement) and one.closed_on is None,
        "lines": [
            (line, forms.get(f"line{line.indicator_id}", _line_form(line)))
            for line in queries.lines_of(one)
        ],
        "result": queries.result(one.survey) if one.survey else None,
        "newer": surveys[0] if surveys and surveys[0].pk != one.survey_id else None,
        "objections": [
            (said, forms.get(f"answer{said.pk}", AnswerForm(initial={"objection": said.pk})))
            for said in queries.objections(actor, one)
        ],
        "notice_form": forms.get("notice", WordsForm(initial={"words": one.words})),
        "wrong": [form for form in forms.values() if isinstance(form, JustDo)],
    }
    return render(request, "desk/acceptance.html", shown, status=400 if forms else 200)


def _of(request: DeskRequest, id: UUID) -> Any:
    one = queries.acceptance_of(request.actor, id)
    if one is None:
        raise NotFound()
    return one


def _line_form(line: Any) -> LineForm:
    accepted = "no" if line.accepted is False else "yes"
    return LineForm(
        initial={"indicator": line.indicator_id, "accepted": accepted, "words": line.words}
    )


@require_POST
def step(request: DeskRequest, id: UUID, what: str) -> HttpResponse:
    """Judge a line, take a later survey, put on notice, answer, close."""
    one = _of(request, id)
    surveys = [row for row in queries.surveys_of(request.actor, id) if row.closed_on is not None]
    newest: Any = surveys[0].pk if surveys else None
    steps = {
        "line": Step(
            LineForm, lambda a, **said: actions.judge_line(a, acceptance=one.pk, **said),
            _("记下了。"),
        ),
        "renew": Step(
            JustDo, lambda a: actions.renew_survey(a, acceptance=one.pk, survey=newest),
            _("换成新的意见调查了。"),
        ),
        "notice": Step(
            WordsForm, lambda a, **said: actions.notice(a, acceptance=one.pk, **said),
            _("公示了。满5个工作日、意见都答复了,就能通过。"),
        ),
        "answer": Step(
            AnswerForm, lambda a, **said: actions.answer_objection(a, **said), _("答复了。")
        ),
        "close": Step(
            JustDo, lambda a: actions.close_acceptance(a, acceptance=one.pk), _("验收通过了。")
        ),
    }  # fmt: skip
    return take(
        request, steps, what, lambda forms: _page(request, id, forms), "desk:acceptance", id
    )

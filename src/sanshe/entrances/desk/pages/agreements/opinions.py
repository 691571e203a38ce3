"""What residents say of an agreement: the figures, and asking whoever the system drew."""

from __future__ import annotations

from uuid import UUID

from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from sanshe.entrances.shared.request import DeskRequest
from sanshe.trust.policy.enums import Deed
from sanshe.work.settlement import actions, queries
from sanshe.work.settlement.enums import Group

from .review_forms import AskForm
from .reviews import buys
from .steps import Forms, JustDo, Step, take


@require_GET
def survey(request: DeskRequest, id: UUID) -> HttpResponse:
    """The figures with how sure they are; for the committee, whom to ask."""
    return _page(request, id, {})


def _page(request: DeskRequest, id: UUID, forms: Forms) -> HttpResponse:
    actor = request.actor
    one = queries.survey(actor, id)
    open_ = one.closed_on is None
    shown = {
        "survey": one,
        "agreement": one.agreement,
        "result": queries.result(one),
        "words": queries.words_of(actor, one),
        "buys": buys(actor, one.agreement),
        "open": open_,
        "to_ask": queries.to_ask(actor, one) if open_ and actor.may(Deed.ASK_OPINION) else [],
        "wrong": list(forms.values()),
    }
    return render(request, "desk/survey.html", shown, status=400 if forms else 200)


@require_POST
def close(request: DeskRequest, id: UUID) -> HttpResponse:
    """No more answers."""
    steps = {
        "close": Step(JustDo, lambda a: actions.close_survey(a, survey=id), _("意见调查结束了。"))
    }
    return take(request, steps, "close", lambda forms: _page(request, id, forms), "desk:survey", id)


@require_GET
def ask(request: DeskRequest, id: UUID) -> HttpResponse:
    """Ask one resident."""
    return _ask_page(request, id, {})


def _ask_page(request: DeskRequest, id: UUID, forms: Forms) -> HttpResponse:
    one = queries.respondent(request.actor, id)
    shown = {"one": one, "survey": one.respondent.survey, "form": forms.get("say", AskForm())}
    return render(request, "desk/survey_ask.html", shown, status=400 if forms else 200)


@require_POST
def say(request: DeskRequest, id: UUID) -> HttpResponse:
    """What came of asking."""
    one = queries.respondent(request.actor, id)
    steps = {
        "say": Step(AskForm, lambda a, **said: actions.ask(a, respondent=id, **said), _("记下了。"))
    }
    return take(
        request, steps, "say", lambda forms: _ask_page(request, id, forms),
        "desk:survey", one.respondent.survey_id,
    )  # fmt: skip


def _on_paper(one: queries.ToAsk) -> list[BoundField]:
    """The questions, for whoever would rather circle them."""
    form = AskForm()
    served = one.respondent.group == Group.SERVED
    names = ("satisfaction",) if served else ()
    return [form[name] for name in (*names, "recognition", "participation")]


@require_POST
def slip(request: DeskRequest, id: UUID) -> HttpResponse:
    """A slip with a number and a secret, shown once: for whoever would rather answer alone."""
    number, secret = actions.give_slip(request.actor, respondent=id)
    one = queries.respondent(request.actor, id)
    shown = {
        "survey": one.respondent.survey,
        "number": number,
        "asked": _on_paper(one),
        "secret": secret,
        "address": request.build_absolute_uri(reverse("public:opinion")),
    }
    response = render(request, "desk/survey_slip.html", shown)
    response["Cache-Control"] = "no-store"
    return response

"""Public pages: what a resident says beside "solved": ask the street, complain, does it last."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sanshe.entrances.public import limits, visitor
from sanshe.entrances.public.forms import AppealForm, ComplainForm, SayForm
from sanshe.entrances.public.matter import matter_page
from sanshe.ground.kit.errors import Problem, TooManyTries
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions as needs
from sanshe.work.needs import queries as need_queries

from .follow import say_it

COMPLAINTS_AN_HOUR = 10


@require_POST
def lasts(request: HttpRequest) -> HttpResponse:
    return say_it(request, _lasts(True), _("太好了,谢谢您告诉我们。"))


@require_POST
def lasts_not(request: HttpRequest) -> HttpResponse:
    return say_it(request, _lasts(False), _("记下了:又不行了。重新打开,接着办。"))


def _lasts(lasting: bool) -> Any:
    def say(held: visitor.Held, text: str) -> None:
        with scope(held.actor) as actor:
            needs.say_lasting(actor, need=need_queries.mine(actor), lasts=lasting, text=text)

    return say


@require_POST
def appeal(request: HttpRequest) -> HttpResponse:
    """Somebody above looks at it."""

    def say(held: visitor.Held, said: dict[str, Any]) -> HttpResponse:
        with scope(held.actor) as actor:
            need = need_queries.mine(actor)
            needs.appeal(actor, need=need, ground=said["ground"], text=said["text"])
        messages.success(request, _("交上去了。有回话会写在这里。"))
        return redirect("public:follow")

    return _sent(request, AppealForm(request.POST), say)


@require_POST
def complain(request: HttpRequest) -> HttpResponse:
    """A complaint is a matter of its own, with a receipt of its own."""

    def say(held: visitor.Held, said: dict[str, Any]) -> HttpResponse:
        if minutes := limits.too_many(request, "complain", COMPLAINTS_AN_HOUR):
            raise TooManyTries(minutes=minutes)
        with scope(held.actor) as actor:
            heard = needs.complain(actor, need=need_queries.mine(actor), **said)
        numbers = tuple(number for sign in heard.danger for number in sign.numbers)
        visitor.give(
            request, visitor.Held(heard.need.receipt, held.community, heard.secret, numbers)
        )
        return redirect("public:urgent" if heard.danger else "public:receipt")

    return _sent(request, ComplainForm(request.POST), say)


def _sent(request: HttpRequest, form: SayForm, say: Any) -> HttpResponse:
    """Do what a form says for the matter in the visitor's hands; refused, the page says why."""
    held = visitor.shown(request)
    if held is None:
        messages.warning(request, _("停了太久,请再填一次回执号和暗号。"))
        return redirect("public:follow")
    if form.is_valid():
        try:
            answer: HttpResponse = say(held, form.cleaned_data)
            return answer
        except Problem as problem:
            form.refuse(problem)
    with scope(held.actor, read_only=True) as actor:
        page = matter_page(actor)
    page["say"], page["refused"] = SayForm(), form
    return visitor.keep_nowhere(render(request, "public/matter.html", page, status=400))


urlpatterns: list[URLPattern] = [
    path("follow/lasts/", lasts, name="lasts"),
    path("follow/lasts-not/", lasts_not, name="lasts_not"),
    path("follow/appeal/", appeal, name="appeal"),
    path("follow/complain/", complain, name="complain"),
]

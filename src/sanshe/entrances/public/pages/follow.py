"""Public pages: follow a matter by number and secret, and say how it stands."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sanshe.entrances.public import limits, visitor
from sanshe.entrances.public.forms import FollowForm, SayForm
from sanshe.entrances.public.matter import matter_page
from sanshe.ground.kit.errors import Invalid, NotFound, Problem, TooManyTries
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions as needs
from sanshe.work.needs import queries as need_queries
from sanshe.work.visits import actions as visits

TRIES_AN_HOUR = 30


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Number and secret, or the matter they open."""
    if request.method == "POST":
        return _open(request)
    held = visitor.shown(request)
    if held is None:
        return render(request, "public/follow.html", {"form": FollowForm()})
    try:
        with scope(held.actor, read_only=True) as actor:
            page = matter_page(actor)
    except NotFound:
        visitor.leave(request)
        return redirect("public:follow")
    page["say"] = SayForm()
    return visitor.keep_nowhere(render(request, "public/matter.html", page))


def _open(request: HttpRequest) -> HttpResponse:
    form = FollowForm(request.POST)
    if form.is_valid():
        try:
            if minutes := limits.too_many(request, "follow", TRIES_AN_HOUR):
                raise TooManyTries(minutes=minutes)
            need = need_queries.follow(form.cleaned_data["receipt"], form.cleaned_data["secret"])
        except TooManyTries as problem:
            form.refuse(problem)
        except NotFound:
            form.refuse(Invalid(reason=_("回执号和暗号对不上,请看着回执再填一次。")))
        else:
            visitor.show(request, visitor.Held(need.receipt, need.community))
            return redirect("public:follow")
    return render(request, "public/follow.html", {"form": form}, status=400)


@require_POST
def solved(request: HttpRequest) -> HttpResponse:
    """ "It is solved": closes the matter, and bears out the visits that were made for it."""
    return _say(request, _solved, _("记下了:解决了。谢谢您告诉我们。"))


@require_POST
def not_solved(request: HttpRequest) -> HttpResponse:
    return _say(request, _not_solved, _("记下了:还没解决。我们接着办。"))


@require_POST
def nobody_came(request: HttpRequest, visit: UUID) -> HttpResponse:
    def say(held: visitor.Held, text: str) -> None:
        with scope(held.actor) as actor:
            visits.nobody_came(actor, need=need_queries.mine(actor), visit=visit, text=text)

    return _say(request, say, _("记下了:没人来过。会有别的人来核实。"))


@require_POST
def thank(request: HttpRequest) -> HttpResponse:
    return _say(request, _thank, _("谢谢您。您的话会转给他们。"))


def _solved(held: visitor.Held, text: str) -> None:
    with scope(held.actor) as actor:
        need = needs.confirm(actor, need=need_queries.mine(actor), said=text)
        visits.confirm_by_resident(actor, need=need)


def _not_solved(held: visitor.Held, text: str) -> None:
    with scope(held.actor) as actor:
        needs.not_solved(actor, need=need_queries.mine(actor), text=text)


def _thank(held: visitor.Held, text: str) -> None:
    with scope(held.actor) as actor:
        needs.thank(actor, need=need_queries.mine(actor), text=text or _("谢谢!"))


def _say(request: HttpRequest, say: Callable[[visitor.Held, str], None], done: str) -> HttpResponse:
    """Do what a button says for the matter in the visitor's hands. What was typed comes back
    where it could not be done."""
    held = visitor.shown(request)
    if held is None:
        messages.warning(request, _("停了太久,请再填一次回执号和暗号。"))
        return redirect("public:follow")
    form = SayForm(request.POST)
    if form.is_valid():
        try:
            say(held, form.cleaned_data["text"].strip())
        except Problem as problem:
            form.refuse(problem)
        else:
            messages.success(request, done)
            return redirect("public:follow")
    with scope(held.actor, read_only=True) as actor:
        page = matter_page(actor)
    page["say"] = form
    return visitor.keep_nowhere(render(request, "public/matter.html", page, status=400))


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget what was shown, and go to a page that says nothing."""
    visitor.leave(request)
    response = redirect("public:home")
    response["Clear-Site-Data"] = '"cache"'
    return visitor.keep_nowhere(response)


urlpatterns: list[URLPattern] = [
    path("follow/", follow, name="follow"),
    path("follow/solved/", solved, name="solved"),
    path("follow/not-solved/", not_solved, name="not_solved"),
    path("follow/nobody-came/<uuid:visit>/", nobody_came, name="nobody_came"),
    path("follow/thank/", thank, name="thank"),
    path("leave/", leave, name="leave"),
]

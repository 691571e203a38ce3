"""Public pages: follow a matter by number and secret, and say how it stands."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sanshe.entrances.public import limits, visitor
from sanshe.entrances.public.forms import FollowForm, PhotoForm, SayForm
from sanshe.entrances.public.matter import matter_page
from sanshe.entrances.shared.photos import picture
from sanshe.entrances.shared.uploads import takes_files
from sanshe.ground.kit.errors import Invalid, NotFound, Problem, TooManyTries
from sanshe.trust.policy.enums import Privacy
from sanshe.trust.policy.scope import scope
from sanshe.work.intake import actions as intake
from sanshe.work.intake import queries as intake_queries
from sanshe.work.needs import actions as needs
from sanshe.work.needs import queries as need_queries
from sanshe.work.takeover import actions as takeovers
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
    page["say"], page["photo_form"] = SayForm(), PhotoForm()
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
    return say_it(request, _solved, _("记下了:解决了。谢谢您告诉我们。"))


@require_POST
def not_solved(request: HttpRequest) -> HttpResponse:
    return say_it(request, _not_solved, _("记下了:还没解决。我们接着办。"))


@require_POST
def nobody_came(request: HttpRequest, visit: UUID) -> HttpResponse:
    def say(held: visitor.Held, text: str) -> None:
        with scope(held.actor) as actor:
            visits.nobody_came(actor, need=need_queries.mine(actor), visit=visit, text=text)

    return say_it(request, say, _("记下了:没人来过。会有别的人来核实。"))


@require_POST
def come(request: HttpRequest) -> HttpResponse:
    """ "They may have my file": the coming organisation, said by the resident themselves."""
    return say_it(request, _answer(True), _("记下了:您愿意。哪天不愿意了,在这里收回。"))


@require_POST
def come_not(request: HttpRequest) -> HttpResponse:
    return say_it(request, _answer(False), _("记下了:您不愿意。您的资料不会交过去,照样有人管。"))


def _answer(yes: bool) -> Callable[[visitor.Held, str], None]:
    def say(held: visitor.Held, _text: str) -> None:
        with scope(held.actor) as actor:
            takeovers.answer_online(actor, yes=yes)

    return say


@require_POST
def thank(request: HttpRequest) -> HttpResponse:
    return say_it(request, _thank, _("谢谢您。您的话会转给他们。"))


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


def say_it(
    request: HttpRequest, say: Callable[[visitor.Held, str], None], done: str
) -> HttpResponse:
    """Do what a button says for the matter in the visitor's hands. What was typed comes back
    where it could not be done. (``follow_way`` has buttons of its own.)"""
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
    page["say"], page["photo_form"] = form, PhotoForm()
    return visitor.keep_nowhere(render(request, "public/matter.html", page, status=400))


@require_GET
def photo(request: HttpRequest, id: UUID) -> HttpResponse:
    """One of the photos of the matter in the visitor's hands. Raises NotFound."""
    held = visitor.shown(request)
    if held is None:
        raise NotFound()
    with scope(held.actor, read_only=True) as actor:
        need = need_queries.mine(actor)
        if need.privacy == Privacy.SEALED:
            raise NotFound()
        return picture(intake_queries.photo(actor, need=need.pk, id=id))


@require_POST
@takes_files(megabytes=intake_queries.PHOTO_MEGABYTES)
def photo_add(request: HttpRequest) -> HttpResponse:
    """One more photo, from the page of the matter."""
    held = visitor.shown(request)
    form = PhotoForm(request.POST, request.FILES)
    if held is None:
        messages.warning(request, _("停了太久,请再填一次回执号和暗号。"))
    elif not form.is_valid():
        messages.error(request, str(form.errors["photos"][0]))
    else:
        try:
            with scope(held.actor) as actor:
                need = need_queries.mine(actor)
                for file in form.cleaned_data["photos"]:
                    intake.add_photo(actor, need=need.pk, file=file)
        except Problem as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("照片收到了,拍照的地点已经去掉。"))
    return redirect("public:follow")


@require_POST
def photo_back(request: HttpRequest, id: UUID) -> HttpResponse:
    held = visitor.shown(request)
    if held is not None:
        with scope(held.actor) as actor:
            intake.take_photo_back(actor, need=need_queries.mine(actor).pk, photo=id)
        messages.success(request, _("照片撤下了,我们这里也删了。"))
    return redirect("public:follow")


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
    path("follow/come/", come, name="come"),
    path("follow/come-not/", come_not, name="come_not"),
    path("follow/photos/add/", photo_add, name="photo_add"),
    path("follow/photos/<uuid:id>/", photo, name="photo"),
    path("follow/photos/<uuid:id>/back/", photo_back, name="photo_back"),
    path("leave/", leave, name="leave"),
]

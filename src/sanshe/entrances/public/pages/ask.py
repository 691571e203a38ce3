"""Public pages: ask or offer in one box, and the receipt for it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET, require_http_methods

from sanshe.entrances.public import limits, visitor
from sanshe.entrances.public.forms import AskForm
from sanshe.entrances.shared.templatetags.shared import listed
from sanshe.entrances.shared.uploads import takes_files
from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.errors import NotFound, Problem, TooManyTries
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Privacy
from sanshe.trust.policy.scope import scope
from sanshe.work.intake import actions as intake
from sanshe.work.intake.queries import PHOTO_MEGABYTES
from sanshe.work.needs import queries as need_queries
from sanshe.work.needs.enums import Channel

ASKED_AN_HOUR = 20
FIRST_NUMBERS = ("110", "120", "119")


@require_http_methods(["GET", "HEAD", "POST"])
@takes_files(megabytes=PHOTO_MEGABYTES)
def ask(request: HttpRequest, code: int) -> HttpResponse:
    """Hear somebody. What was typed comes back whenever something was not in order."""
    now = areas.get(code).code
    if now != code:
        return redirect("public:ask", now)
    form = AskForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            heard = _hear(request, code, form.cleaned_data)
        except Problem as problem:
            form.refuse(problem)
        else:
            visitor.give(request, heard)
            return redirect("public:urgent" if heard.danger else "public:receipt")
    status = 200 if request.method != "POST" else 400
    return render(request, "public/ask.html", {"form": form, "code": code}, status=status)


def _hear(request: HttpRequest, code: int, said: dict[str, Any]) -> visitor.Held:
    if minutes := limits.too_many(request, "ask", ASKED_AN_HOUR):
        raise TooManyTries(minutes=minutes)
    heard = intake.take_in(
        Actor.resident(community=code), community=code, channel=Channel.WEB,
        id=said.pop("asked"), on_behalf=bool(said.pop("on_behalf")), **said,
    )  # fmt: skip
    return visitor.Held(
        receipt=heard.need.receipt, community=code, secret=heard.secret,
        danger=tuple(number for sign in heard.danger for number in sign.numbers),
    )  # fmt: skip


@require_GET
def urgent(request: HttpRequest) -> HttpResponse:
    """Words of danger: the numbers to ring come before anything else."""
    held = visitor.fresh(request)
    if held is None:
        return redirect("public:emergency")
    first = need_queries.hotlines_for([*held.danger, *FIRST_NUMBERS])
    shown = {"hotlines": first, "community": held.community}
    return visitor.keep_nowhere(render(request, "public/urgent.html", shown))


@require_GET
def emergency(request: HttpRequest) -> HttpResponse:
    """The numbers to ring, without asking anything."""
    hotlines = list(need_queries.HOTLINES.values())
    shown = {
        "first": [line for line in hotlines if line.certain],
        "others": [line for line in hotlines if not line.certain],
    }
    return render(request, "public/emergency.html", shown)


@require_GET
def receipt(request: HttpRequest) -> HttpResponse:
    """Number and secret, to print or to copy; nothing of what was said stands on it."""
    held = visitor.fresh(request)
    if held is None:
        return redirect("public:follow")
    with scope(held.actor, read_only=True) as actor:
        try:
            need = need_queries.mine(actor)
        except NotFound:
            return redirect("public:follow")
        sealed = need.privacy == Privacy.SEALED
        name = "" if sealed else organisations.names_of([need.desk_org]).get(need.desk_org, "")
    page = {
        "held": held,
        "need": need,
        "responsible": name,
        "sealed": sealed,
        "aloud_number": listed(held.receipt),
        "aloud_secret": listed(held.secret),
    }
    return visitor.keep_nowhere(render(request, "public/receipt.html", page))


urlpatterns: list[URLPattern] = [
    path("c/<int:code>/ask/", ask, name="ask"),
    path("urgent/", urgent, name="urgent"),
    path("emergency/", emergency, name="emergency"),
    path("receipt/", receipt, name="receipt"),
]

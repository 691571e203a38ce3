"""Public page: a resident whom the system drew says what they think, by themselves; and anybody
may object to a result while it is on notice."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from sanshe.entrances.public import limits
from sanshe.entrances.public.forms import digits
from sanshe.entrances.shared.forms import HouseForm
from sanshe.entrances.shared.opinions import five, took_part
from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.errors import TooManyTries
from sanshe.ground.kit.places import LOWEST
from sanshe.registry.agreements import queries as agreements
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope
from sanshe.work.settlement import actions

TRIES_AN_HOUR = 30


class OpinionForm(HouseForm):
    """The slip's number and secret, and four answers."""

    personal = {"words": "settlement.Answer.words"}
    plain = frozenset({"number", "secret", "satisfaction", "recognition", "participation"})
    number = digits(gettext_lazy("纸条上的号码"))
    secret = digits(gettext_lazy("暗号"))
    satisfaction = five(gettext_lazy("给您做的服务好不好(没做过就不选)"))
    recognition = five(gettext_lazy("信不信得过这家机构和社区"))
    participation = took_part()
    words = forms.CharField(
        label=gettext_lazy("还想说什么"), max_length=600, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class ObjectForm(HouseForm):
    personal = {"text": "settlement.Objection.text"}
    text = forms.CharField(
        label=gettext_lazy("有什么意见"), max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: HttpRequest) -> HttpResponse:
    """Answer with a slip. The answer is kept apart from whoever gave it."""
    form = OpinionForm(request.POST if request.method == "POST" else None)
    actor = Actor.resident(community=LOWEST)
    if request.method == "POST" and form.carries(partial(_limited, request, actor)):
        messages.success(request, _("收到了,谢谢您。您说的和您的名字分开存。"))
        return redirect("public:opinion")
    status = 400 if form.errors else 200
    return render(request, "public/opinion.html", {"form": form}, status=status)


def _limited(request: HttpRequest, actor: Actor, **said: Any) -> None:
    if minutes := limits.too_many(request, "opinion", TRIES_AN_HOUR):
        raise TooManyTries(minutes=minutes)
    actions.answer_slip(actor, **said)


@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: HttpRequest, code: int, id: UUID) -> HttpResponse:
    """Object to the result of a purchase for this community."""
    areas.get(code)
    with scope(Actor.resident(community=code), read_only=True) as actor:
        row = agreements.get(actor, id)
    form = ObjectForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.carries(partial(_object, request, row.pk, code)):
        messages.success(request, _("收到了。购买方会逐条答复。"))
        return redirect("public:bought", code)
    shown = {"form": form, "agreement": row, "code": code}
    return render(request, "public/objection.html", shown, status=400 if form.errors else 200)


def _object(request: HttpRequest, agreement: UUID, code: int, **said: Any) -> None:
    if minutes := limits.too_many(request, "objection", TRIES_AN_HOUR):
        raise TooManyTries(minutes=minutes)
    actor = Actor.resident(community=code)
    actions.object_to(actor, agreement=agreement, community=code, **said)


urlpatterns: list[URLPattern] = [
    path("opinion/", opinion, name="opinion"),
    path("c/<int:code>/bought/<uuid:id>/object/", objection, name="bought_object"),
]

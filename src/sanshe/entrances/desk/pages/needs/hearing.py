"""Writing down what somebody says, while they say it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from sanshe.entrances.shared.request import DeskRequest
from sanshe.entrances.shared.templatetags.shared import listed
from sanshe.ground.kit.errors import Problem
from sanshe.trust.policy.actor import demand
from sanshe.trust.policy.enums import Deed
from sanshe.work.needs import actions, queries

from .forms import Hear
from .shown import alarm


@require_http_methods(["GET", "HEAD", "POST"])
def hear(request: DeskRequest) -> HttpResponse:
    """The form; sent, the receipt. Sent twice (a double click, a reload) it is the same one."""
    demand(request.actor, Deed.HEAR_NEED)
    form = Hear(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            heard = actions.hear(request.actor, **form.cleaned_data)
        except Problem as problem:
            form.refuse(problem)
        else:
            return _receipt(request, heard)
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/hear.html", {"form": form}, status=status)


def _receipt(request: DeskRequest, heard: actions.Heard) -> HttpResponse:
    need = heard.need
    visible = queries.visible(request.actor).filter(pk=need.pk).exists()
    shown = {
        "heard": heard,
        "need": need,
        "alarm": alarm(heard.danger),
        "aloud_number": listed(need.receipt),
        "aloud_secret": listed(heard.secret),
        "visible": visible,
    }
    answer = render(request, "desk/need_receipt.html", shown)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def danger(request: DeskRequest) -> HttpResponse:
    """The alarm for what has been typed so far, as a piece of the page. Keeps nothing."""
    demand(request.actor, Deed.HEAR_NEED)
    signs = queries.signs_in(request.POST.get("text", "")[:4000])
    return render(request, "desk/need_alarm.html", {"alarm": alarm(signs)})

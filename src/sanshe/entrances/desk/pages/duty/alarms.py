"""An alarm: who was called, who has it, what they did."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sanshe.entrances.desk.alarm_bar import NUMBERS
from sanshe.entrances.shared.forms import HouseForm
from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.areas.queries import short_name_of, short_names_of
from sanshe.ground.kit.errors import NotFound
from sanshe.trust.policy.enums import Deed
from sanshe.work.duty import actions, queries
from sanshe.work.duty.enums import State, Step
from sanshe.work.duty.errors import AlreadyOver, TakenBefore
from sanshe.work.needs import queries as needs

from . import forms

BADGES = {State.RINGING: "urgent", State.TAKEN: "soon", State.OVER: "done"}


@require_safe
def alarms(request: DeskRequest) -> HttpResponse:
    """The latest, open ones among them."""
    rows = queries.recent(request.actor)
    names = short_names_of([row.community for row in rows])
    shown = [
        {"alarm": row, "place": names.get(row.community, ""), "badge": BADGES[State(row.state)]}
        for row in rows
    ]
    return render(request, "desk/alarms.html", {"rows": shown})


@require_safe
def alarm(request: DeskRequest, id: UUID) -> HttpResponse:
    """The page of one."""
    return render(request, "desk/alarm.html", _page(request, id))


@require_POST
def take(request: DeskRequest, id: UUID) -> HttpResponse:
    """ "I have it", from the bar of any page. Whoever came second reads who was faster."""
    try:
        actions.take(request.actor, alarm=id)
    except (TakenBefore, AlreadyOver) as late:
        messages.warning(request, str(late))
    else:
        messages.success(request, _("您接了。先打该打的电话,再写做了什么。"))
    return redirect("desk:alarm", id)


@require_POST
def step(request: DeskRequest, id: UUID, step: str) -> HttpResponse:
    """Say what was done, hand it on, stand it down. Refused, everything typed stays."""
    if step not in STEPS:
        raise NotFound()
    row = queries.get(request.actor, id)
    form = _forms(request, row, {step: request.POST})[step]
    act: Callable[..., object] = partial(STEPS[step], request.actor, alarm=id)
    if step == "report":
        act = partial(act, over="over" in request.POST)
    if step == "hand_on" and form.is_valid():
        form.cleaned_data["to"] = UUID(form.cleaned_data["to"])
    if form.carries(act):
        messages.success(request, _("记下了。"))
        return redirect("desk:alarm", id)
    return render(request, "desk/alarm.html", _page(request, id, {step: form}), status=400)


STEPS: dict[str, Callable[..., object]] = {
    "report": actions.report,
    "hand_on": actions.hand_on,
    "stand_down": actions.stand_down,
}


def _forms(
    request: DeskRequest, row: queries.Alarm, sent: dict[str, Any] | None = None
) -> dict[str, HouseForm]:
    given = sent or {}
    people = queries.colleagues(request.actor, row)
    return {
        "report": forms.Report(given.get("report"), prefix="r"),
        "hand_on": forms.HandOn(given.get("hand_on"), people=people, prefix="h"),
        "stand_down": forms.StandDown(given.get("stand_down"), prefix="s"),
    }


def _page(
    request: DeskRequest, id: UUID, typed: dict[str, HouseForm] | None = None
) -> dict[str, Any]:
    row = queries.get(request.actor, id)
    lines = queries.story(request.actor, id)
    rung = [line for line in lines if line.step == Step.RUNG]
    holds = row.state == State.TAKEN and row.holder == request.actor.user
    return {
        "alarm": row,
        "place": short_name_of(row.community),
        "badge": BADGES[State(row.state)],
        "holds": holds,
        "may_stand_down": row.state == State.RINGING or holds,
        "may_take": row.state == State.RINGING and request.actor.may(Deed.TAKE_ALARM),
        "story": [line for line in lines if line.step != Step.RUNG or line in rung[:6]],
        "rung_more": max(0, len(rung) - 6),
        "matter": needs.visible(request.actor).filter(pk=row.need).first(),
        "hotlines": needs.hotlines_for(NUMBERS),
        "forms": _forms(request, row) | (typed or {}),
        "refused": next(iter(typed or {}), ""),
    }

"""Who is on duty this week, and the hours in which nobody is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sanshe.entrances.shared.asked import day, number
from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotFound, Problem
from sanshe.trust.policy.enums import Deed
from sanshe.work.duty import actions, queries

from . import forms


@require_http_methods(["GET", "HEAD", "POST"])
def roster(request: DeskRequest) -> HttpResponse:
    """A week; whoever keeps the roster writes a shift into it."""
    monday = _monday(request.GET.get("week", ""))
    people = queries.staff(request.actor)
    first = {"day": max(monday, timezone.localdate()), "start": "08:30", "end": "18:00"}
    form = forms.NewShift(request.POST or None, people=people, initial=first)
    if request.method == "POST":
        if form.is_valid():
            said = form.cleaned_data
            said["user"] = UUID(said["user"])
            said["deputy"] = UUID(said["deputy"]) if said["deputy"] else None
        if form.carries(lambda **said: actions.add_shift(request.actor, **said)):
            messages.success(request, _("排上了。"))
            return redirect(_address(form.cleaned_data["day"]))
    week = queries.week(request.actor, monday)
    shown = {
        "week": week,
        "sunday": monday + timedelta(days=6),
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
        "today": timezone.localdate(),
        "now_on_duty": queries.on_duty_now(request.actor),
        "keeps": request.actor.may(Deed.KEEP_ROSTER),
        "form": form,
        "swappable": _swappable(request, week),
    }
    return render(request, "desk/duty.html", shown, status=400 if form.errors else 200)


def _swappable(request: DeskRequest, week: queries.Week) -> dict[str, list[Any]]:
    """Shifts that can still change places: my own (the keeper: all), and the others."""
    ahead = [one for one in week.shifts if one.row.end > timezone.now()]
    own = [one for one in ahead if one.may_change]
    return {"own": own, "others": ahead} if len(ahead) > 1 and own else {}


@require_http_methods(["GET", "HEAD", "POST"])
def shift(request: DeskRequest, id: UUID) -> HttpResponse:
    """One shift: give it to somebody else, or take it out."""
    found = queries.shift(request.actor, id)
    if not found.may_change:
        raise NotFound()
    people = queries.staff(request.actor)
    now = {"user": found.row.user, "deputy": found.row.deputy or "", "version": found.row.version}
    form = forms.ChangeShift(request.POST or None, people=people, initial=now)
    back = _address(timezone.localdate(found.row.start))
    if request.method == "POST":
        if "remove" in request.POST:
            version = number(request.POST.get("version", "")) or 0
            actions.remove_shift(request.actor, shift=id, version=version)
            messages.success(request, _("这个班取消了。"))
            return redirect(back)
        if form.is_valid():
            said = form.cleaned_data
            said["user"] = UUID(said["user"])
            said["deputy"] = UUID(said["deputy"]) if said["deputy"] else None
        if form.carries(lambda **said: actions.change_shift(request.actor, shift=id, **said)):
            messages.success(request, _("换好了,已经告诉对方。"))
            return redirect(back)
    shown = {
        "shift": found, "form": form, "back": back, "keeps": request.actor.may(Deed.KEEP_ROSTER)
    }  # fmt: skip
    return render(request, "desk/duty_shift.html", shown, status=400 if form.errors else 200)


@require_POST
def swap(request: DeskRequest) -> HttpResponse:
    """Two shifts change their people."""
    try:
        ids = [UUID(request.POST.get(name, "")) for name in ("shift", "other")]
    except ValueError as error:
        raise NotFound() from error
    try:
        row = actions.swap(request.actor, shift=ids[0], other=ids[1])
    except Problem as problem:
        messages.error(request, str(problem))
        return redirect(_address(day(request.POST.get("week", "")) or timezone.localdate()))
    messages.success(request, _("换好了,已经告诉对方。"))
    return redirect(_address(timezone.localdate(row.start)))


@require_POST
def copy(request: DeskRequest) -> HttpResponse:
    """This week's pattern, carried on."""
    monday = _monday(request.POST.get("week", ""))
    weeks = number(request.POST.get("weeks", "")) or 1
    try:
        done = actions.copy_week(request.actor, monday=monday, weeks=weeks)
    except Problem as problem:
        messages.error(request, str(problem))
        return redirect(_address(monday))
    messages.success(request, _("抄好了:新排%(made)s个班。") % {"made": done.made})
    if done.gone:
        messages.warning(
            request,
            _("有%(gone)s个班没有抄:人已经不在这里做事了,请补上。") % {"gone": done.gone},
        )
    return redirect(_address(monday + timedelta(days=7)))


def _monday(text: str) -> date:
    within = day(text) or timezone.localdate()
    return within - timedelta(days=within.weekday())


def _address(within: date) -> str:
    return f"{reverse('desk:duty')}?week={within}"

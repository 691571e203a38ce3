"""A month's plan: proposed, looked at, changed, accepted; and who is still missing in it."""

from __future__ import annotations

import time
from collections import defaultdict
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import Problem
from sanshe.trust.policy.actor import demand
from sanshe.trust.policy.enums import Deed
from sanshe.work.planning import actions, queries

from .forms import LineForm
from .shown import about_month, month_in, place_in, tabs

PATIENCE = 6.0  # seconds of making visits within one request; the rest at the next press


@require_safe
def start(request: DeskRequest) -> HttpResponse:
    """Whoever plans sees the month, whoever visits their day, the committee who is missing."""
    actor = request.actor
    demand(actor, Deed.READ_PLANS)
    if actor.may(Deed.MAKE_PLAN):
        return redirect("desk:plan_month")
    return redirect("desk:my_day" if actor.may(Deed.RECORD_VISIT) else "desk:coverage")


@require_safe
def month(request: DeskRequest) -> HttpResponse:
    """The plan as weeks; ``who`` in the address narrows it to one worker."""
    demand(request.actor, Deed.MAKE_PLAN)
    when, place = month_in(request), place_in(request)
    plan = queries.month_plan(request.actor, community=place, month=when)
    who = request.GET.get("who", "")
    placed = [one for one in plan.placed if not who or who in (str(one.worker), str(one.second))]
    page = {
        **about_month(request, when, place),
        "tabs": tabs(request.actor, "plan_month"),
        "plan": plan,
        "weeks": _weeks(placed, plan.names),
        "left": [one for one in plan.unplaced if one.state == "unplaced"],
        "taken_out": [one for one in plan.unplaced if one.state != "unplaced"],
        "who": who,
        "people": sorted(plan.names.items(), key=lambda pair: pair[1]),
        "may_make": when >= timezone.localdate().replace(day=1),
    }
    return render(request, "desk/plan.html", page)


@require_POST
def make(request: DeskRequest) -> HttpResponse:
    when, place = month_in(request), place_in(request)
    try:
        actions.make(request.actor, community=place, month=when)
    except Problem as problem:
        messages.error(request, str(problem))
    return _back(when, place)


@require_POST
def accept(request: DeskRequest, id: UUID) -> HttpResponse:
    """Accept, or go on making the visits of an accepted plan."""
    began = time.monotonic()
    when, place = month_in(request), place_in(request)
    try:
        if "version" in request.POST:
            actions.accept(request.actor, plan=id, version=int(request.POST["version"] or 0))
        left = actions.fill(request.actor, plan=id)
        while left and time.monotonic() - began < PATIENCE:
            left = actions.fill(request.actor, plan=id)
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(
            request,
            _("还有%(left)s次,请接着排。") % {"left": left} if left else _("排好了,已通知每个人。"),
        )
    return _back(when, place)


@require_POST
def drop(request: DeskRequest, id: UUID) -> HttpResponse:
    try:
        actions.drop(request.actor, plan=id, version=int(request.POST.get("version") or 0))
    except Problem as problem:
        messages.error(request, str(problem))
    return _back(month_in(request), place_in(request))


def line(request: DeskRequest, id: UUID) -> HttpResponse:
    """One line of a draft put elsewhere by form."""
    row = queries.line_of(request.actor, id)
    staff = [(str(hand.id), hand.name) for hand in queries.team(request.actor)]
    form = LineForm(request.POST or None, staff=staff, initial=_as_it_stands(row))
    if request.method == "POST" and form.carries(
        partial(actions.move_line, request.actor, line=id)
    ):
        messages.success(request, _("改好了。"))
        return _back(row.plan.month, row.plan.community)
    known = queries.of_person(request.actor, row.person_id)
    page = {
        "row": row,
        "form": form,
        "known": known,
        "back": _address(row.plan.month, row.community),
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/plan_line.html", page, status=status)


@require_POST
def take_out(request: DeskRequest, id: UUID) -> HttpResponse:
    row = queries.line_of(request.actor, id)
    try:
        actions.take_out(request.actor, line=id, version=int(request.POST.get("version") or 0))
    except Problem as problem:
        messages.error(request, str(problem))
    return _back(row.plan.month, row.plan.community)


@require_safe
def coverage(request: DeskRequest) -> HttpResponse:
    """Everybody who must be reached this month; whoever was not for longest stands on top."""
    when, place = month_in(request), place_in(request)
    found = queries.coverage(request.actor, community=place, month=when)
    only = request.GET.get("only", "")
    keep = {
        "missing": lambda row: row.missing,
        "refused": lambda row: row.refused,
        "ask": lambda row: row.asks_again,
    }.get(only, lambda row: True)
    page = {
        **about_month(request, when, place),
        "tabs": tabs(request.actor, "coverage"),
        "cover": found,
        "rows": [row for row in found.rows if keep(row)][:300],
        "only": only,
        "may_visit": request.actor.may(Deed.PLAN_VISIT),
    }
    return render(request, "desk/coverage.html", page)


def _weeks(lines: list[Any], names: dict[UUID, str]) -> list[list[dict[str, Any]]]:
    """Days with their lines, in rows of a week from Monday; rest days only if something is on."""
    by_day: dict[date, list[Any]] = defaultdict(list)
    for one in lines:
        by_day[one.day].append(
            {"line": one, "worker": names.get(one.worker, ""), "second": names.get(one.second, "")}
        )
    if not by_day:
        return []
    first = min(by_day) - timedelta(days=min(by_day).weekday())
    days = [first + timedelta(days=n) for n in range((max(by_day) - first).days + 1)]
    weeks: dict[date, list[dict[str, Any]]] = defaultdict(list)
    for day in days:
        monday = day - timedelta(days=day.weekday())
        if by_day[day] or day.weekday() < 5:
            weeks[monday].append({"day": day, "lines": by_day[day]})
    return list(weeks.values())


def _as_it_stands(row: Any) -> dict[str, Any]:
    return {
        "version": row.plan.version, "day": row.day or row.first, "start": row.start,
        "worker": row.worker, "second": row.second, "way": row.way,
    }  # fmt: skip


def _address(when: date, place: int) -> str:
    return f"{reverse('desk:plan_month')}?month={when:%Y-%m}&community={place}"


def _back(when: date, place: int) -> HttpResponse:
    return redirect(_address(when, place))

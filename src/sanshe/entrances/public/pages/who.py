"""Public pages: who is who, who pays them, and whether the visitor is really one of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from sanshe.entrances.public import limits
from sanshe.entrances.public.forms_catalogue import VisitorForm
from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.errors import Problem, TooManyTries
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.accounts import queries as accounts
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope
from sanshe.work.takeover import queries as takeovers

CHECKS_AN_HOUR = 30


@require_http_methods(["GET", "HEAD", "POST"])
def who(request: HttpRequest, code: int) -> HttpResponse:
    """Four kinds of people on one screen, the stations with hours and phone, the staff by name;
    a POST compares a visitor's name with the list."""
    areas.get(code)
    form = VisitorForm(request.POST or None)
    page = {"code": code, "form": form, **_people(code)}
    status = 200
    if request.method == "POST":
        status = 200 if form.is_valid() else 400
        try:
            if minutes := limits.too_many(request, "visitor", CHECKS_AN_HOUR):
                raise TooManyTries(minutes=minutes)
        except Problem as problem:
            form.refuse(problem)
            status = problem.status
        if form.is_valid():
            page |= _check(form.cleaned_data["name"], page["teams"])
    return render(request, "public/who.html", page, status=status)


def _people(code: int) -> dict[str, Any]:
    """Organisations here with their staff, and the platforms; the same reads however many."""
    with scope(Actor.resident(community=code), read_only=True):
        bodies = organisations.settled_in(code)
        committee = organisations.committee_of(code)
        if committee is not None and committee not in bodies:
            bodies.append(committee)
        staff = accounts.public_staff([body.pk for body in bodies], community=code)
        platforms = organisations.open_platforms(code)
        coming = takeovers.announced_in(code)
    teams = [(body, [one for one in staff if one.org == body.pk]) for body in bodies]
    shown = [(row, coming.get(row.platform.pk)) for row in platforms]
    return {"teams": teams, "platforms": shown, "committee": committee}


def _check(name: str, teams: list[Any]) -> dict[str, Any]:
    """Those on the list with exactly this name."""
    wanted = "".join(name.split())
    found = [(body, one) for body, staff in teams for one in staff if one.name == wanted]
    return {"asked": wanted, "found": found, "checked": True}


urlpatterns: list[URLPattern] = [path("c/<int:code>/who/", who, name="who")]

"""Public pages: the start, and what one can do in a community."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET

from sanshe.entrances.shared.local import demo_may_open
from sanshe.ground.areas import queries as areas
from sanshe.ground.areas.enums import Level
from sanshe.ground.kit.errors import NotFound
from sanshe.registry.catalogue import queries as catalogue
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.accounts import queries as accounts
from sanshe.work.activities import queries as activities

SHOWN = 20


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Find your community; in the demonstration also: try a role."""
    text = request.GET.get("q", "").strip()[:40]
    here = catalogue.communities()
    names = areas.short_names_of(here[:SHOWN])
    found = areas.search(text, level=Level.COMMUNITY, limit=SHOWN) if text else []
    page = {
        "q": text,
        "found": sorted(found, key=lambda area: area.code not in here),  # where one can ask, first
        "here": set(here),
        "communities": [(code, names.get(code, "")) for code in here[:SHOWN]],
        "tryouts": _tryouts() if demo_may_open(request) else [],
    }
    return render(request, "public/home.html", page)


@require_GET
def community(request: HttpRequest, code: int) -> HttpResponse:
    """What one can do here. A code that has ended leads to what took its place."""
    area = areas.get(code)
    if area.code != code:
        return redirect("public:community", area.code)
    if area.level != Level.COMMUNITY:
        raise NotFound()
    page = {
        "code": code,
        "full_name": areas.full_name(code),
        "open": catalogue.current_version(code) is not None,
        "this_week": activities.told_this_week(code),
    }
    return render(request, "public/community.html", page)


def _tryouts() -> list[tuple[str, list[dict[str, Any]]]]:
    """The demonstration's accounts by role; nothing elsewhere."""
    found = accounts.demo_accounts()
    bodies = organisations.names_of({one.org for one in found})
    return [
        (label, [{"one": one, "org": bodies.get(one.org, "")} for one in group])
        for label, group in groupby(found, key=lambda one: one.role_label)
    ]


urlpatterns: list[URLPattern] = [
    path("", home, name="home"),
    path("c/<int:code>/", community, name="community"),
]

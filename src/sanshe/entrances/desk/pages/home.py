"""Desk pages: the start, and the choice of a role."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sanshe.entrances.desk.waiting import waiting_for
from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.areas.queries import short_names_of as area_names
from sanshe.ground.kit.errors import NotFound
from sanshe.registry.organisations.queries import names_of as organisation_names
from sanshe.trust.accounts import actions, queries


@require_safe
def home(request: DeskRequest) -> HttpResponse:
    """What waits for this role, and where it may go."""
    return render(request, "desk/home.html", {"waiting": waiting_for(request.actor)})


@require_http_methods(["GET", "HEAD", "POST"])
def choose_role(request: DeskRequest) -> HttpResponse:
    """Somebody with several assignments goes on in one. No actor stands yet: the page opens
    what it needs itself."""
    held = queries.choices_of(request.user)
    if request.method == "POST":
        chosen = next((a for a in held if str(a.id) == request.POST.get("assignment")), None)
        if chosen is None:
            raise NotFound()
        actions.choose_role(queries.as_actor(request.user, chosen), assignment=chosen.id)
        request.session[queries.ROLE_KEY] = str(chosen.id)
        return redirect("desk:home")
    organisations: dict[UUID, str] = organisation_names([a.org for a in held])
    areas = area_names([a.area for a in held])
    choices = [
        {
            "id": a.id,
            "role": a.get_role_display(),
            "org": organisations.get(a.org, ""),
            "area": areas.get(a.area, "") if a.area else _("全部地方"),
            "current": str(a.id) == request.session.get(queries.ROLE_KEY),
        }
        for a in held
    ]
    return render(request, "desk/choose_role.html", {"choices": choices})


urlpatterns: list[URLPattern] = [
    path("", home, name="home"),
    path("role/", choose_role, name="choose_role"),
]

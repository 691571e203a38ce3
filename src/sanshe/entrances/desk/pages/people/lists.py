"""The register at the desk: filters in the address, found by sound, masked; and new people."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.errors import Problem
from sanshe.registry.people import actions, errors, queries
from sanshe.registry.people.enums import PersonRole, Tier
from sanshe.trust.policy.enums import Deed

from .forms import Keep

TICKS = ("advanced", "alone", "gone")


@require_GET
def people(request: DeskRequest) -> HttpResponse:
    """A page of the register."""
    actor, typed = request.actor, request.GET
    asked: dict[str, Any] = {name: typed.get(name, "") for name in ("building", "tier", "role")}
    asked |= {name: typed.get(name) == "1" for name in TICKS}
    text = typed.get("q", "")
    page = queries.listing(actor, text=text, after=typed.get("after", ""), **asked)
    shown = {
        **asked,
        "q": text,
        "page": page,
        "filtered": bool(text) or any(asked.values()),
        "places": _places(page.rows) if actor.lo != actor.hi else {},
        "buildings": queries.buildings(actor),
        "tiers": Tier.choices,
        "roles": PersonRole.choices,
        "prefix": reverse("desk:people"),
        "may_keep": actor.may(Deed.KEEP_PEOPLE),
    }
    shown["rows"] = [(row, shown["places"].get(row.community, "")) for row in page.rows]
    return render(request, "desk/people.html", shown)


def _places(rows: list[queries.Row]) -> dict[int, str]:
    return areas.short_names_of({row.community for row in rows})


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: DeskRequest) -> HttpResponse:
    """Register somebody. A name already there comes back as a question."""
    form = Keep(request.POST or None, actor=request.actor)
    alike: list[queries.Match] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.keep_person(request.actor, **form.cleaned_data)
        except errors.MaybeKnown as asked:
            alike = _alike(request, form.cleaned_data)
            form.refuse(asked)
            form.ask_if_other()
        except Problem as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("已登记。"))
            return redirect("desk:person", made.id)
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/person_new.html", {"form": form, "alike": alike}, status=status)


def _alike(request: DeskRequest, typed: dict[str, Any]) -> list[queries.Match]:
    """Who of the register it may be, and why, to be looked at before anybody is kept twice."""
    facts = ("building", "phone", "birth_date", "birth_year", "sex")
    like = queries.traits(typed["name"], **{name: typed[name] for name in facts if typed[name]})
    return queries.likely_same(request.actor, like, community=typed["community"])

"""Public pages: what this community hands to whom, in plain words, and a word against it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sanshe.entrances.public import limits
from sanshe.entrances.public.forms_catalogue import ObjectForm
from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.errors import NotFound, Problem, TooManyTries
from sanshe.registry.catalogue import actions, queries
from sanshe.registry.catalogue.enums import Duty
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope

OBJECTIONS_AN_HOUR = 5
PLAIN = (
    ("handed", (Duty.TRANSFERABLE, Duty.PURCHASABLE)),
    ("own", (Duty.OWN,)),
    ("assist", (Duty.ASSIST,)),
    ("refused", (Duty.REFUSED,)),
)
"""The classes as residents think of them; the template has the words."""


@require_GET
def catalogue(request: HttpRequest, code: int) -> HttpResponse:
    """The version in force: per item who does it, where, and which number to ring."""
    areas.get(code)
    with scope(Actor.resident(community=code), read_only=True):
        version = queries.current_version(code)
        rows = queries.everything_in(version) if version else []
        page: dict[str, Any] = {
            "code": code,
            "version": version,
            "groups": [(key, [row for row in rows if row.duty in duties]) for key, duties in PLAIN],
            "versions": queries.versions_of(code),
            "committee": organisations.committee_of(code),
            "answers": queries.answered(code),
        }
    return render(request, "public/catalogue.html", page)


@require_GET
def version(request: HttpRequest, code: int, number: int) -> HttpResponse:
    """What one version changed, and why."""
    with scope(Actor.resident(community=code), read_only=True):
        found = queries.published(code, number)
        page = {"code": code, "version": found, "diff": queries.diff_with_former(found)}
    return render(request, "public/catalogue_version.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def object_to(request: HttpRequest, code: int) -> HttpResponse:
    """Say what is wrong with the version in force; no name, no account."""
    form = ObjectForm(request.POST or None)
    with scope(Actor.resident(community=code), read_only=True):
        found = queries.current_version(code)
        if found is None:
            raise NotFound()
        form.offer([(line.item_id, line.item.name) for line in queries.lines_of(found)])
    form.fields["item"].initial = request.GET.get("item", "")
    if request.method == "POST" and form.is_valid():
        try:
            if minutes := limits.too_many(request, "object", OBJECTIONS_AN_HOUR):
                raise TooManyTries(minutes=minutes)
            actions.object_to(
                Actor.resident(community=code), version=found, text=form.cleaned_data["text"],
                item=form.cleaned_data["item"],
            )  # fmt: skip
        except Problem as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("您的意见记下了。答复会写在这一页上。"))
            return redirect("public:catalogue", code)
    status = 400 if request.method == "POST" else 200
    return render(
        request, "public/catalogue_object.html", {"form": form, "code": code}, status=status
    )


urlpatterns: list[URLPattern] = [
    path("c/<int:code>/catalogue/", catalogue, name="catalogue"),
    path("c/<int:code>/catalogue/<int:number>/", version, name="catalogue_version"),
    path("c/<int:code>/catalogue/object/", object_to, name="catalogue_object"),
]

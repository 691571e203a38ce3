"""One person at the desk: masked until somebody says what they need to know for."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sanshe.entrances.shared.forms import HouseForm
from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.errors import Problem
from sanshe.registry.organisations import queries as organisations
from sanshe.registry.people import actions, queries
from sanshe.registry.people.enums import Purpose, Sex, Tier
from sanshe.trust.policy.enums import Deed

from . import family, merging, taking
from .closer import kept_closer
from .forms import AddPart, Correct, Home, Leave, Reveal, Share
from .matters import of_person


@require_GET
def person(request: DeskRequest, id: UUID) -> HttpResponse:
    stands = queries.canonical(request.actor, id)
    return page_of(request, id) if stands == id else redirect("desk:person", stands)


def page_of(
    request: DeskRequest, id: UUID, *, full: queries.Full | None = None, **forms: HouseForm
) -> HttpResponse:
    """The person's page, with the forms that were refused in place of fresh ones."""
    actor = request.actor
    card = queries.get(actor, id)
    id = card.row.id  # of somebody merged: who stands for them
    shown: dict[str, Any] = {
        "card": card,
        "full": full,
        "parts": full.parts if full else card.parts,
        "place": areas.full_name(card.row.community),
        "sex": Sex(card.row.sex).label if card.row.sex else "",
        "tier": Tier(card.row.tier).label if card.row.tier else "",
        "orgs": organisations.names_of(card.seen_by).items(),
        "may_keep": actor.may(Deed.KEEP_PEOPLE),
        "may_reveal": actor.may(Deed.REVEAL_PERSON),
        "open": next(iter(forms), ""),
        "reveal_form": Reveal(),
        "part_form": AddPart(),
        "home_form": home_form(request, card),
        "leave_form": Leave(),
        "share_form": Share(),
    }
    shown |= of_person(actor, id) | merging.of_person(request, id)
    shown |= family.of_person(actor, id) | taking.of_person(actor, id)
    shown |= {f"{name}_form": form for name, form in forms.items()}
    return render(request, "desk/person.html", shown, status=400 if forms else 200)


def home_form(request: DeskRequest, card: queries.Card, data: Any = None) -> Home:
    """Who may be chosen as living together: the neighbours of the same building."""
    row = card.row
    near = queries.neighbours(request.actor, row) if row.building else []
    return Home(
        data,
        neighbours=[(str(other.id), other.called) for other in near],
        homes=[(str(id), who) for id, who in queries.homes_among(near) if id != row.household],
    )


@require_POST
@cache_control(no_store=True)
def reveal(request: DeskRequest, id: UUID) -> HttpResponse:
    """Everything, once, on this answer only; nothing of it stands in an address."""
    form = Reveal(request.POST)
    if form.is_valid():
        try:
            full = actions.reveal(request.actor, person=id, **form.cleaned_data)
        except Problem as problem:
            form.refuse(problem)
        else:
            return page_of(request, id, full=full)
    return page_of(request, id, reveal=form)


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
def correct(request: DeskRequest, id: UUID) -> HttpResponse:
    """Mend what is kept. Opening the form is a reading in full, and is audited as one."""
    if request.method == "POST":
        form = Correct(request.POST, actor=request.actor)
        if form.carries(partial(actions.correct_person, request.actor, person=id)):
            kept_closer(request.actor, id)
            messages.success(request, _("改好了。"))
            return redirect("desk:person", id)
    else:
        full = actions.reveal(request.actor, person=id, purpose=Purpose.MEND)
        kept = {name: getattr(full, name) for name in Correct.base_fields}
        form = Correct(initial=kept, actor=request.actor)
    shown = {"form": form, "card": queries.get(request.actor, id)}
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/person_correct.html", shown, status=status)


@require_POST
def add_part(request: DeskRequest, id: UUID) -> HttpResponse:
    form = AddPart(request.POST)
    if form.carries(partial(actions.add_part, request.actor, person=id)):
        return _done(request, id)
    return page_of(request, id, part=form)


@require_POST
def change_part(request: DeskRequest, id: UUID, part: int) -> HttpResponse:
    """End a role today, hide it, or show it again: whichever button was pressed."""
    if request.POST.get("do") == "end":
        actions.end_part(request.actor, part=part)
    else:
        actions.hide_part(request.actor, part=part, hidden=request.POST.get("do") == "hide")
    return _done(request, id)


@require_POST
def home(request: DeskRequest, id: UUID) -> HttpResponse:
    """Form a household, join one, or leave it."""
    if request.POST.get("do") == "out":
        actions.move_out(request.actor, person=id)
        return _done(request, id)
    form = home_form(request, queries.get(request.actor, id), request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            if typed["household"]:
                actions.move_in(request.actor, person=id, household=UUID(typed["household"]))
            else:
                together = [id, *(UUID(member) for member in typed["members"])]
                actions.form_household(request.actor, members=together, room=typed["room"])
        except Problem as problem:
            form.refuse(problem)
        else:
            return _done(request, id)
    return page_of(request, id, home=form)


@require_POST
def leave(request: DeskRequest, id: UUID) -> HttpResponse:
    """Moved away or died; ``do=back`` takes it back."""
    if request.POST.get("do") == "back":
        actions.mark_back(request.actor, person=id)
        return _done(request, id)
    form = Leave(request.POST)
    if form.is_valid():
        mark = {"moved": actions.mark_moved, "died": actions.mark_died}[form.cleaned_data["what"]]
        try:
            mark(request.actor, person=id, on=form.cleaned_data["on"])
        except Problem as problem:
            form.refuse(problem)
        else:
            return _done(request, id)
    return page_of(request, id, leave=form)


@require_POST
def share(request: DeskRequest, id: UUID) -> HttpResponse:
    form = Share(request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            actions.share_with(
                request.actor, person=id, org=UUID(typed["org"]), agreed=typed["agreed"]
            )
        except Problem as problem:
            form.refuse(problem)
        else:
            return _done(request, id)
    return page_of(request, id, share=form)


@require_POST
def stop_sharing(request: DeskRequest, id: UUID, org: UUID) -> HttpResponse:
    actions.stop_sharing(request.actor, person=id, org=org)
    return _done(request, id)


def _done(request: DeskRequest, id: UUID) -> HttpResponse:
    messages.success(request, _("记下了。"))
    return redirect("desk:person", id)

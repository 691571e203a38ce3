"""What one person wishes, which groups they belong to, and what happened to them."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sanshe.entrances.shared.forms import HouseForm
from sanshe.entrances.shared.request import DeskRequest
from sanshe.registry.people import queries as people
from sanshe.trust.accounts.queries import staff_of
from sanshe.trust.policy.actor import demand
from sanshe.trust.policy.enums import Deed
from sanshe.work.planning import actions, queries

from .forms import MarkForm, ShockForm, WishForm


def wish(request: DeskRequest, id: UUID) -> HttpResponse:
    """The page, and keeping the wish."""
    if request.method != "POST":
        return _page(request, id)
    form = _wish_form(request, id, request.POST)
    if form.carries(partial(actions.keep_wish, request.actor, person=id)):
        messages.success(request, _("记下了。以后都照本人的意思来。"))
        return redirect("desk:person_wish", id)
    return _page(request, id, wish=form)


@require_POST
def mark(request: DeskRequest, id: UUID) -> HttpResponse:
    form = MarkForm(request.POST)
    if form.carries(partial(actions.keep_mark, request.actor, person=id)):
        messages.success(request, _("记下了。每个月至少要联系一次。"))
        return redirect("desk:person_wish", id)
    return _page(request, id, mark=form)


@require_POST
def end_mark(request: DeskRequest, id: UUID, mark: int) -> HttpResponse:
    actions.end_mark(request.actor, mark=mark)
    return redirect("desk:person_wish", id)


@require_POST
def shock(request: DeskRequest, id: UUID) -> HttpResponse:
    """Out of hospital, fallen, bereaved: somebody goes within a day."""
    form = ShockForm(request.POST)
    made: list[Any] = []
    act = partial(actions.open_round, request.actor, person=id)
    if form.carries(lambda **said: made.append(act(**said))):
        messages.success(request, _("已请人24小时内去看。"))
        return redirect("desk:round", made[0].id)
    return _page(request, id, shock=form)


def _page(request: DeskRequest, id: UUID, **forms: HouseForm) -> HttpResponse:
    demand(request.actor, Deed.KEEP_WISHES)
    page = {
        "card": people.get(request.actor, id),
        "known": queries.of_person(request.actor, id),
        "wish_form": forms.get("wish") or _wish_form(request, id, None),
        "mark_form": forms.get("mark") or MarkForm(),
        "shock_form": forms.get("shock") or ShockForm(),
    }
    return render(request, "desk/wish.html", page, status=400 if forms else 200)


def _wish_form(request: DeskRequest, id: UUID, data: Any) -> WishForm:
    """Whoever is ruled out already stays to be chosen, also from another organisation."""
    kept = queries.of_person(request.actor, id).wish
    staff = {user.id: user.name for user in staff_of(request.actor.org)}
    for one in kept.not_workers if kept else ():
        staff.setdefault(one, "—")
    initial = {name: getattr(kept, name) for name in WishForm.base_fields} if kept else {}
    if kept and kept.pk != id:  # kept before two of them were merged: theirs is still to be made
        initial["version"] = 0
    return WishForm(data, staff=[(str(k), v) for k, v in staff.items()], initial=initial)

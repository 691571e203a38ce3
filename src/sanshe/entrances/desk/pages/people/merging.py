"""Two entries that may be one person: a list to work off, a page to merge them, and back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotFound, Problem
from sanshe.ground.kit.lists import listed
from sanshe.registry.people import actions, queries
from sanshe.registry.people.enums import Purpose, Sex, Tier
from sanshe.trust.consent import queries as consents

from .closer import kept_closer
from .forms_lists import MergeTwo


@require_GET
def twins(request: DeskRequest) -> HttpResponse:
    """Those of the register who may be one person, the likeliest first."""
    return render(request, "desk/people_twins.html", {"pairs": queries.pairs(request.actor)})


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
def merge(request: DeskRequest, one: UUID, other: UUID) -> HttpResponse:
    """Both beside each other, in full: opening it is a reading of both, and is audited."""
    actor = request.actor
    cards = [queries.get(actor, id) for id in (one, other)]
    if [card.row.id for card in cards] != [one, other]:
        return redirect("desk:person", cards[0].row.id)  # merged meanwhile
    fulls = [actions.reveal(actor, person=id, purpose=Purpose.CHECK) for id in (one, other)]
    values = {
        name: (_said(fulls[0], cards[0], name), _said(fulls[1], cards[1], name))
        for name in MergeTwo.LABELS
    }
    form = MergeTwo(
        request.POST if request.method == "POST" else None, values=values,
        ask_agreed=set(cards[0].seen_by) != set(cards[1].seen_by),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        family = any(map(consents.stands, consents.of_person(actor, other)))
        try:
            actions.merge_people(
                actor, survivor=one, other=other, take=form.taken(),
                agreed=form.cleaned_data.get("agreed", False),
            )  # fmt: skip
        except Problem as problem:
            form.refuse(problem)
        else:
            kept_closer(actor, one)
            messages.success(request, _("合并好了。合错了可以在这一页分开。"))
            if family:
                messages.warning(request, _("另一条登记上家人看近况的同意停掉了,请重新问本人。"))
            return redirect("desk:person", one)
    same = [(MergeTwo.LABELS[name], a) for name, (a, b) in values.items() if a == b and a]
    shown = {"form": form, "one": cards[0], "other": cards[1], "same": same}
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/person_merge.html", shown, status=status)


def _said(full: queries.Full, card: queries.Card, name: str) -> str:
    """One field of one entry in words."""
    if name == "birth":
        return (
            date_format(full.birth_date, "Y-m-d") if full.birth_date else str(full.birth_year or "")
        )
    if name == "household":
        mates = listed(mate.called for mate in card.housemates)
        return mates or (_("独居") if card.row.alone else "")
    if name == "sex":
        return str(Sex(full.sex).label) if full.sex else ""
    if name == "tier":
        return str(Tier(full.tier).label) if full.tier else ""
    return str(getattr(full, name))


@require_POST
def apart(request: DeskRequest, one: UUID, other: UUID) -> HttpResponse:
    """They are two; not proposed again."""
    actions.tell_apart(request.actor, one=one, other=other)
    messages.success(request, _("记下了:是两个人。"))
    return redirect("desk:people_twins")


@require_POST
def unmerge(request: DeskRequest, id: UUID, merge: UUID) -> HttpResponse:
    """Take them apart again."""
    try:
        gone = actions.unmerge_people(request.actor, merge=merge)
    except NotFound:
        raise
    except Problem as problem:
        messages.error(request, str(problem))
        return redirect("desk:person", id)
    messages.success(request, _("分开了,原来的资料都还在。"))
    return redirect("desk:person", gone.id)


def of_person(request: DeskRequest, person: UUID) -> dict[str, Any]:
    """For the person's page: who else they may be, and whom they were merged with."""
    actor = request.actor
    return {
        "twins": queries.twins_of(actor, person, limit=3),
        "merges": queries.merges_of(actor, person),
    }

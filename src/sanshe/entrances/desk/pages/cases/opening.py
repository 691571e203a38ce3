"""Opening a case: from a person's page, or from a matter that was dispatched."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotFound
from sanshe.registry.catalogue import queries as catalogue
from sanshe.registry.people import queries as people
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed, Privacy, Role
from sanshe.work.casework import actions, queries
from sanshe.work.casework.errors import SealedNotHere
from sanshe.work.needs import queries as needs

from .forms import OpenForm


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    """``person`` in the address says for whom, or ``need`` whom it is about."""
    actor = request.actor
    demand(actor, Deed.WORK_CASE)
    need = needs.get(actor, _id(request, "need")) if "need" in request.GET else None
    card = _whom(request, actor, need)
    services = queries.countable(catalogue.services_in(card.row.community))
    sealed = Privacy.SEALED in (card.row.privacy, need.privacy if need else "")
    form = _form(request, actor, services)
    if request.method == "POST" and not sealed:
        act = partial(actions.open_case, actor, person=card.row.id, need=need.pk if need else None)
        if form.carries(act):
            messages.success(request, _("个案开好了。先写预估,再和本人定计划。"))
            return redirect("desk:case", form.cleaned_data["id"])
    shown = {
        "form": form, "card": card, "need": need, "services": services,
        "sealed": str(SealedNotHere()) if sealed else "",
    }  # fmt: skip
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/case_new.html", shown, status=status)


def _whom(request: DeskRequest, actor: Actor, need: Any) -> Any:
    """The person's card. A matter first says whom it is about."""
    card = needs.about(actor, need) if need else people.get(actor, _id(request, "person"))
    if card is None:
        raise NotFound()
    return card


def _id(request: DeskRequest, name: str) -> UUID:
    try:
        return UUID(request.GET[name])
    except (KeyError, ValueError) as error:
        raise NotFound() from error


def _form(request: DeskRequest, actor: Actor, services: list[Any]) -> OpenForm:
    staff = queries.workers_of(actor)
    leads = staff if actor.role == Role.SUPERVISOR else [o for o in staff if o[0] == actor.user]
    return OpenForm(
        request.POST or None, leads=leads, staff=staff, initial={"worker": actor.user},
        services=[(one.pk, f"{one.code} {one.name}") for one in services],
    )  # fmt: skip

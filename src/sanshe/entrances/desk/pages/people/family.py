"""Somebody lets a relative follow their visits: asked, written down, printed on two halves of a
slip, taken back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotFound, Problem
from sanshe.registry.people import queries as people
from sanshe.trust.consent import actions, queries
from sanshe.trust.consent.enums import Shown, TakenBack
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed

from .forms import Family

BY_STAFF = (TakenBack.SPOKEN, TakenBack.RELATIVE, TakenBack.SAFETY)


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
def family(request: DeskRequest, id: UUID) -> HttpResponse:
    """Ask, and write the yes down; the answer is the slip, shown this once."""
    subject = people.subject(request.actor, id)
    form = Family(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            given = actions.give(request.actor, about=subject, **form.cleaned_data)
        except Problem as problem:
            form.refuse(problem)
        else:
            shown = {"given": given, "consent": given.consent, "person": subject}
            shown["shares"] = [Shown(share).label for share in given.consent.shares]
            return render(request, "desk/family_slip.html", shown)
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/family.html", {"form": form, "person": subject}, status=status)


@require_POST
def end(request: DeskRequest, id: UUID, consent: UUID) -> HttpResponse:
    """Taken back: the relative sees nothing from now on."""
    person = people.get(request.actor, id).row.id
    if queries.get(request.actor, consent).about not in people.ids_of(request.actor, person):
        raise NotFound()
    actions.end(request.actor, consent=consent, how=request.POST.get("how", ""))
    messages.success(request, _("停掉了。家人现在就看不到了。"))
    return redirect("desk:person", id)


def of_person(actor: Actor, person: UUID) -> dict[str, object]:
    """For the person's page: who may follow them, since when, and when they last looked."""
    if not actor.may(Deed.KEEP_CONSENT):
        return {"followers": [], "may_follow": False}
    rows = queries.of_person(actor, *people.ids_of(actor, person))
    return {
        "followers": [(row, queries.stands(row)) for row in rows],
        "may_follow": True,
        "ways_to_end": [(how.value, how.label) for how in BY_STAFF],
    }

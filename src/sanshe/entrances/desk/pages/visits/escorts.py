"""An escort at the desk: leaving, home again; and what whoever goes must know."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import Problem
from sanshe.registry.people import queries as people
from sanshe.trust.policy.actor import demand
from sanshe.trust.policy.enums import Deed
from sanshe.work.visits import actions as visits
from sanshe.work.visits import queries

from .forms import lately, soon
from .forms_more import CautionForm, DepartForm, HomeForm
from .one import page_of


@require_POST
def depart(request: DeskRequest, id: UUID) -> HttpResponse:
    form = DepartForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            visits.depart(
                request.actor, visit=id, at=lately(said["left"]), back_by=soon(said["back"])
            )
        except Problem as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("记下了。到家以后,记一声“平安到家”。"))
            return redirect("desk:visit", id)
    return page_of(request, queries.get(request.actor, id), departing=form, status=400)


@require_POST
def home(request: DeskRequest, id: UUID) -> HttpResponse:
    form = HomeForm(request.POST)
    if form.is_valid():
        said = dict(form.cleaned_data)
        moment = lately(said.pop("clock"))
        try:
            visits.home(request.actor, visit=id, at=moment, **said)
        except Problem as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("平安到家。现在可以记录这次陪同。"))
            return redirect("desk:visit_record", id)
    return page_of(request, queries.get(request.actor, id), homing=form, status=400)


def cautions(request: DeskRequest, person: UUID) -> HttpResponse:
    """What stands about somebody; one more, or one lifted."""
    demand(request.actor, Deed.PLAN_VISIT)
    card = people.get(request.actor, person)
    form = CautionForm(request.POST if "risk" in request.POST else None)
    if request.method == "POST":
        if "lift" in request.POST:
            _lift(request)
            return redirect("desk:visit_cautions", person)
        if form.is_valid():
            try:
                visits.caution(request.actor, person=person, **form.cleaned_data)
            except Problem as problem:
                form.refuse(problem)
            else:
                messages.success(request, _("记下了,去的人都看得到。"))
                return redirect("desk:visit_cautions", person)
    page = {"card": card, "form": form, "rows": queries.cautions_of(request.actor, person)}
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/visit_cautions.html", page, status=status)


def _lift(request: DeskRequest) -> None:
    try:
        visits.lift(request.actor, caution=UUID(request.POST["lift"]))
    except (Problem, ValueError) as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("解除了。"))

"""Planning a visit: from a need, or for a person."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotFound, Problem
from sanshe.registry.catalogue import queries as catalogue
from sanshe.registry.organisations import queries as organisations
from sanshe.registry.people import queries as people
from sanshe.trust.accounts.queries import staff_of
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import OPEN, Deed
from sanshe.work.needs import queries as needs
from sanshe.work.visits import actions as visits
from sanshe.work.visits import queries as visit_queries

from .forms import PlanForm, at

HALF_AN_HOUR = timedelta(minutes=30)


def plan(request: DeskRequest) -> HttpResponse:
    """``need`` or ``person`` in the address says for whom, a need also whom it is about;
    ``start`` proposes a time."""
    actor = request.actor
    demand(actor, Deed.PLAN_VISIT)
    need = needs.get(actor, _id(request, "need")) if "need" in request.GET else None
    person = people.get(actor, _id(request, "person")) if "person" in request.GET else None
    if need is not None and person is None:
        person = needs.about(actor, need)
    if need is None and person is None:
        return render(request, "desk/visit_plan_from.html")
    form = _form(request, actor, need, person)
    if request.method == "POST" and form.is_valid():
        try:
            whose = person.row.id if person else None
            visit = visits.plan(
                actor, **_facts(form.cleaned_data), escort=form.escort(), need=need, person=whose
            )
        except Problem as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("安排好了。居民凭回执能看到谁来、几点来和四位数。"))
            return redirect("desk:visit", visit.id)
    page = {"form": form, "need": need, "person": person, **_beforehand(actor, person)}
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/visit_plan.html", page, status=status)


def _beforehand(actor: Actor, person: Any) -> dict[str, Any]:
    """What whoever goes must know, and whether it would be the first visit."""
    if person is None:
        return {"cautions": [], "first": False}
    ids = people.ids_of(actor, person.row.id)
    gone = visit_queries.visible(actor).filter(person_id__in=ids, outcome="done")
    return {
        "cautions": visit_queries.cautions_of(actor, person.row.id),
        "first": not gone.exists(),
    }


def _id(request: DeskRequest, name: str) -> UUID:
    try:
        return UUID(request.GET[name])
    except ValueError as error:
        raise NotFound() from error


def _form(request: DeskRequest, actor: Actor, need: Any, person: Any) -> PlanForm:
    place = need.community if need else person.row.community
    offered = visit_queries.countable(catalogue.services_in(place))
    if need and need.item_id:  # what the matter falls under comes first
        offered.sort(key=lambda service: service.item_id != need.item_id)
    staff = staff_of(actor.org)
    return PlanForm(
        request.POST or None,
        services=[(one.pk, f"{one.code} {one.name}") for one in offered],
        staff=[(str(one.id), one.name) for one in staff],
        others=_of_the_committee(actor, need, place),
        initial=_proposed(request, actor, need, person),
    )


def _of_the_committee(actor: Actor, need: Any, place: int) -> list[tuple[str, str]]:
    """Who of the place's committee may come along, where the committee sees it at all."""
    committee = organisations.committee_of(place)
    if committee is None or (need and need.privacy not in OPEN):
        return []
    body = committee.name
    return [(str(one.id), f"{one.name} · {body}") for one in staff_of(committee.id)]


def _proposed(request: DeskRequest, actor: Actor, need: Any, person: Any) -> dict[str, Any]:
    start = timezone.localtime(_start(request.GET.get("start", "")))
    called = person.row.called if person else (need.contact_name if need else "")
    kin = people.contacts(actor, person.row.id) if person else []
    return {
        "contact": _("%(who)s(电话看名册)") % {"who": kin[0].said} if kin else "",
        "whom": called,
        "worker": str(actor.user),
        "day": start.date(),
        "start": start.time().replace(second=0, microsecond=0),
        "end": (start + HALF_AN_HOUR).time().replace(second=0, microsecond=0),
    }


def _start(text: str) -> datetime:
    """The time in the address, else ten o'clock tomorrow."""
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is not None:
        return found if timezone.is_aware(found) else timezone.make_aware(found)
    tomorrow = timezone.localtime() + timedelta(days=1)
    return tomorrow.replace(hour=10, minute=0)


def _facts(said: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": said["id"],
        "service": catalogue.service(said["service"]),
        "worker": UUID(said["worker"]),
        "start": at(said["day"], said["start"]),
        "end": at(said["day"], said["end"]),
        "way": said["way"],
        "whom": said["whom"],
        "companions": [UUID(one) for one in said["companions"]],
        "alone_because": said["alone_because"],
    }

"""After a visit: what was noticed as a matter, who died or moved, a record mended."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sanshe.entrances.shared.request import DeskRequest
from sanshe.entrances.shared.templatetags.shared import receipt as receipt_words
from sanshe.ground.kit.errors import NotFound, Problem
from sanshe.registry.people import queries as people
from sanshe.work.visits import actions as visits
from sanshe.work.visits import queries
from sanshe.work.visits.enums import Check, Outcome, VisitState

from .forms import CorrectForm
from .forms_more import LeaveForm


@require_POST
def follow_up(request: DeskRequest, id: UUID) -> HttpResponse:
    """One tap: what was noticed becomes a matter."""
    try:
        number = visits.follow_up(request.actor, visit=id)
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        tell_receipt(request, number)
    return redirect("desk:visit", id)


def tell_receipt(request: DeskRequest, number: str) -> None:
    if number:
        said = {"receipt": receipt_words(number)}
        messages.success(request, _("记成一件事了,回执号%(receipt)s。") % said)
    else:
        messages.info(request, _("这件事已经记过了。"))


def leave(request: DeskRequest, id: UUID) -> HttpResponse:
    """One page that does what follows when somebody died or moved; a person confirms it."""
    row = queries.get(request.actor, id)
    if row.person_id is None or row.outcome not in (Outcome.DIED, Outcome.MOVED):
        raise NotFound()
    card = people.get(request.actor, row.person_id)
    day = timezone.localdate(row.started_at or row.planned_start)
    form = LeaveForm(request.POST or None, initial={"on": day})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            called_off = visits.leave(
                request.actor, visit=id, on=said["on"] or day, condolence=said["condolence"]
            )
        except Problem as problem:
            form.refuse(problem)
        else:
            messages.success(
                request, _("登记好了,取消了以后的%(count)s次探访。") % {"count": called_off}
            )
            return redirect("desk:visit", id)
    coming = queries.visible(request.actor).filter(
        person_id__in=people.ids_of(request.actor, row.person_id), state=VisitState.PLANNED,
        planned_end__gt=timezone.now(),
    )  # fmt: skip
    page = {
        "visit": row, "card": card, "form": form, "died": row.outcome == Outcome.DIED,
        "coming": list(coming.order_by("planned_start")[:50]),
    }  # fmt: skip
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/visit_leave.html", page, status=status)


def correct(request: DeskRequest, id: UUID) -> HttpResponse:
    """The record once more, filled in as it stands."""
    row = queries.get(request.actor, id)
    if not queries.may(request.actor, row).correct and request.method != "POST":
        return redirect("desk:visit", id)
    form = CorrectForm(request.POST or None, initial=_as_recorded(row), along=along(row))
    if request.method == "POST" and form.is_valid() and _corrected(request, id, form):
        return redirect("desk:visit", id)
    page = {"visit": row, "form": form, "may": queries.may(request.actor, row), "correcting": True}
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/visit_record.html", page, status=status)


def _corrected(request: DeskRequest, id: UUID, form: CorrectForm) -> bool:
    act = partial(visits.correct, request.actor, visit=id)
    try:
        act(**form.facts())
    except Problem as problem:
        form.refuse(problem)
        return False
    messages.success(request, _("改好了。原来的还看得到。"))
    return True


def along(row: object) -> list[tuple[str, str]]:
    """The companions as choices."""
    pairs = zip(row.companions, row.companion_names, strict=True)  # type: ignore[attr-defined]
    return [(str(one), name) for one, name in pairs]


def _as_recorded(row: object) -> dict[str, object]:
    names = ("version", "outcome", "noticed", "talked_about", "alone_because", "from_paper")
    found = {name: getattr(row, name) for name in (*names, *Check.values)}
    for name in ("started_at", "ended_at"):
        moment = getattr(row, name)
        if moment:
            found[name] = timezone.localtime(moment).time()
            found.setdefault("day", timezone.localdate(moment))
    found.setdefault("day", timezone.localdate())
    return found

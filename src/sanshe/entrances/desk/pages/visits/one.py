"""One visit: its page, writing it down, the code, calling it off, asking the resident."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sanshe.entrances.shared.request import DeskRequest
from sanshe.entrances.shared.templatetags.shared import receipt as receipt_words
from sanshe.ground.kit.errors import NotAllowed, OutOfDate, Problem
from sanshe.ground.kit.lists import listed
from sanshe.ground.kit.places import county_of
from sanshe.registry.organisations import queries as organisations
from sanshe.registry.people import queries as people
from sanshe.trust.accounts.queries import staff_of
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.work.visits import actions as visits
from sanshe.work.visits import queries
from sanshe.work.visits.enums import Check, NextStep, Outcome, Said, Told, Way

from .forms import CallBackForm, CancelForm, CodeForm, RecordForm
from .forms_more import DepartForm, HomeForm

AGAIN_AFTER = timedelta(minutes=30)
PLANS = (NextStep.AGAIN, NextStep.JOINT_VISIT, NextStep.RESPECT_WISH, NextStep.AFTER_DISCHARGE)
"""Next steps that are another visit."""


@require_GET
def visit(request: DeskRequest, id: UUID) -> HttpResponse:
    return page_of(request, queries.get(request.actor, id))


def record(request: DeskRequest, id: UUID) -> HttpResponse:
    """Everything on one screen. What was typed stays, also when somebody else was faster."""
    row = queries.get(request.actor, id)
    if not queries.may(request.actor, row).record and request.method != "POST":
        return redirect("desk:visit", id)
    form = RecordForm(request.POST or None, initial=_as_planned(row), along=_along(row))
    if request.method == "POST" and form.is_valid():
        try:
            made = visits.record(request.actor, visit=id, **form.facts())
        except Problem as problem:
            form.refuse(problem)
            if isinstance(problem, OutOfDate):
                row = queries.get(request.actor, id)
        else:
            _tell(request, queries.get(request.actor, id), bool(form.cleaned_data["spoken_code"]))
            if form.cleaned_data["follow_up"] and made.noticed:
                _hear(request, made.id)
            ladder = made.ladders.filter(ended_at=None).first()
            if ladder is not None:
                return redirect("desk:visit_ladder", ladder.id)
            return redirect("desk:visit", made.id)
    status = 400 if request.method == "POST" else 200
    page = {
        "visit": row,
        "form": form,
        "may": queries.may(request.actor, row),
        **_warned(request, row),
    }
    return render(request, "desk/visit_record.html", page, status=status)


def _hear(request: DeskRequest, id: UUID) -> None:
    """What was noticed, as a matter. The visit is written down already, whatever comes of it."""
    try:
        number = visits.follow_up(request.actor, visit=id)
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        said = {"receipt": receipt_words(number)}
        messages.success(request, _("要跟进的记成一件事了,回执号%(receipt)s。") % said)


def _along(row: Any) -> list[tuple[str, str]]:
    pairs = zip(row.companions, row.companion_names, strict=True)
    return [(str(one), name) for one, name in pairs]


def _warned(request: DeskRequest, row: Any) -> dict[str, Any]:
    """What whoever goes must know of whom they visit."""
    if row.person_id is None:
        return {"cautions": []}
    return {"cautions": queries.cautions_of(request.actor, row.person_id)}


@require_POST
def code(request: DeskRequest, id: UUID) -> HttpResponse:
    """The code once more. A wrong one costs a try and nothing else."""
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            visits.try_code(request.actor, visit=id, spoken_code=form.cleaned_data["spoken_code"])
        except Problem as problem:
            messages.error(request, str(problem))
        else:
            _tell(request, queries.get(request.actor, id), True)
    return redirect("desk:visit", id)


@require_POST
def cancel(request: DeskRequest, id: UUID) -> HttpResponse:
    form = CancelForm(request.POST)
    if form.carries(partial(visits.cancel, request.actor, visit=id)):
        messages.success(request, _("取消了,居民能看到原因。"))
        return redirect("desk:visit", id)
    row = queries.get(request.actor, id)
    return page_of(request, row, cancelling=form, status=400)


@require_POST
def slip(request: DeskRequest, id: UUID) -> HttpResponse:
    """Who comes, when, and the code: to read out on the telephone or to print. Not for the
    worker; a POST, because each opening is written down."""
    how = request.POST.get("how", "")
    row = visits.tell_code(request.actor, visit=id, how=how if how in Told.values else Told.PHONE)
    page = {"visit": row, "agency": organisations.get(row.agency), "how": how, **_who_goes(row)}
    response = render(request, "desk/visit_slip.html", page)
    add_never_cache_headers(response)
    return response


def call_back(request: DeskRequest, id: UUID) -> HttpResponse:
    """Somebody else asks the resident whether the visit took place."""
    row = queries.get(request.actor, id)
    if not queries.may(request.actor, row).call_back and request.method != "POST":
        raise NotAllowed()
    form = CallBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            visits.call_back(request.actor, visit=id, **form.cleaned_data)
        except Problem as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("记下了。谢谢您打这个电话。"))
            return redirect("desk:visit", id)
    status = 400 if request.method == "POST" else 200
    page = {
        "visit": row,
        "form": form,
        "agency": _name_of(row.agency),
        "reads_needs": request.actor.may(Deed.READ_NEEDS),
        "reads_people": request.actor.may(Deed.READ_PEOPLE),
    }
    return render(request, "desk/visit_call_back.html", page, status=status)


def page_of(
    request: DeskRequest,
    row: Any,
    *,
    cancelling: CancelForm | None = None,
    departing: DepartForm | None = None,
    homing: HomeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    step = queries.next_step(request.actor, row)
    page = {
        "visit": row,
        "agency": _name_of(row.agency),
        "checks": [(check.label, getattr(row, f"get_{check}_display")()) for check in Check],
        "words": row.words.all(),
        "stands": queries.stands(row),
        "made": row.outcome == Outcome.DONE,
        "may": queries.may(request.actor, row),
        "tries_left": queries.tries_left(row),
        "step": step,
        "entry_url": _entry_url(request, row),
        "again": _again(row, step),
        "code_form": CodeForm(),
        "reads_needs": request.actor.may(Deed.READ_NEEDS),
        "knows_person": _knows(request.actor, row.person_id),
        "cancelling": cancelling or CancelForm(initial={"version": row.version}),
        "departing": departing or DepartForm(auto_id="depart_%s"),
        "homing": homing or HomeForm(auto_id="home_%s"),
        "escort": queries.escort_of(row.id) if row.way == Way.ESCORT else None,
        "ladder": queries.ladder_of(request.actor, row.id),
        "corrections": list(row.corrections.order_by("at")),
        **_warned(request, row),
        **_who_goes(row),
    }
    return render(request, "desk/visit.html", page, status=status)


def _who_goes(row: Any) -> dict[str, Any]:
    """Who of those who go is of another organisation: they introduce the others at the door."""
    if not row.companions:
        return {"introduced_by": "", "introduced": row.worker_name}
    ours = {one.id for one in staff_of(row.agency)}
    pairs = list(zip(row.companions, row.companion_names, strict=True))
    theirs = [name for one, name in pairs if one not in ours]
    own = [row.worker_name, *[name for one, name in pairs if one in ours]]
    return {"introduced_by": listed(theirs), "introduced": listed(own)}


def _knows(actor: Actor, person: UUID | None) -> bool:
    """Whether the register shows them to the actor: a matter may name somebody it does not."""
    if person is None or not actor.may(Deed.READ_PEOPLE):
        return False
    return person in people.names_of(actor, [person])


def _entry_url(request: DeskRequest, row: Any) -> str:
    """Where the visit stands in the book, for whoever reads the book."""
    if row.record is None or not request.actor.may(Deed.READ_LEDGER):
        return ""
    return reverse("desk:ledger_entry", args=[county_of(row.community), row.record])


def _again(row: Any, step: NextStep | None) -> str:
    """The query of the plan page for the next visit, "" where the step is none."""
    if step not in PLANS or not (row.need_id or row.person_id):
        return ""
    whose = f"need={row.need_id}" if row.need_id else f"person={row.person_id}"
    if step == NextStep.JOINT_VISIT:
        return f"{whose}&joint=1"
    if step != NextStep.AGAIN:
        return whose
    start = timezone.localtime(timezone.now() + AGAIN_AFTER)
    return f"{whose}&start={start:%Y-%m-%dT%H:%M}"


def _as_planned(row: Any) -> dict[str, Any]:
    """The planned day and times; of one that lies ahead only today."""
    if row.planned_end > timezone.now():
        return _underway(row)
    start, end = timezone.localtime(row.planned_start), timezone.localtime(row.planned_end)
    return {
        "version": row.version,
        "day": start.date(),
        "started_at": start.time(),
        "ended_at": end.time(),
    }


def _underway(row: Any) -> dict[str, Any]:
    """Of one that is on right now: from when it was planned until now, to be changed."""
    now = timezone.localtime()
    found = {"version": row.version, "day": now.date()}
    start = timezone.localtime(row.planned_start)
    if start < now:
        found |= {"started_at": start.time(), "ended_at": now.time().replace(second=0)}
    return found


def _name_of(org: UUID) -> str:
    return organisations.names_of([org]).get(org, "")


def _tell(request: DeskRequest, row: Any, typed: bool) -> None:
    """What became of what was saved."""
    if row.outcome != Outcome.DONE:
        messages.success(request, _("记下了。请看下一步建议。"))
    elif queries.stands(row) == Said.CAME:
        messages.success(request, _("记下了,居民的暗号对得上,已确认。"))
    elif typed:
        left = queries.tries_left(row)
        messages.warning(
            request, _("记下了,但暗号不对,还没确认。还可以试%(left)s次。") % {"left": left}
        )
    else:
        messages.success(request, _("记下了。会有同事回访核实。"))

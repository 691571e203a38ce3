"""Writing down what somebody says, while they say it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from sanshe.entrances.shared.request import DeskRequest
from sanshe.entrances.shared.templatetags.shared import listed
from sanshe.entrances.shared.uploads import takes_files
from sanshe.ground.kit.errors import Problem
from sanshe.registry.catalogue import queries as catalogue
from sanshe.registry.catalogue.enums import Category
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed
from sanshe.work.intake import queries as intake
from sanshe.work.intake.actions import take_in
from sanshe.work.needs import actions, queries
from sanshe.work.needs.enums import Kind, State, Urgency

from .forms import Hear
from .shown import alarm


@require_http_methods(["GET", "HEAD", "POST"])
@takes_files(megabytes=intake.PHOTO_MEGABYTES)
def hear(request: DeskRequest) -> HttpResponse:
    """The form; sent, the receipt. Sent twice (a double click, a reload) it is the same one."""
    demand(request.actor, Deed.HEAR_NEED)
    form = Hear(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            heard = take_in(request.actor, **form.cleaned_data)
        except Problem as problem:
            form.refuse(problem)
        else:
            return _receipt(request, heard)
    status = 400 if request.method == "POST" else 200
    shown = {"form": form, "may_list": request.actor.may(Deed.IMPORT_LIST)}
    return render(request, "desk/hear.html", shown, status=status)


def _receipt(request: DeskRequest, heard: actions.Heard) -> HttpResponse:
    need = heard.need
    visible = queries.visible(request.actor).filter(pk=need.pk).exists()
    proposal = queries.Proposal.from_json(need.proposal)
    shown = {
        "heard": heard,
        "need": need,
        "alarm": alarm(heard.danger),
        "aloud_number": listed(need.receipt),
        "aloud_secret": listed(heard.secret),
        "visible": visible,
        "proposal": proposal,
        "words": _words(need.kind, need.category, need.urgency) if visible else {},
        "lead_now": _lead_now(request.actor, need) if visible else None,
    }
    answer = render(request, "desk/need_receipt.html", shown)
    answer["Cache-Control"] = "no-store"
    return answer


def _lead_now(actor: Actor, need: queries.Need) -> str:
    """Whom one key hands it to: the lead the catalogue names, where sorting and dispatching are
    this desk's to do. "" where somebody should look first."""
    may = actor.may(Deed.DISPATCH_NEED) and need.desk_org == actor.org
    if not may or need.state != State.HEARD or need.kind == Kind.PRAISE:
        return ""
    named = catalogue.responsible(need.community, category=need.category)
    return named.lead.name if named else ""


def _words(kind: str, category: str, urgency: str) -> dict[str, str]:
    """A proposal in words."""
    return {
        "kind": str(dict(Kind.choices).get(kind, "")),
        "category": str(dict(Category.choices).get(category, "")),
        "urgency": f"{urgency} {dict(Urgency.choices).get(urgency, '')}".strip(),
    }


@require_POST
def danger(request: DeskRequest) -> HttpResponse:
    """The alarm and the proposal for what has been typed so far, as pieces of the page. Keeps
    nothing."""
    demand(request.actor, Deed.HEAR_NEED)
    text = request.POST.get("text", "")[:4000]
    reading = queries.read(text) if text.strip() else None
    shown = {
        "alarm": alarm(queries.signs_in(text)),
        "reading": reading,
        "words": _words(reading.kind, reading.category, reading.urgency) if reading else {},
    }
    return render(request, "desk/hear_live.html", shown)


@require_POST
def caller(request: DeskRequest) -> HttpResponse:
    """Who has rung from this number before, masked, as a piece of the page."""
    phone = request.POST.get("contact_phone", "")[:40]
    known = intake.callers(request.actor, phone) if request.actor.may(Deed.READ_NEEDS) else None
    states, kinds = dict(State.choices), dict(Category.choices)
    for row in known.matters if known else []:
        row["state"] = states.get(row["state"], "")
        row["category"] = kinds.get(row["category"], "")
    return render(request, "desk/hear_caller.html", {"known": known})

"""One matter: its words, its story, and what can be done next."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form, Textarea, TextInput
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sanshe.entrances.desk.pages.intake.beside import intake_of
from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotFound, Problem
from sanshe.registry.catalogue.enums import Category
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.work.needs import actions, queries
from sanshe.work.needs.enums import State
from sanshe.work.visits import queries as visits

from ..cases import shown as cases
from . import forms, two, way, who
from .shown import alarm, marked, parties, told
from .steps import STEPS, run
from .steps_way import STEPS_ON_ITS_WAY


@require_GET
def need(request: DeskRequest, id: UUID) -> HttpResponse:
    """The page of a matter."""
    return render(request, "desk/need.html", page_of(request, queries.get(request.actor, id)))


@require_POST
def take_step(request: DeskRequest, id: UUID, step: str) -> HttpResponse:
    """One step. Where it is refused, the page comes back as the matter stands now, with
    everything typed kept beside the reason."""
    if step not in STEPS:
        raise NotFound()
    before = queries.get(request.actor, id)
    form = form_of(step, before, request.POST, request.actor)
    if form is None:  # nothing to decide any more
        raise NotFound()
    if form.is_valid():
        try:
            done = run(request.actor, before, step, form.cleaned_data, request.POST)
        except NotFound:
            raise
        except Problem as problem:
            form.refuse(problem)
            return _again(request, id, step, form, problem.status)
        messages.success(request, done)
        if step in who.NAMING and who.planned_for_others(request.actor, id):
            messages.warning(request, _("已经安排的探访写的还是原来的人,请看要不要取消重排。"))
        return _onward(request, id, step)
    return _again(request, id, step, form, 400)


def _again(
    request: DeskRequest, id: UUID, step: str, form: Any, status: int
) -> HttpResponse:  # fmt: skip
    now = queries.get(request.actor, id)
    shown = page_of(request, now, typed={step: form})
    shown["refused"] = step
    if step not in shown["offered"]:
        shown["stranded"] = _stranded(form)
    return render(request, "desk/need.html", shown, status=status)


def _stranded(form: Form) -> dict[str, Any]:
    """What somebody typed for a step that is over meanwhile, because a colleague was quicker: it
    has no form on the page any more, and must not be lost."""
    typed = [
        (bound.label, bound.value())
        for bound in form.visible_fields()
        if isinstance(bound.field.widget, TextInput | Textarea) and bound.value()
    ]
    why = [str(one) for errors in form.errors.values() for one in errors]
    return {"why": why, "typed": typed}


def _onward(request: DeskRequest, id: UUID, step: str) -> HttpResponse:
    """Back to the matter; to the queue where it has left our hands or our sight."""
    still = queries.visible(request.actor).filter(pk=id).first()
    if still is None:
        messages.info(request, _("这一条已经转走,您这个身份看不到它了。"))
    gone = still is None or still.waits_for != request.actor.org
    if gone and (still is None or step in ("sort", "dispatch", "send_back")):
        return redirect("desk:queue")
    return redirect("desk:need", id)


def page_of(
    request: DeskRequest, row: queries.Need, typed: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Everything the page shows. ``typed``: forms as they were sent."""
    actor, proposal = request.actor, queries.Proposal.from_json(row.proposal)
    offered = queries.offers(actor, row)
    ids = [row.desk_org, *([row.lead_org] if row.lead_org else []), *row.helper_orgs]
    names = organisations.names_of([*ids, *([proposal.lead] if proposal.lead else [])])
    on_its_way = way.shown(actor, row)
    if on_its_way["decides"]:
        offered.add("decide")
    if "appeal" in offered and not queries.grounds(row):
        offered.discard("appeal")
    shown_forms = {step: form_of(step, row, None, actor) for step in offered if step in STEPS}
    return {
        "need": row,
        "pieces": marked(row.text, proposal.words),
        "alarm": alarm(proposal.danger) if row.state != "closed" else None,
        "proposal": proposal,
        "proposed_lead": names.get(proposal.lead, "") if proposal.lead else "",
        "desk_name": names.get(row.desk_org, ""),
        "lead_name": names.get(row.lead_org, "") if row.lead_org else "",
        "helper_names": [names[one] for one in row.helper_orgs if one in names],
        "story": told(queries.story(actor, row.id)),
        "category_name": dict(Category.choices).get(row.category, row.category),
        "visits": visits.of_need(actor, row) if actor.may(Deed.READ_VISITS) else [],
        "offered": offered,
        "forms": {**shown_forms, **(typed or {})},
        "purpose": forms.Purpose(prefix="c"),
        "may_export": actor.may(Deed.EXPORT_PERSON),
        **_visiting(actor, row),
        **cases.of_need(actor, row),
        **intake_of(actor, row, offered),
        **who.shown(request, row, offered),
        **on_its_way,
        **two.shown(actor, row, offered),
        "to_choose": two.to_choose(proposal),
        **_next(row, offered),
    }


FOLDED = ("hand_over", "pause", "send_back", "dispute", "appeal", "raise_privacy", "complain",
          "note", "thank")  # fmt: skip


def _next(row: queries.Need, offered: set[str]) -> dict[str, Any]:
    """Which of the steps stands open: asking an outside body back on its day, else answering."""
    day = row.ask_back_on
    ask_now = "ask_back" in offered and day is not None and day <= timezone.localdate()
    folded = FOLDED if row.state == State.SORTED else (*FOLDED, "dispatch")
    answer_now = not ask_now and not row.paused_until and "decide" not in offered
    return {"ask_now": ask_now, "answer_now": answer_now, "folded": folded}


def _visiting(actor: Actor, row: queries.Need) -> dict[str, Any]:
    """Whether and where a visit for this matter can be planned."""
    part = actor.org == row.lead_org or actor.org in row.helper_orgs
    may = actor.may(Deed.PLAN_VISIT) and part and row.state in (State.DISPATCHED, State.ANSWERED)
    return (
        {"may_visit": may, "visit_url": f"{reverse('desk:visit_plan')}?need={row.pk}"}
        if may
        else {}
    )


def form_of(step: str, row: queries.Need, sent: Any, actor: Actor) -> Any:
    """The form of a step, filled in with what is proposed or stands; None where it is over."""
    if step in STEPS_ON_ITS_WAY:
        return way.form_of(actor, step, row, sent)
    kind: Any = STEPS[step].form
    if step == "dispatch":
        choices, named = parties(row)
        choices = way.with_load(actor, choices)
        initial = {
            "lead": str(named.lead.id) if named else "",
            "helpers": [str(one.id) for one in named.helpers] if named and _open(row) else [],
        }
        return kind(sent, parties=choices, initial=initial)
    if step == "register":
        return who.register_form(row, sent)
    if step == "sort":
        fields = ("kind", "category", "urgency", "privacy")
        return kind(sent, initial={name: getattr(row, name) for name in fields})
    return kind(sent)


def _open(row: queries.Need) -> bool:
    return row.privacy in ("normal", "third_party")


@require_POST
def contact(request: DeskRequest, id: UUID) -> HttpResponse:
    """Telephone and address in full, once a purpose is given; leaves its line in the audit."""
    form = forms.Purpose(request.POST, prefix="c")
    if not form.is_valid():
        return render(request, "desk/need_contact.html", {"purpose": form, "id": id}, status=400)
    known = actions.reveal_contact(request.actor, need=id, purpose=form.cleaned_data["purpose"])
    answer = render(request, "desk/need_contact.html", {"contact": known, "id": id})
    answer["Cache-Control"] = "no-store"
    return answer

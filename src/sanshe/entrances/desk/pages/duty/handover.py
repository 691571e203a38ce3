"""The end of a shift on one page: what is open and pressing, words, who takes over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from sanshe.entrances.shared.request import DeskRequest
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.work.duty import actions
from sanshe.work.duty import queries as duty
from sanshe.work.duty.enums import Pressing, State
from sanshe.work.needs import queries as needs
from sanshe.work.visits import queries as visits
from sanshe.work.visits.enums import VisitState

from . import forms

Row = dict[str, Any]
MOST = 30
"""So many of each, as of the matters."""


def pressing(actor: Actor) -> dict[Pressing, list[Row]]:
    """What the next shift has to know of, from all over the desk."""
    found: dict[Pressing, list[Row]] = {Pressing.ALARMS: _alarms(duty.open_ones(actor))}
    shift = needs.at_shift_end(actor)
    for kind, rows in (
        (Pressing.OVERDUE, shift.overdue), (Pressing.TODAY, shift.today),
        (Pressing.WATCH, shift.watch), (Pressing.CALL_BACK, shift.call_back),
    ):  # fmt: skip
        found[kind] = _matters(rows)
    if actor.may(Deed.READ_VISITS):
        found[Pressing.LOOKED_FOR] = _ladders(visits.open_ladders(actor, limit=MOST))
        found[Pressing.OUT] = _escorts(visits.escorts_out(actor, limit=MOST))
        found[Pressing.PROMISED] = _visits(_promised(actor))
        if actor.may(Deed.CALL_BACK):
            found[Pressing.BORNE_OUT] = _visits(visits.to_call_back(actor))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def end_of_shift(request: DeskRequest) -> HttpResponse:
    """What is pressing now; handing it over keeps it as it is at this moment."""
    actor = request.actor
    people = [one for one in duty.staff(actor) if one[0] != str(actor.user)]
    after = duty.next_shift(actor)
    form = forms.GiveOver(
        request.POST or None, people=people, initial={"to": str(after.user) if after else ""}
    )
    found = pressing(actor)
    if request.method == "POST" and form.is_valid():
        form.cleaned_data["to"] = UUID(form.cleaned_data["to"])
        kept = {kind: [row["id"] for row in rows] for kind, rows in found.items()}
        done = []
        if form.carries(lambda **said: done.append(actions.hand_over(actor, items=kept, **said))):
            messages.success(request, _("交出去了,等对方接。"))
            return redirect("desk:handover", done[0].id)
    shown = {
        "sections": _sections(found),
        "form": form,
        "people": people,
        "given": duty.handovers(actor, limit=10),
        "now": timezone.now(),
    }
    return render(request, "desk/handovers.html", shown, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: DeskRequest, id: UUID) -> HttpResponse:
    """What was handed over then, each as it stands now; whoever it is for accepts it."""
    actor = request.actor
    row = duty.handover(actor, id)
    form = forms.Accept(request.POST or None)
    if request.method == "POST" and form.carries(
        lambda **said: actions.accept(actor, handover=id, **said)
    ):
        messages.success(request, _("您接班了。"))
        return redirect("desk:handover", id)
    shown = {
        "row": row,
        "accepted": getattr(row, "accepted", None),
        "mine": row.to_user == actor.user,
        "sections": _sections(_kept(actor, row.items)),
        "form": form,
    }
    return render(request, "desk/handover.html", shown, status=400 if form.errors else 200)


def _kept(actor: Actor, items: Mapping[str, Iterable[str]]) -> dict[Pressing, list[Row]]:
    """The keys of then, as their things stand now. What the reader may not see, or what went
    elsewhere, is left out."""
    keys = {Pressing(kind): [UUID(id) for id in ids] for kind, ids in items.items()}
    wanted = [id for ids in keys.values() for id in ids]
    known = {row["id"]: row for row in _matters(needs.of_ids(actor, wanted))}
    if actor.may(Deed.READ_VISITS):
        known |= {row["id"]: row for row in _visits(visits.visible(actor).filter(pk__in=wanted))}
        known |= {row["id"]: row for row in _ladders(visits.ladders_among(actor, wanted))}
    known |= {row["id"]: row for row in _alarms(duty.of_ids(actor, wanted))}
    found = {kind: [known[id] for id in ids if id in known] for kind, ids in keys.items()}
    if out := keys.get(Pressing.OUT):  # kept by their visits' keys
        found[Pressing.OUT] = _escorts(visits.escorts_among(actor, out))
    return found


def _sections(found: Mapping[Pressing, list[Row]]) -> list[dict[str, Any]]:
    order = [kind for kind in Pressing if kind in found]
    return [{"kind": kind, "label": kind.label, "rows": found[kind]} for kind in order]


def _promised(actor: Actor) -> list[Any]:
    """The visits of tomorrow."""
    day = timezone.localdate() + timedelta(days=1)
    week = visits.week(actor, day - timedelta(days=day.weekday()))
    return [
        row for row in week
        if timezone.localdate(row.planned_start) == day and row.state == VisitState.PLANNED
    ]  # fmt: skip


ALARM = gettext_lazy("警报")


def _alarms(rows: Iterable[duty.Alarm]) -> list[Row]:
    return [
        {
            "id": row.id, "url": reverse("desk:alarm", args=[row.id]), "head": str(ALARM),
            "text": row.get_state_display(), "at": row.raised_at, "who": row.holder_name,
            "urgent": row.state == State.RINGING, "over": row.state == State.OVER,
        }
        for row in rows
    ]  # fmt: skip


def _matters(rows: Iterable[needs.Row]) -> list[Row]:
    return [
        {
            "id": row.id, "url": reverse("desk:need", args=[row.id]), "receipt": row.receipt,
            "text": row.excerpt, "at": row.due_at, "due": row.state != "closed", "who": row.lead,
            "urgent": row.urgency == "P0", "over": row.state == "closed",
        }
        for row in rows
    ]  # fmt: skip


def _ladders(rows: Iterable[visits.Ladder]) -> list[Row]:
    now = timezone.now()
    return [
        {
            "id": row.id, "url": reverse("desk:visit_ladder", args=[row.id]), "head": row.whom,
            "text": row.get_ended_how_display() or row.rung_label, "at": row.due_at,
            "who": row.worker_name, "urgent": not row.ended_at and row.due_at < now,
            "over": row.ended_at is not None,
        }
        for row in rows
    ]  # fmt: skip


def _escorts(rows: Iterable[visits.Escort]) -> list[Row]:
    """``at`` is when they promised to be home, or were."""
    now = timezone.now()
    return [
        {
            "id": row.pk, "url": reverse("desk:visit", args=[row.pk]), "head": row.visit.whom,
            "text": row.home_how or row.destination, "at": row.home_at or row.back_by,
            "who": row.visit.crew_names, "urgent": not row.home_at and row.back_by < now,
            "over": row.home_at is not None,
        }
        for row in rows
    ]  # fmt: skip


def _visits(rows: Iterable[Any]) -> list[Row]:
    return [
        {
            "id": row.id, "url": reverse("desk:visit", args=[row.id]), "head": row.service.name,
            "text": row.whom, "at": row.planned_start, "who": row.worker_name,
            "urgent": False, "over": False,
        }
        for row in rows
    ]  # fmt: skip

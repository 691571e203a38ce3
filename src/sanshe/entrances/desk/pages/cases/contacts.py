"""Writing a contact down, and mending one."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotFound
from sanshe.work.casework import actions, queries

from .forms import ContactForm, CorrectForm


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: DeskRequest, id: UUID) -> HttpResponse:
    """Three questions; in a stairwell, on a telephone."""
    actor = request.actor
    row = queries.get(actor, id)
    may = queries.may(actor, row)
    if not (may.read if request.method == "POST" else may.contact):  # the action refuses, in words
        raise NotFound()
    form = ContactForm(request.POST or None)
    form.fields["next_on"].required = row.running  # after the end nothing need follow
    if request.method == "POST" and form.carries(partial(actions.contact, actor, case=id)):
        messages.success(request, _("记下了,台账里也有了。"))
        return redirect("desk:case", id)
    shown = {"form": form, "case": row, "whom": queries.whom(row)}
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/case_contact.html", shown, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: DeskRequest, id: UUID) -> HttpResponse:
    """Words anybody of the team mends; a time moves the book."""
    actor = request.actor
    made = queries.one_contact(actor, id)
    began = timezone.localtime(made.started_at)
    former = {
        "version": made.version, "way": made.way, "note": made.note, "day": began.date(),
        "clock": began.time(), "minutes": made.minutes,
    }  # fmt: skip
    form = CorrectForm(request.POST or None, initial=former)
    if request.method == "POST" and form.carries(partial(actions.correct, actor, contact=id)):
        messages.success(request, _("改好了,原来写的也留着。"))
        return redirect("desk:case", made.case_id)
    shown = {"form": form, "case": made.case, "whom": queries.whom(made.case), "mending": made}
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/case_contact.html", shown, status=status)

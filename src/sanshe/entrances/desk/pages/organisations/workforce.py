"""Certificates of an agency's own people, told by its head."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from sanshe.entrances.shared.forms import HouseForm
from sanshe.entrances.shared.request import DeskRequest
from sanshe.registry.workforce import actions, queries
from sanshe.registry.workforce.enums import Certificate
from sanshe.trust.accounts import queries as accounts
from sanshe.trust.policy.actor import Actor


class Certify(HouseForm):
    """Whose certificate, which, since when."""

    personal = {
        "user": "workforce.Qualification.user",
        "certificate": "workforce.Qualification.certificate",
        "obtained_on": "workforce.Qualification.obtained_on",
    }
    user = forms.TypedChoiceField(label=gettext_lazy("谁"), coerce=UUID)
    certificate = forms.ChoiceField(label=gettext_lazy("哪一级"), choices=Certificate)
    obtained_on = forms.DateField(
        label=gettext_lazy("批准日期"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: object, actor: Actor) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        staff = [(one.id, one.name) for one in accounts.staff_of(actor.org)]
        self.fields["user"].choices = staff  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def certificates(request: DeskRequest) -> HttpResponse:
    """The list, and a new one."""
    actor = request.actor
    held = queries.of_own_agency(actor)
    form = Certify(request.POST if request.method == "POST" else None, actor=actor)
    if request.method == "POST" and form.carries(partial(actions.certify, actor)):
        messages.success(request, _("登记了。"))
        return redirect("desk:certificates")
    shown = {"held": held, "form": form}
    return render(request, "desk/certificates.html", shown, status=400 if form.errors else 200)


@require_POST
def uncertify(request: DeskRequest, id: UUID) -> HttpResponse:
    """Take back one told by mistake."""
    actions.uncertify(request.actor, qualification=id)
    messages.success(request, _("撤下了。"))
    return redirect("desk:certificates")

"""What the tables ask services for by name: hours, training. Said by who keeps the catalogue."""

from __future__ import annotations

from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from sanshe.entrances.shared.forms import HouseForm
from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.areas import queries as areas
from sanshe.registry.catalogue import actions, queries
from sanshe.registry.catalogue.enums import Reported
from sanshe.trust.policy.actor import demand
from sanshe.trust.policy.enums import Deed


class Report(HouseForm):
    """One service, and what it is asked for."""

    plain = frozenset({"service", "reported_as"})
    service = forms.IntegerField(widget=forms.HiddenInput)
    reported_as = forms.ChoiceField(
        label=gettext_lazy("年报里算什么"), required=False,
        choices=[("", gettext_lazy("不单独报")), *Reported.choices],
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def services(request: DeskRequest) -> HttpResponse:
    """The services of the area; each is said by itself."""
    actor = request.actor
    demand(actor, Deed.READ_STATUTORY)
    kind = request.GET.get("kind", "")
    kind = kind if kind in Reported.values else ""
    rows = queries.services_to_report(actor, reported_as=kind)
    form = Report(request.POST) if request.method == "POST" else None
    if form is not None and form.carries(partial(actions.report_as, actor)):
        messages.success(request, _("记下了。"))
        return redirect("desk:statutory_services")
    names = areas.short_names_of({row.community for row in rows})
    shown = {
        "rows": [(row, names.get(row.community, "")) for row in rows],
        "kinds": Reported.choices,
        "kind": kind,
        "wrong": form,
    }
    status = 200 if form is None else 400
    return render(request, "desk/statutory_services.html", shown, status=status)

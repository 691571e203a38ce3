"""Records drawn by a seed for the auditor's own look at the files."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from sanshe.entrances.shared.forms import HouseForm
from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotAllowed
from sanshe.insight.yuan import actions, queries
from sanshe.trust.policy.enums import Deed


class SizeForm(HouseForm):
    plain = {"size"}
    size = forms.IntegerField(
        label=_("抽几条"), min_value=1, max_value=queries.MOST_DRAWN, initial=queries.USUAL_DRAWN
    )


class Drawing(HouseForm):
    """A draw in the address: whoever has it sees the same records, as far as they may."""

    plain = {"seed", "size", "until", "pool"}
    seed = forms.RegexField(r"[0-9a-f]{32}")
    size = forms.IntegerField(min_value=1, max_value=queries.MOST_DRAWN)
    until = forms.DateField()
    pool = forms.RegexField(r"[0-9a-f]{16}", required=False)


@require_http_methods(["GET", "HEAD", "POST"])
def draw(request: DeskRequest, id: UUID) -> HttpResponse:
    """POST makes a seed, GET draws by it."""
    form = SizeForm(request.POST or None)
    if request.method == "POST":
        if not request.actor.may(Deed.DRAW_RECORDS):
            raise NotAllowed()
        if form.is_valid():
            until, size = timezone.localdate(), form.cleaned_data["size"]
            seed, pool = actions.draw(request.actor, agreement=id, size=size, until=until)
            query = {"seed": seed, "size": size, "until": until.isoformat(), "pool": pool}
            return redirect(f"{reverse('desk:yuan_draw', args=[id])}?{urlencode(query)}")
    found = queries.trail(request.actor, id)
    asked = Drawing(request.GET)
    shown: dict[str, Any] = {
        "agreement": found.agreement,
        "form": form,
        "drawn": of(request, found, asked),
        "until": asked.cleaned_data.get("until") if asked.is_valid() else None,
        "indicators": {one.indicator.pk: one.indicator for one in found.worths},
        "query": request.GET.urlencode(),
        "may_draw": request.actor.may(Deed.DRAW_RECORDS),
    }
    return render(request, "desk/yuan_draw.html", shown, status=400 if form.errors else 200)


def of(request: DeskRequest, found: queries.Trail, asked: Drawing) -> queries.Drawn | None:
    """What the address draws; None where it says no draw."""
    if not asked.is_valid():
        return None
    until: date = asked.cleaned_data["until"]
    return queries.drawn(
        request.actor, found, seed=asked.cleaned_data["seed"], size=asked.cleaned_data["size"],
        until=until, digest=asked.cleaned_data["pool"],
    )  # fmt: skip

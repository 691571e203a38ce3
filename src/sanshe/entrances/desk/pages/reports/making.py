"""All reports, and the place where the next one is made in one step."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import Problem
from sanshe.insight.reports import actions, queries
from sanshe.insight.reports.enums import Kind
from sanshe.registry.organisations import queries as organisations

from .forms import Which, Write


@require_http_methods(["GET", "HEAD", "POST"])
def reports(request: DeskRequest) -> HttpResponse:
    """Choose, add words, make. The choice stands in the address."""
    actor = request.actor
    kinds, agreements = queries.choices(actor)
    which = Which(request.GET, kinds=kinds, agreements=agreements)
    asked = which.chosen() if kinds else None
    form = Write(request.POST) if request.method == "POST" else None
    if form is not None and asked is not None and form.is_valid():
        words = {**form.cleaned_data}
        language = words.pop("language")
        try:
            actions.keep_words(actor, **asked, **words)
            if "keep" in request.POST:
                messages.success(request, _("话存下了,做报告时会印上。"))
                return redirect(request.get_full_path())
            made = actions.begin(actor, **asked, language=language)
        except Problem as problem:
            form.refuse(problem)
        else:
            return redirect("desk:report", made.pk)
    rows = queries.reports(actor)
    shown: dict[str, Any] = {
        "which": which, "asked": asked, "rows": rows,
        "who": organisations.names_of({row.org for row in rows}),
        "overview": asked is not None and asked["kind"] == Kind.OVERVIEW,
        "apart": asked is not None and asked["kind"] != Kind.OVERVIEW
                 and asked["agreement"] is None
                 and len({one.purchaser_id for one in agreements}) > 1,
        "form": form or (_words(request, asked) if asked else None),
    }  # fmt: skip
    return render(request, "desk/reports.html", shown, status=400 if form else 200)


def _words(request: DeskRequest, asked: dict[str, Any]) -> Write:
    kept = queries.words(request.actor, Kind(asked["kind"]), asked["start"], asked["agreement"])
    return Write.of(kept)

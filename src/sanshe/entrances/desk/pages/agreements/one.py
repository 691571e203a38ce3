"""One agreement: how far every promise is, its steps with their limits, its papers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sanshe.entrances.shared.request import DeskRequest
from sanshe.entrances.shared.uploads import takes_files
from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.errors import Problem
from sanshe.registry.agreements import actions, queries
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.policy.enums import Deed
from sanshe.work.settlement import queries as settlement

from .bars import bar
from .forms import PaperForm
from .next import next_of
from .way import told


@require_GET
def agreement(request: DeskRequest, id: UUID) -> HttpResponse:
    return page_of(request, id)


def page_of(request: DeskRequest, id: UUID, *, paper_form: PaperForm | None = None) -> HttpResponse:
    actor = request.actor
    progress = settlement.progress(actor, id)
    row = progress.agreement
    events = queries.events_of(actor, id)
    takes_part = actor.org in (row.purchaser_id, row.supplier_id)
    shown: dict[str, Any] = {
        "agreement": row,
        "progress": progress,
        "awaited": next_of(actor, row),
        "stations": list(queries.platforms_of([row.pk]).get(row.pk, {}).values()),
        "standings": [(one, bar(one)) for one in progress.standings],
        "places": areas.short_names_of(set(row.communities)).values(),
        "price": queries.price_of(row),
        "tranches": queries.tranches_of(row),
        "sources": row.sources.order_by("-amount"),
        "budget": row.budget.order_by("order"),
        "amendments": row.amendments.order_by("number"),
        "events": told(events),
        "who": organisations.names_of({event.by_org for event in events}),
        "papers": queries.papers_of(actor, row),
        "may_announce": actor.may(Deed.ANNOUNCE_TAKEOVER) and row.supplier_id is not None,
        "may_attach": takes_part and actor.may(Deed.ADD_PAPER) and row.archived_on is None,
        "paper_form": paper_form or PaperForm(),
    }
    return render(request, "desk/agreement.html", shown, status=400 if paper_form else 200)


@takes_files(megabytes=10)
@require_POST
def attach(request: DeskRequest, id: UUID) -> HttpResponse:
    """Add a paper to the step the agreement stands at."""
    form = PaperForm(request.POST, request.FILES)
    if form.is_valid():
        given, file = form.cleaned_data, form.cleaned_data["file"]
        try:
            actions.attach(
                request.actor, agreement=id, kind=given["kind"], title=given["title"],
                media_type=file.content_type or "", content=file.read(), public=given["public"],
            )  # fmt: skip
        except Problem as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("放进去了。"))
            back = "purchase" if request.POST.get("back") == "purchase" else "agreement"
            return redirect(f"desk:{back}", id)
    return page_of(request, id, paper_form=form)


@require_GET
def paper(request: DeskRequest, id: UUID, paper: UUID) -> HttpResponse:
    """One paper, as a download: never shown in our own origin."""
    row = queries.paper(request.actor, id, paper)
    response = HttpResponse(bytes(row.content), content_type=row.media_type)
    response["Content-Disposition"] = content_disposition_header(True, row.title)
    response["X-Content-Type-Options"] = "nosniff"
    return response

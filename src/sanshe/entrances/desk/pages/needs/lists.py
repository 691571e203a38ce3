"""The queue. Its filters live in the address; a row costs no query of its own."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from sanshe.entrances.shared.request import DeskRequest
from sanshe.entrances.shared.templatetags.shared import due
from sanshe.registry.catalogue.enums import Category
from sanshe.registry.organisations import queries as organisations
from sanshe.registry.organisations.enums import OrgKind
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import OPEN, Deed, Privacy
from sanshe.work.needs import queries
from sanshe.work.needs.enums import Kind, State, Urgency

from . import bulk, views
from .shown import leads

BADGES = {
    Urgency.P0: "badge-urgent", Urgency.P1: "badge-soon", Urgency.P2: "badge-open",
    Urgency.P3: "badge-quiet", Urgency.P4: "badge-quiet",
}  # fmt: skip

SOON = {
    Urgency.P0: pgettext_lazy("多急", "马上"), Urgency.P1: pgettext_lazy("多急", "一天内"),
    Urgency.P2: pgettext_lazy("多急", "三天内"), Urgency.P3: pgettext_lazy("多急", "十天内"),
    Urgency.P4: pgettext_lazy("多急", "转达"),
}  # fmt: skip
"""A short word for a badge; the whole limit, in working days, is the badge's title."""


@require_GET
def queue(request: DeskRequest) -> HttpResponse:
    """A page of what waits, the most pressing first."""
    asked = request.GET
    filters = replace(
        queries.filters_of(asked.dict()), q=asked.get("q", "")[:60], after=asked.get("after", "")
    )
    page = queries.queue(request.actor, filters)
    shown = {
        "filters": filters,
        "filtered": any(asked.get(name) for name in asked if name != "after"),
        "page": page,
        "rows": rows(page.rows),
        "counts": queries.counts(request.actor),
        "prefix": reverse("desk:queue"),
        "may_hear": request.actor.may(Deed.HEAR_NEED),
        "states": State.choices,
        "urgencies": Urgency.choices,
        "kinds": Kind.choices,
        "categories": Category.choices,
        "leads": _leads(request.actor, filters.lead),
        "tabs": views.tabs(request.actor, asked),
        "keep_form": views.KeepView(),
        "kept": [(name, asked[name]) for name in (*queries.KEPT, "q") if asked.get(name)],
        "may_send": request.actor.may(Deed.DISPATCH_NEED),
        "just_sent": bulk.just_sent(request),
    }
    return render(request, "desk/queue.html", shown)


def _leads(actor: Actor, chosen: str) -> list[tuple[str, str]]:
    """Who may lead where the actor works; and whoever stands in the address."""
    if actor.lo == actor.hi:
        found = dict(leads(actor.lo))
    else:
        near = organisations.at_work_in(actor.lo, actor.hi)
        outside = organisations.choices(kinds=[OrgKind.EXTERNAL])
        found = {str(id): name for id, name in [*near, *outside]}
    if chosen and chosen not in found:
        with contextlib.suppress(ValueError):
            found |= {str(id): name for id, name in organisations.names_of([UUID(chosen)]).items()}
    return list(found.items())


def rows(found: list[queries.Row]) -> list[dict[str, Any]]:
    """Rows as the template writes them: every word looked up once a page, not once a row."""
    kinds, states, categories, levels = (
        {value: str(label) for value, label in kind.choices}
        for kind in (Kind, State, Category, Privacy)
    )
    soon = {value: str(word) for value, word in SOON.items()}
    limits = {value: str(label) for value, label in Urgency.choices}
    return [
        {
            "id": row.id,
            "ticks": row.state == State.SORTED,
            "urgency": row.urgency,
            "soon": soon.get(row.urgency, ""),  # type: ignore[call-overload]
            "limit": limits.get(row.urgency, ""),
            "badge": BADGES.get(row.urgency, "badge-quiet"),  # type: ignore[call-overload]
            "receipt": f"{row.receipt[:3]} {row.receipt[3:6]} {row.receipt[6:]}",
            "excerpt": row.excerpt,
            "kind": kinds.get(row.kind, ""),
            "category": categories.get(row.category, ""),
            "state": states[row.state],
            "heard": row.heard_at,
            "due": "" if row.state == State.CLOSED else due(row.due_at),
            "overdue": row.overdue,
            "lead": row.lead,
            "danger": bool(row.danger) and row.state in (State.HEARD, State.SORTED),
            "privacy": "" if row.privacy in OPEN else levels[row.privacy],
        }
        for row in found
    ]

"""Public page: what was bought for a community, from whom, for how much, and how far it is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET

from sanshe.ground.areas import queries as areas
from sanshe.registry.agreements import queries as agreements
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope
from sanshe.work.settlement import queries as settlement

SHOWN = 20


@require_GET
def bought(request: HttpRequest, code: int) -> HttpResponse:
    """Published agreements, the newest first, each with its promises and how far they are."""
    areas.get(code)
    with scope(Actor.resident(community=code), read_only=True) as actor:
        rows = [
            _one(actor, row) for row in agreements.visible(actor).order_by("-starts_on")[:SHOWN]
        ]
    return render(request, "public/bought.html", {"code": code, "rows": rows})


def _one(actor: Actor, row: Any) -> dict[str, Any]:
    progress = settlement.progress(actor, row.pk)
    counted = [one for one in progress.standings if one.share is not None]
    return {
        "agreement": row,
        "price": agreements.price_of(row),
        "weighted": progress.weighted,
        "promises": [(one, f"{one.share * 100:.1f}") for one in counted if one.share is not None],
        "papers": agreements.papers_of(actor, row),
        "money": settlement.public_summary(row),
        "said": settlement.latest(row),
        "acceptance": settlement.public_acceptance(row),
    }


urlpatterns: list[URLPattern] = [path("c/<int:code>/bought/", bought, name="bought")]

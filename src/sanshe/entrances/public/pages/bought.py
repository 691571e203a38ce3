"""Public page: what was bought for a community, from whom, for how much, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_GET

from sanshe.ground.areas import queries as areas
from sanshe.registry.agreements import queries as agreements
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope
from sanshe.work.settlement import queries as settlement
from sanshe.work.settlement.enums import Pace

SHOWN = 20
FEW, STEP = 5, 5
"""Fewer people than this are not told of; the whole is then told in steps of five percent."""
OF_PEOPLE = {"persons", "person_times", "household_times", "cases"}
LATE = (Pace.BEHIND, Pace.OUT_OF_REACH)


@dataclass(frozen=True, slots=True)
class Told:
    """A promise; ``few``: so few people so far that their number is not told."""

    standing: Any
    few: bool

    @property
    def percent(self) -> str:
        return "0" if self.few else f"{self.standing.share * 100:.1f}"


def _few(standing: Any) -> bool:
    return standing.indicator.unit in OF_PEOPLE and 0 < standing.done < FEW


def _days_left(ends_on: date | None) -> int | None:
    """How many days are left; None when it is over."""
    left = (ends_on - timezone.localdate()).days if ends_on else -1
    return left if left >= 0 else None


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
    promises = [Told(one, _few(one)) for one in counted]
    weighted = int(progress.weighted)
    if any(one.few for one in promises):  # else the whole would tell what is left out
        weighted -= weighted % STEP
    return {
        "agreement": row,
        "price": agreements.price_of(row),
        "weighted": weighted,
        "days_left": _days_left(row.ends_on),
        "late": sum(one.standing.outlook.pace in LATE for one in promises if one.standing.outlook),
        "promises": promises,
        "smallest": FEW,
        "papers": agreements.papers_of(actor, row),
        "money": settlement.public_summary(row),
        "said": settlement.latest(row),
        "acceptance": settlement.public_acceptance(row),
    }


urlpatterns: list[URLPattern] = [path("c/<int:code>/bought/", bought, name="bought")]

"""A worker's day, in the order of the way."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from sanshe.entrances.shared.request import DeskRequest
from sanshe.trust.policy.actor import demand
from sanshe.trust.policy.enums import Deed
from sanshe.work.planning import queries
from sanshe.work.planning.enums import Reached

from .shown import tabs


@require_safe
def my_day(request: DeskRequest) -> HttpResponse:
    demand(request.actor, Deed.RECORD_VISIT)
    try:
        day = parse_date(request.GET.get("day", "")) or timezone.localdate()
    except ValueError:
        day = timezone.localdate()
    page = {
        "mine": queries.my_day(request.actor, day),
        "today": timezone.localdate(),
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "ways": Reached.choices[:3],
        "tabs": tabs(request.actor, "my_day"),
    }
    return render(request, "desk/my_day.html", page)

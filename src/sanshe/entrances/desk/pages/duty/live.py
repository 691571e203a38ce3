"""What an open page asks every few seconds. Cheap, and no audit line: it shows nothing about
anybody. Asking does not count as being there (see the door)."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from sanshe.entrances.desk.alarm_bar import bar_of, counts_of, counts_of_views
from sanshe.entrances.shared.request import DeskRequest


@require_safe
def live(request: DeskRequest) -> HttpResponse:
    """The bar (only where it says something else than the page has) and the counts."""
    bar = bar_of(request.actor)
    counts = counts_of(request.actor)
    if request.GET.get("views") == "1":
        counts |= counts_of_views(request.actor)
    answer = {"key": bar.key, "ringing": len(bar.ringing), "counts": counts}
    if bar.key != request.GET.get("key", ""):
        answer["bars"] = render_to_string("desk/alarm_bars.html", {"alarm_bar": bar}, request)
    return JsonResponse(answer)

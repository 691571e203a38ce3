"""What several of these pages show: the pages beside them, a month in the address."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.areas.queries import short_names_of
from sanshe.ground.calendars.deadlines import add_months
from sanshe.ground.kit.errors import NotFound
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.work.planning import queries


class Tab(NamedTuple):
    url: str
    text: str | Promise
    current: bool


_TABS: tuple[tuple[Deed, str, str | Promise], ...] = (
    (Deed.RECORD_VISIT, "my_day", _("我的一天")),
    (Deed.MAKE_PLAN, "plan_month", _("月计划")),
    (Deed.READ_PLANS, "coverage", _("谁还没看到")),
    (Deed.MAKE_PLAN, "absence", _("谁不在")),
    (Deed.MAKE_PLAN, "hours", _("上班时间")),
    (Deed.TICK_ROUND, "rounds", _("走访单")),
    (Deed.KEEP_TIERS, "tiers", _("探访标准")),
)


def tabs(actor: Actor, current: str) -> list[Tab]:
    """The neighbouring pages the actor may open."""
    return [
        Tab(reverse(f"desk:{name}"), text, name == current)
        for deed, name, text in _TABS
        if actor.may(deed)
    ]


def month_in(request: DeskRequest) -> date:
    """The month in the address, as a day of it; this month where none is told."""
    text = request.GET.get("month", "")
    try:
        found = parse_date(f"{text}-01" if len(text) == 7 else text)
    except ValueError:
        found = None
    return (found or timezone.localdate()).replace(day=1)


def place_in(request: DeskRequest) -> int:
    """The community in the address, else the first the actor sees residents of."""
    text = request.GET.get("community", "")
    if text.isdigit():
        return int(text)
    places = queries.places_of(request.actor)
    if not places:
        raise NotFound()
    return places[0]


def about_month(request: DeskRequest, month: date, place: int) -> dict[str, Any]:
    """Month before and after, and the places to choose from."""
    places = queries.places_of(request.actor)
    names = short_names_of(places)
    return {
        "month": month,
        "before": add_months(month, -1),
        "after": add_months(month, 1),
        "place": place,
        "places": [(code, names.get(code, str(code))) for code in places],
    }

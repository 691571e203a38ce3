"""What is asked of a board: area, period, what it is shown by. All of it stands in the address."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sanshe.entrances.shared.forms import HouseForm
from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.places import parent_of
from sanshe.insight.boards.queries import View, own
from sanshe.registry.catalogue import queries as catalogue
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed

BY = {
    "area": _("地区"),
    "item": pgettext_lazy("目录里的一件事", "事项"),
    "agency": _("机构"),
    "platform": _("服务平台"),
    "month": _("月"),
}
PARTS = (
    ("H", 6, [_("%(year)s年上半年"), _("%(year)s年下半年")]),
    ("Q", 3, [_("%(year)s年第%(quarter)s季度")] * 4),
    ("", 1, [_("%(year)s年%(month)s月")] * 12),
)
YEARS = 5
"""How many years back the list of periods goes."""


class Ask(HouseForm):
    """The address. What makes no sense there is left out."""

    plain = {"area", "period", "by", "item", "agency", "platform"}

    area = forms.IntegerField(required=False, min_value=0, max_value=999_999_999_999)
    period = forms.RegexField(r"^20\d\d(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?$", required=False)
    by = forms.ChoiceField(required=False, choices=[*BY.items(), ("agreement", "")])
    item = forms.IntegerField(required=False, min_value=1)
    agency = forms.UUIDField(required=False)
    platform = forms.IntegerField(required=False, min_value=1)

    def view(self) -> View:
        """As the boards take it. Without a period, this year so far."""
        self.is_valid()
        asked: dict[str, Any] = self.cleaned_data
        start, months = _span(asked.get("period") or f"{timezone.localdate():%Y}")
        return View(
            start=start,
            whole_year=months == 12,
            area=asked.get("area") or 0,
            by=asked.get("by") or "area",
            item=asked.get("item"),
            agency=asked.get("agency"),
            months=months,
            platform=asked.get("platform"),
        )


def _span(period: str) -> tuple[date, int]:
    """2026, 2026-07, 2026-Q3, 2026-H2: its first day and how many months."""
    year, _dash, part = period.partition("-")
    months = {"": 12, "Q": 3, "H": 6}.get(part[:1], 1)
    first = (int(part[1:] or 1) - 1) * months + 1 if months > 1 else int(part)
    return date(int(year), first, 1), months


def period_of(view: View) -> str:
    """The period as the address says it."""
    year, month = f"{view.start:%Y}", view.start.month
    if view.whole_year:
        return year
    part = {3: f"Q{month // 3 + 1}", 6: f"H{month // 6 + 1}"}.get(view.months, f"{month:02}")
    return f"{year}-{part}"


def periods() -> list[tuple[str, str]]:
    """Whole years; half-years, quarters and months of the last two, newest first."""
    today = timezone.localdate()
    found: list[tuple[str, str]] = []
    for year in range(today.year, today.year - YEARS, -1):
        found.append((f"{year}", str(_("%(year)s年")) % {"year": year}))
        last = today.month if year == today.year else 12
        for letter, months, names in PARTS if year > today.year - 2 else ():
            found += [
                (f"{year}-{letter}{n:{'' if letter else '02'}}",
                 str(names[n - 1]) % {"year": year, "quarter": n, "month": n})
                for n in range((last - 1) // months + 1, 0, -1)
            ]  # fmt: skip
    return found


def above(actor: Actor, area: int) -> list[tuple[int, str]]:
    """The areas from the actor's own down to the one shown, with their names."""
    codes = [area]
    while (parent := parent_of(codes[-1])) is not None and actor.lo <= parent <= actor.hi:
        codes.append(parent)
    names = areas.short_names_of(codes)
    return [(code, names.get(code, str(code))) for code in reversed(codes)]


def records_behind(request: DeskRequest, view: View, **narrowed: object) -> str:
    """The address of the records behind a figure; "" where the actor reads none, or where the book
    knows no such part (a platform)."""
    if not request.actor.may(Deed.READ_LEDGER) or view.platform or "platform" in narrowed:
        return ""
    last = (view.until.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    asked: dict[str, object] = {
        "since": view.start, "until": last, "area": view.area, "item": view.item,
        "agency": view.agency, **narrowed,
    }  # fmt: skip
    return f"{reverse('desk:ledger')}?{urlencode({k: v for k, v in asked.items() if v})}"


def narrowed(request: DeskRequest, view: View) -> list[tuple[str, str]]:
    """What a board is narrowed to, each with the address without it."""
    found = []
    if view.item is not None:
        name = catalogue.names_of_items([view.item]).get(view.item, "")
        found.append((name, address(request, item="")))
    if view.agency is not None and not own(request.actor):
        name = organisations.names_of([view.agency]).get(view.agency, "")
        found.append((name, address(request, agency="")))
    if view.platform is not None:
        name = organisations.names_of_platforms([view.platform]).get(view.platform, "")
        found.append((name, address(request, platform="")))
    return found


def address(request: DeskRequest, **changes: object) -> str:
    """The query of this page's address with some changes; "" takes one away."""
    asked = request.GET.copy()
    for name, value in changes.items():
        asked.pop(name, None)
        if value != "":
            asked[name] = str(value)
    return asked.urlencode()

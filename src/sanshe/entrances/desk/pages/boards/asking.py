"""What is asked of a board: area, period, what it is shown by. All of it stands in the address."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sanshe.entrances.shared.forms import HouseForm
from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.places import parent_of
from sanshe.insight.boards.queries import View
from sanshe.trust.policy.actor import Actor

BY = {
    "area": _("地区"),
    "item": pgettext_lazy("目录里的一件事", "事项"),
    "agency": _("机构"),
    "platform": _("服务平台"),
    "month": _("月"),
}
YEARS = 5
"""How many years back the list of periods goes."""


class Ask(HouseForm):
    """The address. What makes no sense there is left out."""

    plain = {"area", "period", "by", "item", "agency"}

    area = forms.IntegerField(required=False, min_value=0, max_value=999_999_999_999)
    period = forms.RegexField(r"^20\d\d(-(0[1-9]|1[0-2]))?$", required=False)
    by = forms.ChoiceField(required=False, choices=list(BY.items()))
    item = forms.IntegerField(required=False, min_value=1)
    agency = forms.UUIDField(required=False)

    def view(self) -> View:
        """As the boards take it. Without a period, this year so far."""
        self.is_valid()
        asked: dict[str, Any] = self.cleaned_data
        period = asked.get("period") or f"{timezone.localdate():%Y}"
        year, _dash, month = period.partition("-")
        return View(
            start=date(int(year), int(month or 1), 1),
            whole_year=not month,
            area=asked.get("area") or 0,
            by=asked.get("by") or "area",
            item=asked.get("item"),
            agency=asked.get("agency"),
        )


def period_of(view: View) -> str:
    """The period as the address says it."""
    return f"{view.start:%Y}" if view.whole_year else f"{view.start:%Y-%m}"


def periods() -> list[tuple[str, str]]:
    """Whole years and the months of the last two, newest first."""
    today = timezone.localdate()
    found: list[tuple[str, str]] = []
    for year in range(today.year, today.year - YEARS, -1):
        found.append((f"{year}", str(_("%(year)s年")) % {"year": year}))
        last = today.month if year == today.year else 12
        if year > today.year - 2:
            found += [
                (
                    f"{year}-{month:02}",
                    str(_("%(year)s年%(month)s月")) % {"year": year, "month": month},
                )
                for month in range(last, 0, -1)
            ]
    return found


def above(actor: Actor, area: int) -> list[tuple[int, str]]:
    """The areas from the actor's own down to the one shown, with their names."""
    codes = [area]
    while (parent := parent_of(codes[-1])) is not None and actor.lo <= parent <= actor.hi:
        codes.append(parent)
    names = areas.short_names_of(codes)
    return [(code, names.get(code, str(code))) for code in reversed(codes)]


def address(request: DeskRequest, **changes: object) -> str:
    """The query of this page's address with some changes; "" takes one away."""
    asked = request.GET.copy()
    for name, value in changes.items():
        asked.pop(name, None)
        if value != "":
            asked[name] = str(value)
    return asked.urlencode()

"""How often whom, in one's own area: what holds, what another rule would cost, a new version."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.errors import Problem
from sanshe.trust.policy.actor import demand
from sanshe.trust.policy.enums import Deed
from sanshe.work.planning import actions, queries

from .forms import TiersForm
from .shown import tabs


def tiers(request: DeskRequest) -> HttpResponse:
    """``do=look`` shows how many visits more a month; ``do=set`` sets it. A template in the address
    fills the form in."""
    demand(request.actor, Deed.KEEP_TIERS)
    (own,) = queries.policy_places(request.actor)
    form = TiersForm(request.POST or None, initial=_filled(own.now, request.GET.get("from", "")))
    more = None
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            rules = form.rules()
            more = queries.more_a_month(request.actor, area=own.area, rules=rules)
            if request.POST.get("do") == "set" and _set(request, form, own.area, rules):
                messages.success(request, _("定好了。从那天起排计划就照新标准。"))
                return redirect("desk:tiers")
            status = 200 if not form.errors else 400
    page = {
        "place": areas.short_names_of([own.area]).get(own.area, ""),
        "own": own,
        "inherited": own.now.area != own.area,
        "source": areas.short_names_of([own.now.area]).get(own.now.area, ""),
        "form": form,
        "more": more,
        "versions": queries.versions(own.area),
        "templates": [(key, words) for key, (words, _rules) in queries.TEMPLATES.items()],
        "today": timezone.localdate(),
        "tabs": tabs(request.actor, "tiers"),
    }
    return render(request, "desk/tiers.html", page, status=status)


def _set(request: DeskRequest, form: TiersForm, area: int, rules: Any) -> bool:
    said = form.cleaned_data
    act = partial(actions.set_policy, request.actor, area=area, rules=rules)
    try:
        act(
            effective_from=said["effective_from"], why=said["why"],
            ask_again_months=said["ask_again_months"],
        )  # fmt: skip
    except Problem as problem:
        form.refuse(problem)
        return False
    return True


def _filled(now: Any, template: str) -> dict[str, Any]:
    rules = queries.TEMPLATES[template][1] if template in queries.TEMPLATES else now.rules
    filled: dict[str, Any] = {"ask_again_months": now.ask_again_months}
    for tier, rule in rules.items():
        for name in ("times", "per", "home", "home_per"):
            filled[f"{tier}_{name}"] = getattr(rule, name)
    return filled

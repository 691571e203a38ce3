"""The records behind an indicator, what does not count and why; and a change of the rule, with
what it would change shown first."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotFound, Problem
from sanshe.registry.agreements import actions
from sanshe.registry.catalogue import queries as catalogue
from sanshe.trust.policy.enums import Deed
from sanshe.work.settlement import queries as settlement
from sanshe.work.settlement.enums import Why

from .bars import line
from .forms import RULED, RuleForm


@require_GET
def indicator(request: DeskRequest, id: UUID, indicator: UUID) -> HttpResponse:
    """One indicator: its line over time, its rule in words, and the records decided for it."""
    actor = request.actor
    progress = settlement.progress(actor, id)
    standing = _of(progress, indicator)
    why = request.GET.get("why", "")
    why = why if why in Why.values else ""
    page = settlement.behind(actor, indicator, why=why, after=request.GET.get("after", ""))
    row = progress.agreement
    shown: dict[str, Any] = {
        "agreement": row,
        "standing": standing,
        "line": _line(row, standing),
        "reasons": settlement.reasons(actor, indicator),
        "why": why,
        "page": page,
        "services": catalogue.names_of_services({one.service for one in page.rows}),
        "counted_services": catalogue.names_of_services(
            set(standing.rule.services) if standing.rule else set()
        ).values(),
        "may_change": actor.org == row.purchaser_id and actor.may(Deed.KEEP_AGREEMENTS),
        "agency": row.supplier.name if row.supplier else "",
    }
    return render(request, "desk/indicator.html", shown)


def _of(progress: settlement.Progress, indicator: UUID) -> settlement.Standing:
    for one in progress.standings:
        if one.indicator.pk == indicator:
            return one
    raise NotFound()


def _line(row: Any, standing: settlement.Standing) -> Any:
    if standing.outlook is None:
        return None
    return line(
        standing.by_day, target=standing.indicator.target, today=timezone.localdate(),
        starts=standing.indicator.starts_on or row.starts_on,
        ends=standing.indicator.ends_on or row.ends_on,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: DeskRequest, id: UUID, indicator: UUID) -> HttpResponse:
    """Change how it counts: first what it would change, then for good."""
    progress = settlement.progress(request.actor, id)
    standing = _of(progress, indicator)
    old = standing.rule
    if old is None or request.actor.org != progress.agreement.purchaser_id:
        raise NotFound()
    services = _services(progress.agreement, standing.indicator, old)
    if request.method != "POST":
        kept = {name: getattr(old, name) for name in RULED}
        return _rule_page(request, progress, standing, RuleForm(initial=kept, services=services))
    form = RuleForm(request.POST, services=services)
    changes = None
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in RULED}
        try:
            if form.cleaned_data["sure"]:
                actions.change_rule(
                    request.actor, agreement=id, version=form.cleaned_data["version"],
                    indicator=indicator, reason=form.cleaned_data["reason"], **said,
                )  # fmt: skip
                messages.success(request, _("换好了,马上按新口径重新数一遍。"))
                return redirect("desk:indicator", id, indicator)
            changes = settlement.preview(request.actor, id, settlement.trial(old, said))
        except Problem as problem:
            form.refuse(problem)
    return _rule_page(request, progress, standing, form, changes)


def _services(agreement: Any, indicator: Any, old: Any) -> list[tuple[int, str]]:
    """Services of the indicator's unit in the agreement's communities; those that count now
    already also when they have ended."""
    here = [one for place in agreement.communities for one in catalogue.services_in(place)]
    fitting = {one.pk for one in here if one.unit == indicator.unit} | set(old.services)
    return sorted(catalogue.names_of_services(fitting).items(), key=lambda one: one[1])


def _rule_page(
    request: DeskRequest, progress: Any, standing: Any, form: RuleForm, changes: Any = None
) -> HttpResponse:
    shown = {
        "agreement": progress.agreement,
        "standing": standing,
        "form": form,
        "changes": changes,
    }
    status = 400 if form.errors else 200
    return render(request, "desk/indicator_rule.html", shown, status=status)

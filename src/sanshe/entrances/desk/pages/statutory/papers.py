"""The policy papers of an area: what the tables count them from."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.areas import queries as areas
from sanshe.insight.statutory import actions, queries
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.policy.enums import Deed

from .forms import Paper, Why


@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: DeskRequest) -> HttpResponse:
    """The list, and a new one."""
    actor = request.actor
    form = Paper(
        request.POST if request.method == "POST" else None,
        initial={"issuer": organisations.names_of([actor.org]).get(actor.org, "")},
    )
    if request.method == "POST" and form.carries(partial(actions.add_policy, actor, area=actor.lo)):
        messages.success(request, _("登记了。"))
        return redirect("desk:statutory_papers")
    page = queries.policies(actor, after=request.GET.get("after", ""))
    names = areas.short_names_of({one.area for one in page.rows})
    shown: dict[str, Any] = {
        "page": page,
        "rows": [
            (one, names.get(one.area, ""), queries.may_keep(actor, one.area)) for one in page.rows
        ],
        "form": form,
        "may_add": actor.may(Deed.KEEP_STATUTORY),
    }
    return render(request, "desk/statutory_papers.html", shown, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: DeskRequest, id: UUID) -> HttpResponse:
    """Take one out of the count, with why."""
    one = queries.policy(request.actor, id)
    form = Why(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.carries(
        partial(actions.withdraw_policy, request.actor, policy=id)
    ):
        messages.success(request, _("撤下了,登记簿里还看得到。"))
        return redirect("desk:statutory_papers")
    shown = {"paper": one, "form": form}
    return render(request, "desk/statutory_paper.html", shown, status=400 if form.errors else 200)

"""Who is on the list: found in the register, taken in, let come, made helper, gone."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotFound, Problem
from sanshe.registry.people import queries as people
from sanshe.trust.policy.actor import Actor
from sanshe.work.activities import actions, queries
from sanshe.work.activities.enums import Part

from .forms import MemberForm


def members(request: DeskRequest, id: UUID) -> HttpResponse:
    """``q`` looks somebody up; whoever is on the list already is not offered again."""
    actor = request.actor
    row = queries.get(actor, id)
    if not queries.may(actor, row, []).write:
        raise NotFound()
    form = MemberForm(request.POST or None)
    if request.method == "POST" and form.carries(
        lambda **said: actions.enrol(actor, activity=id, **said)
    ):
        messages.success(request, _("写上名单了。"))
        return redirect("desk:activity_members", id)
    lines = queries.members_of(actor, row, queries.sessions_of(actor, row))
    text = request.GET.get("q", "").strip()[:40]
    listed = {line.row.person_id for line in lines}
    found = people.find(actor, text, community=row.community) if text else []
    page = {
        "row": row,
        "members": lines,
        "q": text,
        "found": [one for one in found if one.id not in listed],
        "form": form,
        "parts": Part.choices,
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/activity_members.html", page, status=status)


@require_POST
def member(request: DeskRequest, id: UUID) -> HttpResponse:
    """One step with one member; ``do`` says which."""
    whose = queries.listed_in(request.actor, id)
    try:
        _do(request.actor, id, request.POST)
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("记下了。"))
    return redirect("desk:activity_members", whose)


def _do(actor: Actor, id: UUID, said: dict[str, str]) -> None:
    do = said.get("do", "")
    if do == "leave":
        actions.part_with(actor, member=id)
    elif do == "guardian":
        actions.let_come(actor, member=id, guardian=said.get("guardian", ""))
    elif do in Part.values:
        actions.make(actor, member=id, part=do)
    else:
        raise NotFound()

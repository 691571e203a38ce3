"""One activity: how far it has come, its sessions, who is on its list."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.places import county_of
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.policy.enums import Deed
from sanshe.work.activities import actions, queries
from sanshe.work.activities.enums import SessionState

from .forms import ReasonForm, SessionForm


@require_GET
def activity(request: DeskRequest, id: UUID) -> HttpResponse:
    return page_of(request, queries.get(request.actor, id))


@require_POST
def add_session(request: DeskRequest, id: UUID) -> HttpResponse:
    form = SessionForm(request.POST)
    if form.carries(lambda **said: actions.add_session(request.actor, activity=id, **said)):
        messages.success(request, _("加了一次。"))
        return redirect("desk:activity", id)
    return page_of(request, queries.get(request.actor, id), adding=form, status=400)


def page_of(
    request: DeskRequest,
    row: queries.Activity,
    *,
    adding: SessionForm | None = None,
    cancelling: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = request.actor
    sessions = queries.sessions_of(actor, row)
    members = queries.members_of(actor, row, sessions)
    held = [one for one in sessions if one.state != SessionState.CANCELLED]
    page = {
        "row": row,
        "sessions": sessions,
        "done": sum(one.state == SessionState.RECORDED for one in held),
        "whole": len(held),
        "heads": sum(one.heads for one in held),
        "members": members,
        "waiting": queries.waiting_for_guardians(row, members),
        "asked": queries.asked_of(row, held),
        "may": queries.may(actor, row, sessions),
        "agency": organisations.names_of([row.agency]).get(row.agency, ""),
        "county": county_of(row.community) if actor.may(Deed.READ_LEDGER) else None,
        "adding": adding or SessionForm(initial=_like_the_last(held), auto_id="add_%s"),
        "cancelling": cancelling
        or ReasonForm(initial={"version": row.version}, auto_id="cancel_%s"),
    }
    return render(request, "desk/activity.html", page, status=status)


def _like_the_last(sessions: list[queries.Session]) -> dict[str, object]:
    """One more is mostly held at the same hour."""
    if not sessions:
        return {}
    last = sessions[-1]
    return {
        "starts": timezone.localtime(last.planned_start).time(),
        "ends": timezone.localtime(last.planned_end).time(),
    }

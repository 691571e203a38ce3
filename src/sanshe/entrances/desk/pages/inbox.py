"""Desk pages: the inbox. A notice says that something waits, never what it is about."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST, require_safe

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.paging import page_by_id
from sanshe.ground.messages import actions, queries


@require_safe
def inbox(request: DeskRequest) -> HttpResponse:
    """Newest first; those nobody has read yet stand out."""
    actor = request.actor
    rows = queries.inbox(actor.user, actor.org, actor.role)
    page = page_by_id(rows, after=request.GET.get("after", ""))
    unread = queries.unread_count(actor.user, actor.org, actor.role)
    return render(request, "desk/inbox.html", {"page": page, "unread": unread})


@require_POST
def read(request: DeskRequest) -> HttpResponse:
    """Open one notice (it counts as read), or mark all as read."""
    actor = request.actor
    if "all" in request.POST:
        actions.mark_all_read(user=request.user.id, org=actor.org, role=actor.role)
        return redirect("desk:inbox")
    try:
        id = UUID(request.POST.get("notice", ""))
    except ValueError as error:
        raise NotFound() from error
    notice = queries.inbox(actor.user, actor.org, actor.role).filter(pk=id).first()
    if notice is None:
        raise NotFound()
    actions.mark_read(ids=[id], user=request.user.id, org=actor.org, role=actor.role)
    return redirect(notice.link)


urlpatterns: list[URLPattern] = [
    path("inbox/", inbox, name="inbox"),
    path("inbox/read/", read, name="inbox_read"),
]

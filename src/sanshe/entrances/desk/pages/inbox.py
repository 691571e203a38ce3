"""Desk pages: the inbox, and how often one wants to be written to.

A notice says that something waits, never what it is about: it outlives the right to know. What it
is about is read for whoever looks, with the rights they have now.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sanshe.entrances.desk.menu import menu_of, nearest
from sanshe.entrances.shared.forms import HouseForm
from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.paging import page_by_id
from sanshe.ground.messages import actions, queries
from sanshe.ground.messages.enums import Pace
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.work.needs import queries as needs


class Told(NamedTuple):
    """A notice as its reader sees it: under which entry of the menu it lies, and the matter."""

    notice: queries.Notice
    topic: str
    matter: needs.Row | None


@require_safe
def inbox(request: DeskRequest) -> HttpResponse:
    """Newest first; those nobody has read yet stand out."""
    actor = request.actor
    rows = queries.inbox(actor.user, actor.org, actor.role)
    page = page_by_id(rows, after=request.GET.get("after", ""))
    unread = queries.unread_count(actor.user, actor.org, actor.role)
    shown = {"page": page, "told": _told(actor, page.rows), "unread": unread}
    return render(request, "desk/inbox.html", shown)


def _told(actor: Actor, notices: Iterable[queries.Notice]) -> list[Told]:
    """The notices of a page with what they are about, in two statements however many."""
    links, prefix = menu_of(actor), reverse("desk:queue")
    matters = {notice.id: _matter_in(notice.link, prefix) for notice in notices}
    known: dict[UUID | None, needs.Row] = {}
    if actor.may(Deed.READ_NEEDS):
        known = {row.id: row for row in needs.of_ids(actor, filter(None, matters.values()))}
    return [
        Told(notice, nearest(links, notice.link), known.get(matters[notice.id]))
        for notice in notices
    ]


def _matter_in(link: str, prefix: str) -> UUID | None:
    """The matter a notice leads to."""
    try:
        return UUID(link.removeprefix(prefix).strip("/"))
    except ValueError:
        return None


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


class PaceForm(HouseForm):
    plain = {"pace"}

    pace = forms.ChoiceField(label=_("平常的提醒"), choices=Pace.choices, widget=forms.RadioSelect)


@require_http_methods(["GET", "HEAD", "POST"])
def pace(request: DeskRequest) -> HttpResponse:
    """How often to be written to about what is not urgent."""
    now = {"pace": queries.pace_of(request.user.id)}
    form = PaceForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        actions.set_pace(user=request.user.id, pace=form.cleaned_data["pace"])
        messages.success(request, gettext("记下了。"))
        return redirect("desk:inbox")
    return render(request, "desk/notice_pace.html", {"form": form})


urlpatterns: list[URLPattern] = [
    path("inbox/pace/", pace, name="notice_pace"),
    path("inbox/", inbox, name="inbox"),
    path("inbox/read/", read, name="inbox_read"),
]

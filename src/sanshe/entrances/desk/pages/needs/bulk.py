"""Several matters dispatched in one go: what goes where, done one by one, and taken back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sanshe.entrances.shared.asked import number
from sanshe.entrances.shared.request import DeskRequest
from sanshe.entrances.shared.stepwise import stepwise
from sanshe.ground.kit.errors import Problem
from sanshe.trust.policy.actor import Actor
from sanshe.work.needs import actions, queries

KEPT = "needs_sent"
"""The last go of this session: ids and reasons, so that it can be read again and taken back."""
SHOWN_FOR = timedelta(minutes=10)


@require_GET
def bulk(request: DeskRequest) -> HttpResponse:
    """What would go where, and what stays with us and why; one button does it."""
    found = queries.parcels(request.actor, _ids(request.GET.getlist("need")))
    ready = [one for one in found if not one.why]
    by_lead: dict[str, list[queries.Parcel]] = {}
    for one in ready:
        assert one.lead is not None
        by_lead.setdefault(one.lead.name, []).append(one)
    shown = {"groups": sorted(by_lead.items()), "ready": len(ready),
             "aside": [one for one in found if one.why]}  # fmt: skip
    return render(request, "desk/bulk.html", shown)


@require_POST
@stepwise
def send(request: DeskRequest) -> HttpResponse:
    """Each by itself, as it was shown: what somebody else moved meanwhile is left and named."""
    sent, aside = [], []
    for id, version, lead, helpers in _parcels(request.POST.getlist("parcel")):
        try:
            actions.dispatch(request.actor, need=id, version=version, lead=lead, helpers=helpers)
        except Problem as problem:
            aside.append([str(id), str(problem)])
        else:
            sent.append(str(id))
    if sent or aside:
        request.session[KEPT] = {
            "at": timezone.now().isoformat(), "by": _acting(request.actor),
            "sent": sent, "aside": aside + _left(request.POST.getlist("left")), "back": [],
        }  # fmt: skip
    return redirect("desk:bulk_done")


@require_GET
def done(request: DeskRequest) -> HttpResponse:
    """What came of it, and the button that takes it back."""
    kept = last_go(request)
    if kept is None:
        return redirect("desk:queue")
    actor = request.actor
    ids = [UUID(id) for id in [*kept["sent"], *kept["back"], *(id for id, _why in kept["aside"])]]
    receipts = dict(queries.visible(actor).filter(pk__in=ids).values_list("id", "receipt"))
    shown = {
        "sent": [(id, receipts.get(UUID(id), "")) for id in kept["sent"]],
        "back": [(id, receipts.get(UUID(id), "")) for id in kept["back"]],
        "aside": [(id, receipts.get(UUID(id), ""), why) for id, why in kept["aside"]],
        "undoable": queries.recallable(actor, [UUID(id) for id in kept["sent"]]),
        "until": _at(kept) + SHOWN_FOR,
    }
    return render(request, "desk/bulk_done.html", shown)


@require_POST
@stepwise
def undo(request: DeskRequest) -> HttpResponse:
    """Take back what was sent, all of it or the one named; what is in somebody's hands stays."""
    kept = last_go(request)
    if kept is None:
        return redirect("desk:queue")
    only = request.POST.get("need", "")
    for id in [one for one in kept["sent"] if not only or one == only]:
        try:
            actions.recall(request.actor, need=UUID(id))
        except Problem as problem:
            kept["aside"].append([id, str(problem)])
        else:
            kept["back"].append(id)
        kept["sent"].remove(id)
    request.session[KEPT] = kept
    messages.success(
        request, _("收回了%(count)s件,还在我们这张桌子上。") % {"count": len(kept["back"])}
    )
    return redirect("desk:bulk_done")


def last_go(request: DeskRequest) -> dict[str, Any] | None:
    """The last go of this session, in this role; None where there was none."""
    kept = request.session.get(KEPT)
    return kept if kept and kept["by"] == _acting(request.actor) else None


def just_sent(request: DeskRequest) -> int:
    """How many the queue offers to take back: those of a go within the last minutes."""
    kept = last_go(request)
    fresh = kept is not None and timezone.now() - _at(kept) <= SHOWN_FOR
    return len(kept["sent"]) if kept is not None and fresh else 0


def _at(kept: dict[str, Any]) -> datetime:
    at = parse_datetime(kept["at"])
    assert at is not None
    return at


def _acting(actor: Actor) -> str:
    return f"{actor.org} {actor.role.value}"


def _ids(typed: Iterable[str]) -> list[UUID]:
    found = []
    for one in list(typed)[: queries.AT_ONCE]:
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found


def _parcels(typed: list[str]) -> Iterable[tuple[UUID, int, UUID, list[UUID]]]:
    """ "id version lead helper helper…", as the page before wrote them."""
    for one in typed[: queries.AT_ONCE]:
        id, _blank, rest = one.partition(" ")
        version, _blank, orgs = rest.partition(" ")
        told, hands = number(version), _ids(orgs.split())
        for need in _ids([id]):
            if told is not None and hands:
                yield need, told, hands[0], hands[1:]


def _left(typed: list[str]) -> list[list[str]]:
    """What the page before had kept aside, with its reason, for the receipt."""
    pairs = [one.partition(" ") for one in typed[: queries.AT_ONCE]]
    return [[str(id), why[:200]] for key, _blank, why in pairs for id in _ids([key])]

"""Asking everybody anew, ticking off who was told, and the letters."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import NotFound
from sanshe.registry.organisations import queries as organisations
from sanshe.work.takeover import actions, queries
from sanshe.work.takeover.enums import Answer, State, Told

from ..agreements.steps import Forms, Step, take
from .forms import AskForm, TellForm


@require_GET
def people(request: DeskRequest, id: UUID) -> HttpResponse:
    """Everybody the reader may ask, those not asked yet first."""
    return _page(request, id, {})


def _page(request: DeskRequest, id: UUID, forms: Forms) -> HttpResponse:
    found = queries.whole(request.actor, id)
    order = [Answer.WAITING, Answer.UNREACHED, Answer.YES, Answer.NO]
    clients = sorted(found.clients, key=lambda one: order.index(Answer(one.answer)))
    shown: dict[str, Any] = {
        "found": found,
        "row": found.row,
        "coming": organisations.get(found.row.coming),
        "leaving": found.names.get(found.row.leaving, ""),
        "clients": [
            (one, forms.get(f"ask{one.pk}") or _ask_form(one) if found.may.ask else None)
            for one in clients
        ],
        "may_tell": found.may.ask and bool(found.row.farewell) and not _over(found),
        "ways": Told.choices,
        "wrong": [form for what, form in forms.items() if what.startswith("tell")],
        "over": _over(found),
    }
    return render(request, "desk/takeover_people.html", shown, status=400 if forms else 200)


def _over(found: queries.Whole) -> bool:
    return found.row.state in (State.HANDED_OVER, State.CLOSED)


def _ask_form(one: Any) -> AskForm:
    given = "" if one.answer == Answer.WAITING else one.answer
    return AskForm(initial={"client": one.pk, "answer": given}, auto_id=f"{one.pk}_%s")


@require_POST
def step(request: DeskRequest, id: UUID, what: str) -> HttpResponse:
    found = queries.whole(request.actor, id)
    ids = [one.pk for one in found.clients]

    class Tell(TellForm):
        def __init__(self, *args: Any, **more: Any) -> None:
            super().__init__(*args, ids=ids, **more)

    steps = {
        "ask": Step(AskForm, actions.ask, _("记下了。")),
        "tell": Step(Tell, lambda a, **said: actions.tell(a, takeover=id, **said), _("记下了。")),
    }
    return take(
        request, steps, what, lambda forms: _page(request, id, forms), "desk:takeover_people", id
    )


@require_GET
def letters(request: DeskRequest, id: UUID) -> HttpResponse:
    """One letter a page, for those not told yet. Raises NotFound before there are words."""
    found = queries.whole(request.actor, id)
    if not found.clients or not found.row.farewell or _over(found):
        raise NotFound()
    shown = {
        "row": found.row,
        "clients": [one for one in found.clients if not one.told],
        "coming": organisations.get(found.row.coming),
        "leaving": organisations.get(found.row.leaving),
        "platforms": found.platforms,
    }
    return render(request, "desk/takeover_letters.html", shown)

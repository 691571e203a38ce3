"""One take-over: its lists, who comes, the goodbye, the signatures, and its story."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.areas import queries as areas
from sanshe.registry.catalogue.enums import Category
from sanshe.trust.accounts.queries import staff_of
from sanshe.work.takeover import actions, queries
from sanshe.work.takeover.enums import MatterKind, Side, State

from ..agreements.steps import Forms, JustDo, Step, take
from .forms import (
    AssignForm,
    DecideForm,
    DropForm,
    FarewellForm,
    IntroduceForm,
    LookBackForm,
    MeetForm,
    ReasonForm,
    ThingForm,
    VersionForm,
)

WAY = [State.ANNOUNCED, State.PREPARING, State.FAREWELL, State.READY, State.HANDED_OVER,
       State.CLOSED]  # fmt: skip
WHOLE_PAGE = ("draw", "listed", "told", "sign", "drop")
"""Steps that are buttons: what they are refused for stands above the page."""


@require_GET
def takeover(request: DeskRequest, id: UUID) -> HttpResponse:
    return _page(request, id, {})


def _page(request: DeskRequest, id: UUID, forms: Forms) -> HttpResponse:
    found = queries.whole(request.actor, id)
    row, may = found.row, found.may
    team = _team(found)
    shown: dict[str, Any] = {
        "found": found,
        "row": row,
        "place": areas.short_names_of([row.community]).get(row.community, ""),
        "leaving": found.names.get(row.leaving, ""),
        "coming": found.names.get(row.coming, ""),
        "way": [(one, _stands(row.state, one)) for one in WAY],
        "things": [
            (one, forms.get(f"meet{one.pk}", _meet_form(one)) if may.meet else None)
            for one in found.things
        ],
        "matters": [_matter(one, found, forms, team) for one in found.matters],
        "sides": [(side.label, found.signatures.get(side.value)) for side in Side],
        "thing_form": forms.get("thing", ThingForm(auto_id="thing_%s")),
        "introduce": forms.get("introduce", _introduce(row, team)),
        "farewell": forms.get("farewell", FarewellForm(initial={"text": row.farewell})),
        "back": forms.get("back", _reason(row, "back")),
        "off": forms.get("off", _reason(row, "off")),
        "look": forms.get("look", LookBackForm(initial={"version": row.version})),
        "wrong": [form for what, form in forms.items() if what.startswith(WHOLE_PAGE)],
    }
    return render(request, "desk/takeover.html", shown, status=400 if forms else 200)


def _stands(now: str, one: State) -> str:
    """Of a step of the way: "done", "here" or "" (ahead)."""
    if now not in WAY:
        return ""
    here = WAY.index(State(now))
    return "done" if WAY.index(one) < here else "here" if one == now else ""


def _team(found: queries.Whole) -> list[tuple[str, str]]:
    if not found.may.meet:
        return []
    return [(str(user.id), user.name) for user in staff_of(found.row.coming)]


def _meet_form(thing: Any) -> MeetForm:
    count = thing.count if thing.met_count is None else thing.met_count
    return MeetForm(
        initial={"thing": thing.pk, "count": count, "difference": thing.difference},
        auto_id=f"{thing.pk}_%s",
    )


def _matter(one: Any, found: queries.Whole, forms: Forms, team: Any) -> dict[str, Any]:
    labels = dict(Category.choices)
    made: dict[str, Any] = {"row": one, "what": labels.get(one.what, one.what)}
    if found.may.keep and one.kind != MatterKind.LADDER:
        made["form"] = forms.get(
            f"decide{one.pk}",
            DecideForm(
                initial={"matter": one.pk, "fate": one.fate, "words": one.words},
                auto_id=f"{one.pk}_%s",
            ),
        )
    if found.may.meet and one.kind == MatterKind.VISIT:
        asked = forms.get(f"assign{one.pk}")
        made["assign"] = asked or AssignForm(
            initial={"matter": one.pk, "worker": one.worker or found.row.worker},
            auto_id=f"{one.pk}_%s", team=team,
        )  # fmt: skip
    return made


def _introduce(row: Any, team: Any) -> IntroduceForm:
    return IntroduceForm(initial={"worker": row.worker, "greeting": row.greeting}, team=team)


def _reason(row: Any, what: str) -> ReasonForm:
    return ReasonForm(initial={"version": row.version}, auto_id=f"{what}_%s")


@require_POST
def step(request: DeskRequest, id: UUID, what: str) -> HttpResponse:
    """One step, by one of the sides or by who watches over it."""
    on: dict[str, Any] = {"takeover": id}
    steps = {
        "draw": Step(JustDo, lambda a: actions.draw(a, **on), _("清点好了。")),
        "thing": Step(
            ThingForm, lambda a, **said: actions.add_thing(a, **on, **said), _("记下了。")
        ),
        "drop": Step(DropForm, actions.drop_thing, _("去掉了。")),
        "meet": Step(MeetForm, actions.meet_thing, _("点过了。")),
        "decide": Step(DecideForm, actions.decide, _("定了。")),
        "assign": Step(AssignForm, _assign, _("换好了。")),
        "introduce": Step(
            IntroduceForm, lambda a, **said: actions.introduce(a, **on, **said), _("写好了。")
        ),
        "farewell": Step(
            FarewellForm, lambda a, **said: actions.write_farewell(a, **on, **said), _("写好了。")
        ),
        "listed": Step(
            VersionForm, lambda a, **said: actions.finish_lists(a, **on, **said),
            _("清单做完了。现在去告别。"),
        ),
        "told": Step(
            VersionForm, lambda a, **said: actions.finish_farewell(a, **on, **said),
            _("都告诉到了。等交接日签字。"),
        ),
        "sign": Step(JustDo, lambda a: actions.sign(a, **on), _("签好了。")),
        "back": Step(
            ReasonForm, lambda a, **said: actions.send_back(a, **on, **said), _("退回去补了。")
        ),
        "off": Step(
            ReasonForm, lambda a, **said: actions.break_off(a, **on, **said),
            _("取消了,什么都没有动。"),
        ),
        "look": Step(
            LookBackForm, lambda a, **said: actions.look_back(a, **on, **said),
            _("记下了,这次交接到此办完。"),
        ),
    }  # fmt: skip
    return take(request, steps, what, lambda forms: _page(request, id, forms), "desk:takeover", id)


def _assign(actor: Any, *, matter: UUID, worker: UUID | None) -> None:
    if worker is not None:
        actions.assign(actor, matter=matter, worker=worker)

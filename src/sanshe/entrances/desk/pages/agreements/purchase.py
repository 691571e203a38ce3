"""A purchase as the officer lives it: opened, described, taken step by step with the law's days,
stopped and lifted, added to, and begun anew for the next term."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sanshe.entrances.desk.bodies import OFFERED
from sanshe.entrances.shared.forms import HouseForm
from sanshe.entrances.shared.request import DeskRequest
from sanshe.entrances.shared.uploads import takes_files
from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.errors import NotFound
from sanshe.registry.agreements import actions, queries
from sanshe.registry.agreements.enums import Never, Side, State
from sanshe.registry.catalogue import queries as catalogue
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed

from .forms import PaperForm
from .next import next_of
from .purchase_forms import (
    DELIVERING,
    AdvanceForm,
    AmendForm,
    AwardForm,
    DayForm,
    EvaluatedForm,
    FiledForm,
    LiftForm,
    MethodForm,
    NeverForm,
    OpenForm,
    PlatformsForm,
    PublishForm,
    RenewForm,
    SignForm,
    StopForm,
    SurveyNoteForm,
)
from .reviews import buys
from .way import way_of


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    """A first thought."""
    actor = request.actor
    demand(actor, Deed.KEEP_AGREEMENTS)
    places = [one for one in catalogue.communities() if actor.covers(one)]
    form = OpenForm(request.POST or None, places=areas.short_names_of(places), within=actor.lo)
    made: list[Any] = []

    def opens(*, communities: list[int], more: list[int], **said: Any) -> None:
        made.append(actions.open_purchase(actor, communities=[*communities, *more], **said))

    if request.method == "POST" and form.carries(opens):
        messages.success(request, str(_("开好了。下一步:问居民要什么。")))
        return redirect("desk:purchase", made[0].pk)
    return render(
        request, "desk/purchase_new.html", {"form": form}, status=400 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: DeskRequest, id: UUID) -> HttpResponse:
    """The next term of an agreement, with its promises taken over for correction."""
    actor = request.actor
    row = queries.get(actor, id)
    if not buys(actor, row):
        raise NotFound()
    form = RenewForm(request.POST or None, initial={"name": row.name})
    made: list[Any] = []

    def renews(**said: Any) -> None:
        made.append(actions.renew(actor, agreement=id, **said))

    if request.method == "POST" and form.carries(renews):
        messages.success(request, str(_("下一期开好了,指标和钱都抄过来了,请逐条改。")))
        return redirect("desk:purchase", made[0].pk)
    shown = {"form": form, "agreement": row}
    return render(request, "desk/purchase_new.html", shown, status=400 if form.errors else 200)


@require_GET
def purchase(request: DeskRequest, id: UUID) -> HttpResponse:
    """The way so far, what runs, what is next."""
    return page(request, id, {})


def page(request: DeskRequest, id: UUID, refused: Mapping[str, HouseForm]) -> HttpResponse:
    actor = request.actor
    row = queries.get(actor, id)
    events = queries.events_of(actor, id)
    buyer = buys(actor, row)
    keeps = buyer and row.archived_on is None
    forms = {**_forms(row), **refused} if keeps else {}
    beside = {one.step for one in queries.running(row, events)}
    shown: dict[str, Any] = {
        "agreement": row,
        "buys": buyer,
        "keeps": keeps,
        "signed": row.signed_on is not None,
        "may_amend": queries.may_amend(row),
        "may_stop": queries.may_stop(row),
        "may_lift": queries.may_lift(row),
        "draft": queries.draft_of(row),
        "steps": way_of(row, events, queries.papers_of(actor, row)),
        "awaited": next_of(actor, row),
        "beside": beside,
        "late": [
            form for what, form in refused.items() if not keeps or what not in _offered(row, beside)
        ],
        "next": _next(row),
        "stations": list(queries.platforms_of([row.pk]).get(row.pk, {}).values()),
        "forms": forms,
        "left": queries.left_to_add(row),
        "price": queries.price_of(row),
        "amendments": row.amendments.order_by("number"),
        "never": [(one, row.never.get(one.value)) for one in Never],
        "paper_form": PaperForm(auto_id="id_paper_%s"),
        "places": areas.short_names_of(set(row.communities)).values(),
    }
    return render(request, "desk/purchase.html", shown, status=400 if refused else 200)


def _next(row: Any) -> tuple[str, Any]:
    """The next step that is clicked, and its name; ("", "") where it is earned or stopped."""
    order = list(State)
    here = order.index(State(row.state))
    if row.side or here >= order.index(State.IN_FORCE):
        return "", ""
    return order[here + 1].value, order[here + 1].label


_BESIDE = {
    queries.NOTICED: "announce", queries.PUBLISHED: "publish", queries.FILED: "file",
}  # fmt: skip


def _offered(row: Any, beside: set[str]) -> set[str]:
    """The forms the page shows as things stand. What was refused and is none of them came too late
    (somebody was faster, or two clicks at once): it is told at the top, with what was typed."""
    found = {"lift"} if queries.may_lift(row) else set()
    if row.signed_on is None:
        found |= {"survey", "platforms", "never", "method"}
    if queries.may_amend(row):
        found.add("amend")
    if queries.may_stop(row):
        found.add("stop")
    if row.side:
        return found
    if then := _next(row)[0]:
        found.add({"awarded": "award", "contracted": "sign"}.get(then, "advance"))
    return found | {_BESIDE[step] for step in beside if step in _BESIDE}


def _forms(row: Any) -> dict[str, HouseForm]:
    """Every form of the page, by the step it sends."""
    return {
        what: kind(initial=_initial(row, what), **_more(row, what, kind))
        for what, kind in {**KINDS, "advance": _advancing(row)}.items()
    }


def _advancing(row: Any) -> type[HouseForm]:
    return EvaluatedForm if _next(row)[0] == State.EVALUATED else AdvanceForm


def _more(row: Any, what: str, kind: type[HouseForm]) -> dict[str, Any]:
    """Ids of its own for each form of the page; what there is to choose from."""
    more: dict[str, Any] = {"auto_id": f"id_{what}_%s"}
    if kind is PlatformsForm:
        more["stations"] = _stations(row)
    if kind is StopForm:
        more["without"] = {row.side} if row.signed_on is None else {row.side, Side.FAILED_BID}
    return more


def _stations(row: Any) -> list[tuple[int, str]]:
    """Platforms of its communities, each with its community where there are several; those chosen
    already also when they have closed."""
    found = organisations.platforms_of_places(row.communities)
    several = len(row.communities) > 1
    places = areas.short_names_of({one.community for one in found}) if several else {}
    named = {one.pk: f"{places.get(one.community, '')} {one.name}".strip() for one in found}
    return list((queries.platforms_of([row.pk]).get(row.pk, {}) | named).items())


def _initial(row: Any, what: str) -> dict[str, Any]:
    return {
        "survey": {"survey": row.survey},
        "never": _answered(row),
        "platforms": {"platforms": list(queries.platforms_of([row.pk]).get(row.pk, {}))},
        "award": {"reported_on": queries.reported_on(row) or timezone.localdate()},
        "method": {"method": row.method, "method_reason": row.method_reason},
        "advance": {"to": _next(row)[0]},
    }.get(what, {})


def _answered(row: Any) -> dict[str, str]:
    return {
        one.value: "yes" if row.never[one.value] else "no"
        for one in Never
        if one.value in row.never
    }


@takes_files(megabytes=10)
@require_POST
def step(request: DeskRequest, id: UUID, what: str) -> HttpResponse:
    """Take one step; what is refused comes back as it was typed."""
    actor = request.actor
    row = queries.get(actor, id)
    if what not in STEPS or not buys(actor, row):
        raise NotFound()
    act, said = STEPS[what]
    form = _bound(request, row, what)
    if form.carries(lambda **given: act(actor, id, form, given)):
        messages.success(request, str(said))
        return redirect("desk:purchase", id)
    return page(request, id, {what: form})


def _bound(request: DeskRequest, row: Any, what: str) -> HouseForm:
    kind = _advancing(row) if what == "advance" else KINDS[what]
    return kind(request.POST, request.FILES, **_more(row, what, kind))


def _describe(actor: Actor, id: UUID, form: Any, said: dict[str, Any]) -> None:
    actions.describe(actor, agreement=id, **said)


def _never(actor: Actor, id: UUID, form: Any, said: dict[str, Any]) -> None:
    actions.describe(actor, agreement=id, version=said["version"], never=form.answers())


def _publish(actor: Actor, id: UUID, form: Any, said: dict[str, Any]) -> None:
    file = said.pop("file")
    if file is not None:
        actions.attach(
            actor, agreement=id, kind="contract", title=file.name, public=True,
            media_type=file.content_type or "", content=file.read(), step=State.CONTRACTED,
        )  # fmt: skip
    actions.publish_contract(actor, agreement=id, **said)


def _plainly(act: Callable[..., Any]) -> Callable[..., None]:
    def run(actor: Actor, id: UUID, form: Any, said: dict[str, Any]) -> None:
        act(actor, agreement=id, **said)

    return run


STEPS: dict[str, tuple[Callable[..., None], Any]] = {
    "survey": (_describe, _("居民的意见写下了。")),
    "platforms": (_describe, _("站点写下了。")),
    "never": (_never, _("六问答好了。")),
    "method": (_describe, _("采购方式写下了。")),
    "advance": (_plainly(actions.advance), _("往前走了一步。")),
    "award": (_plainly(actions.award), _("承接方定了。")),
    "announce": (_plainly(actions.announce), _("中标通知记下了。")),
    "sign": (_plainly(actions.sign), _("合同签好了。")),
    "publish": (_publish, _("合同公开了,社区的网页上看得到。")),
    "file": (_plainly(actions.file_copy), _("备案记下了。")),
    "stop": (_plainly(actions.stop), _("停下了。已经做的照样算。")),
    "lift": (_plainly(actions.lift), _("恢复了。")),
    "amend": (_plainly(actions.amend), _("补充协议记下了。")),
}
"""What a form sends, who carries it out, and what is said when it is done."""

KINDS: dict[str, type[HouseForm]] = {
    "survey": SurveyNoteForm, "platforms": PlatformsForm, "never": NeverForm,
    "method": MethodForm, "advance": AdvanceForm,
    "award": AwardForm, "announce": DayForm, "sign": SignForm, "publish": PublishForm,
    "file": FiledForm, "stop": StopForm, "lift": LiftForm, "amend": AmendForm,
}  # fmt: skip
"""The form of each step."""


@require_GET
def suppliers(request: DeskRequest) -> HttpResponse:
    """Names that fit what is being typed, for the list below the field."""
    demand(request.actor, Deed.KEEP_AGREEMENTS)
    text = request.GET.get("supplier", "").strip()[:80]
    rows = organisations.find(text, kinds=DELIVERING, limit=OFFERED) if text else []
    return render(request, "desk/purchase_suppliers.html", {"rows": rows})

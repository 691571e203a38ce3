"""Public pages: a relative far away follows somebody's visits, as long as that person lets them;
and the person takes it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sanshe.entrances.public import limits, relative
from sanshe.entrances.public.forms import FamilyForm, TakeBackForm
from sanshe.entrances.public.visitor import keep_nowhere
from sanshe.ground.kit.errors import Invalid, NotFound, Problem, TooManyTries
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.consent import actions, queries
from sanshe.trust.consent.enums import Shown
from sanshe.trust.consent.errors import NoLonger
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope
from sanshe.work.visits import queries as visits
from sanshe.work.visits.enums import Check, Finding, VisitState

TRIES_AN_HOUR = 30


@require_http_methods(["GET", "HEAD", "POST"])
def family(request: HttpRequest) -> HttpResponse:
    """Number and secret, or the visits they open."""
    if request.method == "POST":
        return _open(request)
    held = relative.held(request)
    if held is None:
        return render(request, "public/family.html", {"form": FamilyForm()})
    try:
        with scope(held, read_only=True) as actor:
            page = _page(actor)
    except NoLonger as over:
        relative.leave(request)
        return keep_nowhere(render(request, "public/family_over.html", {"over": over}, status=410))
    return keep_nowhere(render(request, "public/family_visits.html", page))


def _open(request: HttpRequest) -> HttpResponse:
    form = FamilyForm(request.POST)
    if form.is_valid():
        try:
            _limited(request)
            consent = queries.follow(form.cleaned_data["number"], form.cleaned_data["secret"])
        except NotFound:
            form.refuse(Invalid(reason=_("号码和暗号对不上,请看着条子再填一次。")))
        except Problem as problem:
            form.refuse(problem)
        else:
            actor = Actor.relative(community=consent.community, consent=consent.id)
            actions.look(actor)
            relative.let_in(request, actor)
            return redirect("public:family")
    return render(request, "public/family.html", {"form": form}, status=400)


def _limited(request: HttpRequest) -> None:
    if minutes := limits.too_many(request, "family", TRIES_AN_HOUR):
        raise TooManyTries(minutes=minutes)


def _page(actor: Actor) -> dict[str, Any]:
    consent = queries.mine(actor)
    rows = visits.followed(actor)
    agencies = organisations.names_of({row.agency for row in rows})
    ahead = [row for row in rows if row.state == VisitState.PLANNED]
    made = [row for row in rows if row.state == VisitState.RECORDED]
    return {
        "consent": consent,
        "ahead": [(row, agencies.get(row.agency, "")) for row in reversed(ahead)],
        "made": [
            (row, agencies.get(row.agency, ""), _told(consent, row), _checks(consent, row))
            for row in made
        ],
        "ask": reverse("public:ask", args=[consent.community]),
    }


def _told(consent: Any, row: Any) -> str:
    return row.get_outcome_display() if Shown.OUTCOME in consent.shares else ""


def _checks(consent: Any, row: Any) -> list[tuple[str, str, str]]:
    """What the five checks found, where the person lets it be known: one word if all is well,
    else what is not."""
    if Shown.CHECKS not in consent.shares:
        return []
    found = [(check.label, getattr(row, check.value)) for check in Check]
    shown = {check.value: getattr(row, f"get_{check.value}_display")() for check in Check}
    if all(value == Finding.FINE for _label, value in found):
        return [(_("五样都好"), Finding.FINE, "")]
    return [
        (str(label), value, str(shown[check.value]))
        for check, (label, value) in zip(Check, found, strict=True)
        if value and value != Finding.FINE
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest) -> HttpResponse:
    """The person takes their yes back by their own half of the slip."""
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _limited(request)
            number, own = form.cleaned_data["number"], form.cleaned_data["own"]
            consent = queries.held_by(number, own, own=True)
            actor = Actor.resident(community=consent.community, receipt=consent.number)
            actions.take_back(actor, number=consent.number)
        except NotFound:
            form.refuse(Invalid(reason=_("号码和收回码对不上,请看着条子再填一次。")))
        except Problem as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("收回了。家人现在就看不到了。我们照样来看您。"))
            return redirect("public:home")
    status = 400 if request.method == "POST" else 200
    return render(request, "public/family_back.html", {"form": form}, status=status)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget what was shown."""
    relative.leave(request)
    return keep_nowhere(redirect("public:home"))


urlpatterns: list[URLPattern] = [
    path("family/", family, name="family"),
    path("family/back/", take_back, name="family_back"),
    path("family/leave/", leave, name="family_leave"),
]

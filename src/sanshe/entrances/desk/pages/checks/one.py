"""One flag: what was seen, why it may be all right, the records, what was said and decided."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from sanshe.entrances.desk.pages.agreements.steps import Forms, Step, take
from sanshe.entrances.shared.request import DeskRequest
from sanshe.ledger import queries as ledger
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.accounts import queries as accounts
from sanshe.trust.policy.actor import Actor
from sanshe.work.checks import actions, queries
from sanshe.work.checks.enums import Kind

from . import words
from .forms import DecideForm, ExplainForm, PassForm, VersionForm

_STEPS = {
    "look": Step(VersionForm, actions.look, _("记下了:正在了解。")),
    "explain": Step(ExplainForm, actions.explain, _("说明记下了。")),
    "decide": Step(DecideForm, actions.decide, _("结论记下了。")),
    "pass": Step(PassForm, actions.decide, _("记下了。")),
}


@require_GET
def flag(request: DeskRequest, id: UUID) -> HttpResponse:
    return _page(request, id, {})


@require_POST
def step(request: DeskRequest, id: UUID, what: str) -> HttpResponse:
    """One word more in its story."""
    steps = {name: Step(one.form, _about(one, id), one.said) for name, one in _STEPS.items()}
    return take(
        request, steps, what, lambda forms: _page(request, id, forms), "desk:checks_flag", id
    )


def _about(one: Step, id: UUID) -> Any:
    return lambda actor, **said: one.act(actor, flag=id, **said)


def _page(request: DeskRequest, id: UUID, refused: Forms) -> HttpResponse:
    actor = request.actor
    row = queries.flag(actor, id)
    lines = queries.lines_of(row)
    may = queries.may(actor, row)
    start = {"version": row.version}
    offered = {
        "explain": ExplainForm(initial=start, auto_id="explain_%s") if may.explain else None,
        "decide": DecideForm(initial=start, auto_id="decide_%s") if may.decide else None,
        "pass": PassForm(initial=start, auto_id="pass_%s") if may.pass_on else None,
    }
    forms = {name: refused.get(name) or form for name, form in offered.items()}
    shown = {
        "flag": row,
        "seen": words.seen(row),
        "harmless": words.HARMLESS[Kind(row.kind)],
        "records": _records(actor, row),
        "lines": lines,
        "who": accounts.names_of({line.by_user for line in lines if line.by_user}),
        "orgs": organisations.names_of({row.agency, *(x.by_org for x in lines if x.by_org)}),
        "agency": organisations.names_of({row.agency}).get(row.agency, ""),
        "own": actor.org == row.agency,
        "may": may,
        "forms": forms,
        "wrong": [form for name, form in refused.items() if forms.get(name) is not form],
    }
    return render(request, "desk/checks_flag.html", shown, status=400 if refused else 200)


def _records(actor: Actor, row: Any) -> list[Any]:
    """The records' lines, and the bare numbers of those the actor may not open."""
    lines = ledger.several(actor, county=row.county, records=row.records) if row.records else []
    lines = sorted(lines, key=lambda line: line.started_at)
    opened = {line.id for line in lines}
    return [*lines, *({"id": one} for one in row.records if one not in opened)]

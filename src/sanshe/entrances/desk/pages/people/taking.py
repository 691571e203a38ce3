"""Who asked for somebody's data; and the data handed to themselves, as a sheet."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID

from django import forms
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods

from sanshe.entrances.desk.pages.ledger.sheet import KIND
from sanshe.entrances.shared.forms import HouseForm
from sanshe.entrances.shared.request import DeskRequest
from sanshe.entrances.shared.templatetags.shared import short_time
from sanshe.ground.calendars import deadlines
from sanshe.ground.kit.errors import Problem
from sanshe.registry.organisations import queries as organisations
from sanshe.registry.people import queries as people
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.work.needs import actions as needs_actions
from sanshe.work.needs import queries as needs
from sanshe.work.rights import actions, queries
from sanshe.work.rights.enums import IdentityCheck

from .package_sheet import sheet_of

SHORT = 5
"""Lines of "who looked" on the person's own page."""


class Take(HouseForm):
    plain = frozenset({"checked", "keep"})
    checked = forms.ChoiceField(
        label=gettext_lazy("怎么核对是不是本人"), choices=IdentityCheck.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip
    keep = forms.TypedMultipleChoiceField(
        label=gettext_lazy("本人说过的事"), required=False, coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("里面说到别人的,请取消勾。"),
    )  # fmt: skip

    def __init__(self, *args: Any, own: list[needs.Need], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.id), f"{short_time(one.heard_at)} {one.text[:40]}") for one in own]
        self.fields["keep"].choices = choices  # type: ignore[attr-defined]
        self.fields["keep"].initial = [id for id, _text in choices]


@require_GET
def looked(request: DeskRequest, id: UUID) -> HttpResponse:
    """Everybody who has looked, the newest first."""
    card = people.get(request.actor, id)
    shown = {"card": card, "looks": looks_of(request.actor, card.row.id)}
    return render(request, "desk/person_looks.html", shown)


def looks_of(actor: Actor, person: UUID, limit: int = 200) -> list[tuple[Any, str, str]] | None:
    """Each with the organisation that looked, and the one it was shown to; None where another
    organisation keeps them."""
    found = people.looks(actor, person, limit=limit)
    if found is None:
        return None
    names = organisations.names_of({one.org for one in found} | {o.to for o in found if o.to})
    return [(one, names.get(one.org, ""), names.get(one.to, "") if one.to else "")
            for one in found]  # fmt: skip


def of_person(actor: Actor, person: UUID) -> dict[str, Any]:
    """For the person's page."""
    may = actor.may(Deed.KEEP_PEOPLE)
    return {
        "looks": looks_of(actor, person, SHORT) if may else None,
        "kin": people.kin_of(actor, person),
        "may_export": actor.may(Deed.EXPORT_PERSON),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
def take(request: DeskRequest, id: UUID) -> HttpResponse | FileResponse:
    """Look it through, say how identity was made sure, hand it over: one file."""
    actor = request.actor
    card = people.get(actor, id)
    own, others = queries.matters_of(actor, card.row.id)
    form = Take(request.POST or None, own=own)
    if request.method == "POST" and form.is_valid():
        kept = set(form.cleaned_data["keep"])
        left = [one.id for one in own if one.id not in kept]
        try:
            package = actions.pack(
                actor, person=card.row.id, checked=form.cleaned_data["checked"], leave_out=left
            )
        except Problem as problem:
            form.refuse(problem)
        else:
            _tell_the_matter(request)
            return _file(package)
    shown = {"card": card, "form": form, "others": len(others), "need": request.GET.get("need", ""),
             "limit": deadlines.words("RIGHTS-REQUEST")}  # fmt: skip
    status = 400 if request.method == "POST" else 200
    return render(request, "desk/person_take.html", shown, status=status)


def _tell_the_matter(request: DeskRequest) -> None:
    """The request it came from says in its story that it was done."""
    try:
        need = UUID(request.GET.get("need", ""))
    except ValueError:
        return
    needs_actions.note(request.actor, need=need, text=_("资料已经交给本人。"))


def _file(package: Any) -> FileResponse:
    file = io.BytesIO()
    sheet_of(package).save(file)
    file.seek(0)
    name = f"personal-data-{timezone.localdate():%Y%m%d}.xlsx"  # no name of anybody in it
    return FileResponse(file, as_attachment=True, filename=name, content_type=KIND)

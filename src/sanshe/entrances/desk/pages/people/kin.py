"""What two people are to each other, and who is called first."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from sanshe.entrances.shared.forms import HouseForm
from sanshe.entrances.shared.request import DeskRequest
from sanshe.registry.people import actions, queries
from sanshe.registry.people.enums import Relation


class KinForm(HouseForm):
    personal = {
        "other": "people.Kin.other",
        "relation": "people.Kin.relation",
        "call_first": "people.Kin.call_first",
    }
    other = forms.TypedChoiceField(
        label=gettext_lazy("是谁"), widget=forms.RadioSelect, coerce=UUID
    )
    relation = forms.ChoiceField(
        label=gettext_lazy("是本人的什么人"),
        choices=[("", gettext_lazy("请选")), *Relation.choices],
    )
    call_first = forms.BooleanField(label=gettext_lazy("出了事先打给这一位"), required=False)

    def __init__(self, *args: Any, near: list[queries.Row], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = [(str(row.id), row.called) for row in near]  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def kin(request: DeskRequest, id: UUID) -> HttpResponse:
    """Among those who live with them or next door; or found by name."""
    card, asked = queries.get(request.actor, id), request.GET.get("q", "")
    form = KinForm(request.POST or None, near=_near(request, card, asked))
    if request.method == "POST" and form.carries(
        partial(actions.relate, request.actor, person=card.row.id)
    ):
        messages.success(request, _("记下了。"))
        return redirect("desk:person", card.row.id)
    status = 400 if request.method == "POST" else 200
    return render(
        request, "desk/person_kin_new.html", {"form": form, "card": card, "q": asked}, status=status
    )


@require_POST
def end(request: DeskRequest, id: UUID, other: UUID) -> HttpResponse:
    actions.unrelate(request.actor, person=id, other=other)
    messages.success(request, _("记下了。"))
    return redirect("desk:person", id)


def _near(request: DeskRequest, card: queries.Card, asked: str) -> list[queries.Row]:
    actor, row = request.actor, card.row
    found = queries.find(actor, asked) if asked.strip() else []
    if not found:
        found = [*card.housemates, *(queries.neighbours(actor, row) if row.building else [])]
    once = {one.id: one for one in found if one.id != row.id}
    return list(once.values())

"""What is told twice or tells two: shown beside a matter, joined and cut with one tap."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.shared.forms import HouseForm
from sanshe.registry.catalogue.enums import Category
from sanshe.trust.policy.actor import Actor
from sanshe.work.needs import actions, queries

from .stepping import StepOnPage


class Cut(HouseForm):
    """Where a message is cut."""

    plain = frozenset({"at"})
    at = forms.IntegerField(label=_("从哪里分开"), min_value=1, widget=forms.HiddenInput)


class Join(HouseForm):
    """Which matter tells the same."""

    plain = frozenset({"to"})
    to = forms.UUIDField(label=_("和哪一条是一件事"), widget=forms.HiddenInput)


class Apart(HouseForm):
    """Nothing to fill in."""


STEPS_OF_TWO: dict[str, StepOnPage] = {
    "split": StepOnPage(
        Cut,
        lambda a, n, s, v: actions.split(a, need=n, version=v, at=s["at"]),
        _("分成了两件,各办各的。原话两边都看得到,居民的暗号两边都能用。"),
    ),
    "join": StepOnPage(
        Join,
        lambda a, n, s, v: actions.join(a, need=n, version=v, to=UUID(str(s["to"]))),
        _("并在一起办了。这一条的话和回执都还在,答复两边都看得到。"),
    ),
    "unjoin": StepOnPage(
        Apart, lambda a, n, s, v: actions.unjoin(a, need=n, version=v), _("分开了,各办各的。")
    ),
}


def shown(actor: Actor, row: queries.Need, offered: set[str]) -> dict[str, Any]:
    """Likely the same, a proposed cut, and what is linked already."""
    cut = queries.cut_of(row) if "split" in offered and row.state == "heard" else None
    words = row.part or row.text
    main = queries.visible(actor).filter(pk=row.joined_to_id).first() if row.joined_to_id else None
    return {
        "alike": queries.likely_same(actor, row) if "join" in offered else [],
        "cut": {"at": cut, "first": words[:cut], "second": words[cut:]} if cut else None,
        "linked": queries.linked(actor, row),
        "voices": queries.voices(actor, row),
        "joined_main": main,
    }


def to_choose(proposal: queries.Proposal) -> list[dict[str, str]]:
    """What one key chooses: the proposed category and the next likely ones."""
    names = dict(Category.choices)
    found = [proposal.category, *proposal.others]
    return [
        {"key": key, "value": value, "label": str(names.get(value, value))}
        for key, value in zip("abc", found, strict=False)
    ]

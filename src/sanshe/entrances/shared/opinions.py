"""What residents are asked about a service, on paper, by phone or by themselves: the same way."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sanshe.work.settlement.enums import Five


def five(label: Any) -> forms.TypedChoiceField:
    """One of five answers, or none."""
    return forms.TypedChoiceField(
        label=label, choices=Five.choices, coerce=int, empty_value=None, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip


def took_part() -> forms.TypedChoiceField:
    """Yes, no, or not said."""
    return forms.TypedChoiceField(
        label=_("这一年参加过社区的活动吗"),
        choices=[("yes", _("参加过")), ("no", pgettext_lazy("参加过没有", "没有"))],
        coerce=lambda said: said == "yes", empty_value=None, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip

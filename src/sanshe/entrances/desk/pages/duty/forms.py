"""What is asked about an alarm, a shift and its end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.shared.forms import HouseForm
from sanshe.work.duty.enums import Did

NOBODY = [("", _("没有后备"))]


class Report(HouseForm):
    """What was done."""

    personal = {"did": "duty.Line.did", "text": "duty.Line.text"}

    did = forms.MultipleChoiceField(
        label=_("做了什么"), choices=Did.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    text = forms.CharField(
        label=_("写一句"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class HandOn(HouseForm):
    personal = {"to": "duty.Alarm.asked", "text": "duty.Line.text"}

    to = forms.TypedChoiceField(label=_("转给谁"), coerce=str)
    text = forms.CharField(label=_("交代一句"), max_length=2000, required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = people  # type: ignore[attr-defined]


class StandDown(HouseForm):
    personal = {"reason": "duty.Line.text"}

    reason = forms.CharField(label=_("为什么是虚惊"), max_length=2000, required=False)


class _People(HouseForm):
    """Who is on duty, and who is behind them."""

    personal = {"user": "duty.Shift.user", "deputy": "duty.Shift.deputy"}

    user = forms.ChoiceField(label=_("谁值班"))
    deputy = forms.ChoiceField(label=_("后备"), required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = people  # type: ignore[attr-defined]
        self.fields["deputy"].choices = [*NOBODY, *people]  # type: ignore[attr-defined]


class NewShift(_People):
    plain = {"day", "start", "end"}

    day = forms.DateField(
        label=_("哪一天"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    start = forms.TimeField(
        label=_("几点起"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    end = forms.TimeField(
        label=_("几点止"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("比开始早,就是第二天。"),
    )  # fmt: skip
    field_order = ("day", "start", "end", "user", "deputy")


class ChangeShift(_People):
    plain = {"version"}

    version = forms.IntegerField(widget=forms.HiddenInput)


class GiveOver(HouseForm):
    personal = {"to": "duty.HandOver.to_user", "words": "duty.HandOver.words"}

    to = forms.ChoiceField(label=_("谁接班"))
    words = forms.CharField(
        label=_("交代几句"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = people  # type: ignore[attr-defined]


class Accept(HouseForm):
    personal = {"words": "duty.Acceptance.words"}

    words = forms.CharField(label=_("回一句"), max_length=2000, required=False)

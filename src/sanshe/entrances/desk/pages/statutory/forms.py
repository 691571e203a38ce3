"""What is asked when a table is kept. None of it is about a person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.shared.forms import HouseForm
from sanshe.insight.statutory.enums import Topic


def _day(label: Any, *, required: bool = True) -> Any:
    return forms.DateField(
        label=label, required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip


class Tell(HouseForm):
    """A number from outside. Left empty, it takes the former back."""

    plain = frozenset({"number", "paper", "paper_on"})
    number = forms.DecimalField(
        label=_("数"), required=False, max_digits=16, decimal_places=2,
        help_text=_("留空表示撤回以前填的。"),
    )  # fmt: skip
    paper = forms.CharField(
        label=_("出自哪份材料"), max_length=120, help_text=_("文号或标题,别人照着能找到。")
    )
    paper_on = _day(_("材料日期"), required=False)


class Paper(HouseForm):
    """A policy paper that the area issued."""

    plain = frozenset({"topic", "title", "number", "issuer", "issued_on"})
    topic = forms.ChoiceField(label=_("关于什么"), choices=Topic)
    title = forms.CharField(label=_("标题"), max_length=120)
    number = forms.CharField(label=_("文号"), max_length=60, required=False)
    issuer = forms.CharField(label=_("发文机关"), max_length=80)
    issued_on = _day(_("发文日期"))


class Why(HouseForm):
    plain = frozenset({"why"})
    why = forms.CharField(label=_("为什么撤下"), max_length=200)


class Close(HouseForm):
    """``seen``: the newest edition on the page."""

    plain = frozenset({"seen", "reason"})
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    reason = forms.CharField(label=_("为什么更正"), max_length=200, required=False)

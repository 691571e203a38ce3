"""What is said of a flag, of a call, and of where a building stands."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.shared.forms import HouseForm
from sanshe.ground.kit.sheets import MAX_BYTES
from sanshe.work.checks.enums import Answer, Outcome

SHEET_MEGABYTES = MAX_BYTES // 1024**2


class VersionForm(HouseForm):
    """``version``: what the page showed."""

    plain = {"version"}
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class ExplainForm(VersionForm):
    personal = {"text": "checks.Line.text"}
    text = forms.CharField(label=_("怎么回事"), max_length=500, widget=forms.Textarea({"rows": 3}))


class DecideForm(ExplainForm):
    plain = {"outcome"}
    outcome = forms.ChoiceField(label=_("结论"), choices=Outcome.choices, widget=forms.RadioSelect)
    field_order = ("outcome", "text", "version")


class PassForm(ExplainForm):
    """Whoever watches passes on what the agency has answered."""

    plain = {"outcome"}
    outcome = forms.CharField(initial=Outcome.PASSED_ON.value, widget=forms.HiddenInput)


class AnswerForm(HouseForm):
    personal = {"remark": "checks.Call.remark"}
    plain = {"said"}
    said = forms.ChoiceField(
        label=_("居民怎么说"), choices=Answer.choices, widget=forms.RadioSelect
    )
    remark = forms.CharField(label=_("补一句"), max_length=200, required=False)


class SpotForm(HouseForm):
    plain = {"community", "building", "lat", "lon"}
    community = forms.IntegerField(widget=forms.HiddenInput)
    building = forms.CharField(max_length=20, widget=forms.HiddenInput)
    lat = forms.DecimalField(label=_("纬度"), min_value=Decimal(-90), max_value=Decimal(90))
    lon = forms.DecimalField(label=_("经度"), min_value=Decimal(-180), max_value=Decimal(180))


class SpotsForm(HouseForm):
    plain = {"file"}
    file = forms.FileField(
        label=_("文件"),
        help_text=_(".xlsx 或 .csv。列名:社区、楼栋、纬度、经度;只有一个社区就不用写社区。"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )  # fmt: skip

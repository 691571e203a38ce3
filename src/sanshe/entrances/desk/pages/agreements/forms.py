"""What is asked about an agreement's papers, promises and counting rules. None of it is about a
person."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.shared.forms import HouseForm
from sanshe.registry.agreements.enums import MeasuredUnit, Once, Paper
from sanshe.registry.catalogue.enums import Unit

from .versioned import Plainly

RULED = (
    "services", "confirmed_only", "once", "alive", "min_heads", "min_minutes", "min_contacts",
    "min_sessions", "min_members", "within_working_days",
)  # fmt: skip
"""What a counting rule says, in the order it is asked."""
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PaperForm(HouseForm):
    plain = frozenset({"kind", "title", "file", "public"})
    kind = forms.ChoiceField(label=_("什么材料"), choices=Paper.choices)
    title = forms.CharField(label=_("题目"), max_length=120)
    file = forms.FileField(label=_("文件"), help_text=_("PDF、Word、Excel或图片,最多10 MB。"))
    public = forms.BooleanField(label=_("可以公开"), required=False)


class CountingForm(Plainly):
    """How the book's records count."""

    plain = frozenset(RULED)
    services = forms.TypedMultipleChoiceField(
        label=_("数哪些服务"), coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请选至少一项服务。")},
        help_text=_("台账里这些服务的记录才算。单位要和指标一样。"),
    )  # fmt: skip
    confirmed_only = forms.BooleanField(label=_("有人确认才算"), required=False, initial=True)
    once = forms.ChoiceField(label=_("同一个人"), choices=Once.choices, required=False)
    alive = forms.BooleanField(label=_("过世以后的不算"), required=False)
    min_heads = forms.IntegerField(label=_("一场至少几人"), min_value=0, required=False, initial=0)
    min_minutes = forms.IntegerField(label=_("至少几分钟"), min_value=0, required=False, initial=0)
    min_contacts = forms.IntegerField(
        label=_("个案至少接触几次"), min_value=0, required=False, initial=0
    )
    min_sessions = forms.IntegerField(
        label=_("小组至少几节"), min_value=0, required=False, initial=0
    )
    min_members = forms.IntegerField(
        label=_("每节至少几人"), min_value=0, required=False, initial=0
    )
    within_working_days = forms.IntegerField(
        label=_("几个工作日内记下才算"), min_value=1, required=False
    )

    def __init__(self, *args: Any, services: Iterable[tuple[int, Any]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["services"].choices = list(services)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What is left empty asks for nothing."""
        said = super().clean() or {}
        return {**said, **{name: said.get(name) or 0 for name in RULED if name[:4] == "min_"}}


class RuleForm(CountingForm):
    """A new counting rule: what is left as it is stays so."""

    plain = frozenset({"reason", "version", "sure"})
    reason = forms.CharField(
        label=_("为什么换"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    sure = forms.BooleanField(widget=forms.HiddenInput, required=False)


class IndicatorForm(CountingForm):
    """What is promised, and how it is counted."""

    plain = frozenset(
        {"code", "name", "unit", "target", "weight", "evidence", "starts_on", "ends_on"}
    )
    name = forms.CharField(
        label=_("指标"), max_length=80,
        help_text=_("写做了什么服务。不能是困难人员的数量:不为了数字去找困难的人。"),
    )  # fmt: skip
    unit = forms.ChoiceField(
        label=_("单位"), choices=[*Unit.choices, *MeasuredUnit.choices],
        help_text=_("百分比(如满意度)是评估时测的,不累加,不选服务。"),
    )  # fmt: skip
    target = forms.DecimalField(label=_("目标"), max_digits=12, decimal_places=2)
    weight = forms.DecimalField(
        label=_("权重"), max_digits=5, decimal_places=2, help_text=_("全部指标加起来100。")
    )
    evidence = forms.CharField(
        label=_("拿什么证明"), max_length=120, required=False,
        help_text=_("例如:签到表、服务对象确认、结案表。"),
    )  # fmt: skip
    code = forms.CharField(
        label=_("编号"), max_length=12, required=False, help_text=_("不填就接着编。")
    )
    starts_on = forms.DateField(
        label=_("从哪天起算"), required=False, widget=_DAY,
        help_text=_("不填就是整个合同期。头两年建立关系,可以单独定一个指标和期限。"),
    )  # fmt: skip
    ends_on = forms.DateField(label=_("算到哪天"), required=False, widget=_DAY)

    def __init__(self, *args: Any, services: Iterable[Any], **more: Any) -> None:
        named = [(one.pk, f"{one.code} {one.name}({one.get_unit_display()})") for one in services]
        super().__init__(*args, services=named, **more)
        measured = self.data.get(self.add_prefix("unit")) == MeasuredUnit.PERCENT
        self.fields["services"].required = not measured

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("unit") == MeasuredUnit.PERCENT:
            said["services"] = []
        return said


class WeightsForm(HouseForm):
    """The weights of all indicators, against each other."""

    def __init__(self, *args: Any, indicators: Iterable[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        for one in indicators:
            self.fields[str(one.pk)] = forms.DecimalField(
                label=_("%(code)s的权重") % {"code": one.code}, max_digits=5, decimal_places=2,
                min_value=0, max_value=100, initial=f"{one.weight.normalize():f}",
                widget=forms.NumberInput(attrs={"step": "0.01", "inputmode": "decimal"}),
            )  # fmt: skip
        self.plain = frozenset(self.fields)  # type: ignore[misc]

    def weights(self) -> dict[UUID, Decimal]:
        return {UUID(name): weight for name, weight in self.cleaned_data.items()}

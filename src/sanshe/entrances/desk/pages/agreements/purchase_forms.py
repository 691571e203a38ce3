"""What is asked on the way from the first thought to the signature; none of it about a person."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sanshe.entrances.desk.bodies import BodyField
from sanshe.entrances.desk.places import PlaceField
from sanshe.entrances.shared.forms import HouseForm
from sanshe.ground.areas.enums import Level
from sanshe.registry.agreements.enums import Condition, Method, Money, Never, Side, State
from sanshe.registry.organisations.enums import OrgKind

from .versioned import Versioned

DELIVERING = (OrgKind.AGENCY, OrgKind.RESIDENTS_COMMITTEE)
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_YUAN = _("金额(元)")
_YES_NO = [("no", _("不是")), ("yes", _("是"))]


def day(label: Any, *, required: bool = True, today: bool = True, help_text: Any = "") -> Any:
    initial = timezone.localdate if today and required else None
    return forms.DateField(
        label=label, required=required, initial=initial, widget=_DAY, help_text=help_text
    )


def yuan(label: Any = _YUAN) -> Any:
    return forms.DecimalField(
        label=label, max_digits=14, decimal_places=2, min_value=Decimal("0.01"),
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.01"}),
        error_messages={"min_value": _("金额要大于0,最多到分。")},
    )  # fmt: skip


def lines(
    label: Any, *, required: bool = True, length: int = 300, rows: int = 2, **how: Any
) -> Any:
    return forms.CharField(
        label=label, required=required, max_length=length,
        widget=forms.Textarea(attrs={"rows": rows}), **how,
    )  # fmt: skip


class OpenForm(HouseForm):
    """A first thought: for whom, and why."""

    plain = frozenset({"number", "name", "communities", "more", "on", "why"})
    number = forms.CharField(label=_("项目编号"), max_length=60)
    name = forms.CharField(label=_("项目名称"), max_length=120)
    communities = forms.TypedMultipleChoiceField(
        label=_("服务哪些社区"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    more = forms.CharField(
        label=_("还有哪些社区"), required=False, max_length=400,
        help_text=_("上面没有的写在这里,用顿号隔开:社区全名或12位代码。"),
    )  # fmt: skip
    on = day(_("哪天想到要买"))
    why = lines(_("为什么要买"), length=1000, rows=3)

    def __init__(self, *args: Any, places: dict[int, str], within: int, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["communities"].choices = list(places.items())  # type: ignore[attr-defined]
        self._place = PlaceField(within=within, level=Level.COMMUNITY)

    def clean_more(self) -> list[int]:
        words = self.cleaned_data["more"].replace("、", "\n").replace(",", "\n").split("\n")
        found = [self._place.clean(word) for word in words if word.strip()]
        return [one for one in found if one is not None]


class RenewForm(HouseForm):
    """The next term; the promises are taken over."""

    plain = frozenset({"number", "name", "why"})
    number = forms.CharField(label=_("下一期的编号"), max_length=60)
    name = forms.CharField(label=_("下一期的名称"), max_length=120)
    why = lines(_("为什么接着买"), length=1000)


class SurveyNoteForm(Versioned):
    plain = frozenset({"survey"})
    survey = lines(
        _("居民怎么说"), length=4000, rows=4,
        help_text=_("问了多少人、怎么问的、说了什么。公共服务要先问公众(条例第15条)。"),
    )  # fmt: skip


class NeverForm(Versioned):
    """The six questions of the negative list; each must be answered."""

    plain = frozenset(Never.values)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for one in Never:
            self.fields[one.value] = forms.ChoiceField(
                label=one.label, choices=_YES_NO, widget=forms.RadioSelect
            )

    def answers(self) -> dict[str, bool]:
        return {one.value: self.cleaned_data[one.value] == "yes" for one in Never}


class PlatformsForm(Versioned):
    """At which stations of the communities bought for."""

    plain = frozenset({"platforms"})
    platforms = forms.TypedMultipleChoiceField(
        label=_("在哪些站点做"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("可以选几个。"),
    )  # fmt: skip

    def __init__(self, *args: Any, stations: Any = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["platforms"].choices = list(stations)  # type: ignore[attr-defined]


class MethodForm(Versioned):
    plain = frozenset({"method", "method_reason"})
    method = forms.ChoiceField(label=_("采购方式"), choices=Method.choices)
    method_reason = lines(
        _("不公开招标的理由"), required=False,
        help_text=_("公开招标不用写(政府采购法第26条)。"),
    )  # fmt: skip


class AdvanceForm(Versioned):
    plain = frozenset({"to", "on", "text"})
    to = forms.ChoiceField(choices=State.choices, widget=forms.HiddenInput)
    on = day(_("哪天"))
    text = lines(_("说明"), required=False, length=1000)


class EvaluatedForm(AdvanceForm):
    plain = frozenset({"reviewed_on"})
    on = day(_("哪天收到评审报告"))
    reviewed_on = day(_("哪天评审结束"))


class AwardForm(Versioned):
    plain = frozenset({"supplier", "price", "reported_on", "on", "noticed_on", "text"})
    supplier = BodyField(
        label=pgettext_lazy("购买服务", "承接方"),
        kinds=DELIVERING,
        help_text=_("写名称里的几个字,或者信用代码。"),
    )
    price = yuan(_("成交金额(元)"))
    reported_on = day(_("哪天收到评审报告"))
    on = day(_("哪天确定承接方"))
    noticed_on = day(
        _("哪天发出中标通知、公告结果"), required=False, help_text=_("还没发就空着,发了再记。")
    )
    text = lines(_("说明"), required=False, length=1000)


class SignForm(Versioned):
    plain = frozenset({"on", "starts_on", "ends_on", "long_term_reason"})
    on = day(_("哪天签的"))
    starts_on = day(_("从哪天起"), today=False)
    ends_on = day(_("到哪天止"), today=False, help_text=_("一般不超过一年。"))
    long_term_reason = lines(
        _("超过一年的理由"),
        required=False,
        help_text=_("内容稳定、连续、有预算、价格平稳,最长三年。"),
    )


class DayForm(Versioned):
    plain = frozenset({"on"})
    on = day(_("哪天"))


class PublishForm(DayForm):
    plain = frozenset({"file"})
    file = forms.FileField(
        label=_("可以公开的合同文本"),
        required=False,
        help_text=_("PDF,最多10 MB。去掉不能公开的内容。"),
    )


class FiledForm(DayForm):
    plain = frozenset({"text"})
    on = day(_("哪天报备的"))
    text = lines(_("报给哪个财政部门"), required=False)


class StopForm(Versioned):
    plain = frozenset({"side", "reason"})
    side = forms.ChoiceField(label=_("怎么了"))
    reason = lines(_("理由"), length=1000)

    def __init__(self, *args: Any, without: Collection[str] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        # what came too late is refused by the action, which says so
        sides = [one for one in Side.choices if self.is_bound or one[0] not in without]
        self.fields["side"].choices = sides  # type: ignore[attr-defined]


class LiftForm(Versioned):
    plain = frozenset({"reason"})
    reason = lines(_("为什么恢复"), length=1000)


class AmendForm(Versioned):
    plain = frozenset({"signed_on", "amount", "why"})
    signed_on = day(_("哪天签的"))
    amount = forms.DecimalField(
        label=_("增加(元)"), max_digits=14, decimal_places=2, initial=0,
        help_text=_("只改内容、不改金额写0;减少写负数。"),
    )  # fmt: skip
    why = lines(_("改什么、为什么"))


class SourceRow(HouseForm):
    plain = frozenset({"kind", "name", "amount"})
    kind = forms.ChoiceField(label=_("哪种钱"), choices=Money.choices, initial=Money.FISCAL.value)
    name = forms.CharField(label=_("名称"), max_length=80)
    amount = yuan()


class BudgetRow(HouseForm):
    plain = frozenset({"name", "amount"})
    name = forms.CharField(label=_("用在哪里"), max_length=80)
    amount = yuan()


MEASURED = (
    Condition.MIDTERM_SCORE, Condition.FINAL_SCORE, Condition.PROGRESS, Condition.PUBLIC_NOTICE,
)  # fmt: skip
"""Conditions with a threshold: points, percent or working days."""


class TrancheRow(HouseForm):
    """A part of the price, and what must be true before it is paid."""

    plain = frozenset({"share", "amount", "due_on", *Condition.values})
    share = forms.DecimalField(
        label=_("占百分之几"), max_digits=5, decimal_places=2, min_value=0, max_value=100
    )
    amount = yuan()
    due_on = day(_("最晚哪天付"), today=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for one in sorted(Condition, key=lambda one: one in MEASURED):
            self.fields[one.value] = (
                forms.DecimalField(
                    label=one.label, required=False, min_value=0, max_value=100, max_digits=6,
                    decimal_places=2,
                )
                if one in MEASURED
                else forms.BooleanField(label=one.label, required=False)
            )  # fmt: skip

    def gates(self) -> list[tuple[str, Decimal | None]]:
        said = self.cleaned_data
        return [
            (one.value, said[one.value] if one in MEASURED else None)
            for one in Condition
            if said[one.value] not in (None, False)
        ]


def initial_of(tranche: Any) -> dict[str, Any]:
    """A tranche as its row shows it."""
    gates: dict[str, Decimal | date | bool] = {
        gate.condition: gate.threshold if Condition(gate.condition) in MEASURED else True
        for gate in tranche.gates.all()
    }
    return {
        "share": tranche.share, "amount": tranche.amount, "due_on": tranche.due_on, **gates
    }  # fmt: skip

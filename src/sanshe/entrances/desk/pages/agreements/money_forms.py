"""What is asked when money moves. None of it names anybody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.shared.forms import HouseForm
from sanshe.work.settlement.enums import Flow, Payee


def _yuan() -> Any:
    return forms.DecimalField(label=_("金额(元)"), max_digits=14, decimal_places=2)


def _day(label: Any) -> Any:
    return forms.DateField(
        label=label, initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip


class NumberForm(HouseForm):
    """Which tranche."""

    plain = frozenset({"number"})
    number = forms.IntegerField(widget=forms.HiddenInput)


class ClaimForm(HouseForm):
    plain = frozenset({"claim"})
    claim = forms.UUIDField(widget=forms.HiddenInput)


class PayForm(ClaimForm):
    plain = frozenset({"on", "amount", "voucher"})
    on = _day(_("哪天付的"))
    amount = _yuan()
    voucher = forms.CharField(label=_("凭证号"), max_length=60)


class AskClosingForm(HouseForm):
    """What the supplier asks for when an agreement was terminated."""

    plain = frozenset({"amount", "reason"})
    amount = _yuan()
    reason = forms.CharField(
        label=_("怎么算出来的"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("和台账算的不一样,写清为什么。"),
    )  # fmt: skip


class AnswerClosingForm(HouseForm):
    plain = frozenset({"agreed", "words"})
    agreed = forms.ChoiceField(
        label=_("同不同意"), choices=[("yes", _("同意这个数")), ("no", _("不同意"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    words = forms.CharField(
        label=_("理由"), max_length=600, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean_agreed(self) -> bool:
        return bool(self.cleaned_data["agreed"] == "yes")


class StateForm(NumberForm):
    plain = frozenset({"text", "file"})
    text = forms.CharField(
        label=_("说明"), max_length=600, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("写下以后两边都看得到,不能改。"),
    )  # fmt: skip
    file = forms.FileField(
        label=_("附一份材料"), required=False, help_text=_("PDF、Word、Excel或图片,最多10 MB。")
    )


class EntryForm(HouseForm):
    """Money received or spent; the sources and lines are the agreement's own."""

    plain = frozenset(
        {"flow", "source", "line", "on", "amount", "voucher", "payee", "words"}
    )  # fmt: skip
    flow = forms.ChoiceField(label=_("收还是支"), choices=Flow.choices)
    source = forms.ChoiceField(label=_("哪笔资金"))
    line = forms.ChoiceField(label=_("哪项预算(支出要选)"), required=False)
    on = _day(_("哪天"))
    amount = _yuan()
    voucher = forms.CharField(label=_("凭证号"), max_length=60)
    payee = forms.ChoiceField(
        label=_("付给谁"), choices=[("", "—"), *Payee.choices], required=False
    )
    words = forms.CharField(
        label=_("用来做什么"), max_length=200, required=False,
        help_text=_("不写人名,这里会公开合计。"),
    )  # fmt: skip

    def __init__(self, *args: Any, books: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["source"].choices = [(one.id, one.name) for one in books.sources]  # type: ignore[attr-defined]
        self.fields["line"].choices = [("", "—"), *((one.id, one.name) for one in books.lines)]  # type: ignore[attr-defined]


class TakeBackForm(HouseForm):
    plain = frozenset({"entry", "words"})
    entry = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(label=_("为什么冲"), max_length=200)

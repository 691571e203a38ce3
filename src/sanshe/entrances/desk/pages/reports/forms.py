"""Which report, and what its writer adds in words."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.shared.forms import HouseForm
from sanshe.insight.reports import queries
from sanshe.insight.reports.enums import Kind, Language
from sanshe.registry.agreements.queries import Agreement


class Which(HouseForm):
    """The address: kind, agreement, period. What makes no sense there falls back to the usual."""

    plain = {"kind", "agreement", "period"}

    kind = forms.ChoiceField(required=False, label=_("哪一种"))
    period = forms.DateField(required=False, label=_("哪一期"), widget=forms.Select)
    agreement = forms.UUIDField(
        required=False, label=pgettext_lazy("购买服务", "项目"), widget=forms.Select
    )

    def __init__(self, data: Any, *, kinds: list[Kind], agreements: list[Agreement]) -> None:
        super().__init__(data)
        self.kinds, self.agreements = kinds, agreements
        self.fields["kind"].choices = [(one.value, one.label) for one in kinds]  # type: ignore[attr-defined]
        self.fields["agreement"].widget.choices = [  # type: ignore[attr-defined]
            ("", _("全部项目")), *((str(one.pk), one.name) for one in agreements)
        ]  # fmt: skip

    def chosen(self) -> dict[str, Any]:
        """As the actions take it. Unless said otherwise: last month, all agreements."""
        self.is_valid()
        said = self.cleaned_data
        kind = Kind(said.get("kind") or self.kinds[0])
        listed = queries.periods(kind, timezone.localdate())
        starts = [start for start, _name in listed]
        start: date = said.get("period") or starts[1]
        start = start if start in starts else starts[1]
        agreement = said.get("agreement")
        if kind == Kind.OVERVIEW or agreement not in {one.pk for one in self.agreements}:
            agreement = None
            if kind != Kind.OVERVIEW and len(self.agreements) == 1:
                agreement = self.agreements[0].pk
        self.fields["period"].widget.choices = [(str(day), name) for day, name in listed]  # type: ignore[attr-defined]
        self.initial = {"kind": kind, "period": str(start), "agreement": str(agreement or "")}
        self.is_bound = False  # shown as it was understood
        return {"kind": kind.value, "start": start, "agreement": agreement}


class Write(HouseForm):
    """What is printed beside the figures."""

    plain = {"language"}
    personal = {
        "situation": "reports.Words.situation",
        "difficulties": "reports.Words.difficulties",
        "thanks": "reports.Words.thanks",
    }

    situation = forms.CharField(
        label=_("这一期的情况"), required=False, max_length=2000, widget=forms.Textarea({"rows": 4})
    )
    difficulties = forms.CharField(
        label=_("遇到的困难"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    thanks = forms.CharField(
        label=pgettext_lazy("报告", "感谢"), required=False, max_length=1000,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("报告用的语言"), choices=Language.choices)

    @classmethod
    def of(cls, kept: Any) -> Write:
        """With what was typed before."""
        names = ("situation", "difficulties", "thanks")
        said = {name: getattr(kept, name) for name in names} if kept else {}
        spoken = get_language() or Language.CHINESE
        return cls(initial=said | {"language": spoken if spoken in Language.values else "zh-hans"})

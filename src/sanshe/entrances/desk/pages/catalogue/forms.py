"""What is asked when a catalogue is drafted, published and answered for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sanshe.entrances.shared.forms import HouseForm
from sanshe.registry.catalogue import queries
from sanshe.registry.catalogue.enums import Category, Duty
from sanshe.registry.organisations import queries as organisations


class Draft(HouseForm):
    plain = frozenset({"why"})
    why = forms.CharField(
        label=_("为什么要改"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("会和新目录一起公开。"),
    )  # fmt: skip


class Line(HouseForm):
    """One item as it stands in a draft. Empty values of a choice mean none."""

    plain = frozenset(
        {"item", "duty", "lead", "helpers", "platform", "reason", "entry_approval", "revision"}
    )
    item = forms.ChoiceField(label=pgettext_lazy("目录里的一件事", "事项"))
    duty = forms.ChoiceField(label=_("类别"), choices=Duty)
    lead = forms.ChoiceField(label=_("谁牵头"), help_text=_("只能有一家。"))
    helpers = forms.MultipleChoiceField(
        label=_("谁协助"), required=False, widget=forms.CheckboxSelectMultiple
    )
    platform = forms.ChoiceField(label=_("在哪个平台"), required=False)
    reason = forms.CharField(
        label=_("理由"), max_length=200, required=False, help_text=_("不接的事,一定要写明理由。")
    )
    entry_approval = forms.CharField(label=_("准入文号"), max_length=60, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, community: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = [(str(id), name) for id, name in organisations.choices()]
        places = [(one.pk, one.name) for one in organisations.platforms_in(community)]
        items = [(one.pk, f"{one.code} {one.name}") for one in queries.items()]
        self._offer("item", [("", "—"), *items])
        self._offer("lead", [("", "—"), *bodies])
        self._offer("helpers", bodies)
        self._offer("platform", [("", "—"), *places])

    def _offer(self, name: str, choices: list[tuple[Any, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_platform(self) -> int | None:
        return int(self.cleaned_data["platform"]) if self.cleaned_data["platform"] else None


class Publish(HouseForm):
    plain = frozenset({"effective_from", "revision"})
    effective_from = forms.DateField(
        label=_("从哪天起生效"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("上一版到前一天为止。发布以后不能再改。"),
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput)


class Withdraw(HouseForm):
    plain = frozenset({"why"})
    why = forms.CharField(
        label=_("为什么撤回"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("会公开。撤回以后,上一版接着有效。"),
    )  # fmt: skip


class Item(HouseForm):
    """A new service item, shared by all communities."""

    plain = frozenset(
        {"code", "name", "categories", "legal_basis", "department", "statutory_duty",
         "on_negative_list", "law_enforcement", "materials", "gives_certificate"}
    )  # fmt: skip
    code = forms.CharField(label=_("编号"), max_length=24)
    name = forms.CharField(label=_("名称"), max_length=80)
    categories = forms.MultipleChoiceField(
        label=_("居民说的哪几类事归它"), choices=Category.choices, required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}), help_text=_("派单时照它找牵头的组织。"),
    )  # fmt: skip
    legal_basis = forms.CharField(label=_("依据"), max_length=200, required=False)
    department = forms.CharField(label=_("主管部门"), max_length=80, required=False)
    statutory_duty = forms.BooleanField(label=_("是政府的法定职责"), required=False)
    on_negative_list = forms.BooleanField(label=_("不得购买(负面清单)"), required=False)
    law_enforcement = forms.BooleanField(
        label=_("执法、拆迁、城管、招商一类"), required=False,
        help_text=_("这一类社区不能当责任主体。"),
    )  # fmt: skip
    materials = forms.CharField(label=_("要带的材料"), max_length=200, required=False)
    gives_certificate = forms.BooleanField(label=_("要出证明"), required=False)


class Object(HouseForm):
    """A word against a version; staff and residents alike."""

    plain = frozenset({"text", "item"})
    text = forms.CharField(
        label=_("您的意见"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("请不要写别人的名字、电话和住址。"),
    )  # fmt: skip


class Answer(HouseForm):
    plain = frozenset({"text"})
    text = forms.CharField(
        label=_("答复"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

"""What is asked about an agreement. None of it is about a person."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.shared.forms import HouseForm
from sanshe.registry.agreements.enums import Once, Paper


class PaperForm(HouseForm):
    plain = frozenset({"kind", "title", "file", "public"})
    kind = forms.ChoiceField(label=_("什么材料"), choices=Paper.choices)
    title = forms.CharField(label=_("题目"), max_length=120)
    file = forms.FileField(label=_("文件"), help_text=_("PDF、Word、Excel或图片,最多10 MB。"))
    public = forms.BooleanField(label=_("可以公开"), required=False)


class RuleForm(HouseForm):
    """A new counting rule: what is left as it is stays so."""

    plain = frozenset(
        {"confirmed_only", "once", "min_heads", "min_minutes", "min_contacts", "min_sessions",
         "min_members", "within_working_days", "alive", "reason", "version", "sure"}
    )  # fmt: skip
    confirmed_only = forms.BooleanField(label=_("有人确认才算"), required=False)
    once = forms.ChoiceField(label=_("同一个人"), choices=Once.choices, required=False)
    alive = forms.BooleanField(label=_("过世以后的不算"), required=False)
    min_heads = forms.IntegerField(label=_("一场至少几人"), min_value=0, initial=0)
    min_minutes = forms.IntegerField(label=_("至少几分钟"), min_value=0, initial=0)
    min_contacts = forms.IntegerField(label=_("个案至少接触几次"), min_value=0, initial=0)
    min_sessions = forms.IntegerField(label=_("小组至少几节"), min_value=0, initial=0)
    min_members = forms.IntegerField(label=_("每节至少几人"), min_value=0, initial=0)
    within_working_days = forms.IntegerField(
        label=_("几个工作日内记下才算"), min_value=1, required=False
    )
    reason = forms.CharField(
        label=_("为什么换"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    sure = forms.BooleanField(widget=forms.HiddenInput, required=False)

"""What is asked of somebody who disagrees, or who wonders about a visitor."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.shared.forms import HouseForm


class ObjectForm(HouseForm):
    """A word against the catalogue. Asks nothing about the person who says it."""

    plain = frozenset({"text", "item"})
    item = forms.ChoiceField(label=_("关于哪件事"), required=False)
    text = forms.CharField(
        label=_("您觉得哪里不对"), max_length=1000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("意见和答复会一起公开。请不要写名字、电话和住址。"),
        error_messages={"required": _("还没有写内容。一句话也可以。")},
    )  # fmt: skip

    def offer(self, items: list[tuple[int, str]]) -> None:
        """The items one may speak about."""
        self.fields["item"].choices = [  # type: ignore[attr-defined]
            ("", _("整个目录")),
            *((str(id), name) for id, name in items),
        ]

    def clean_item(self) -> Any:
        return int(self.cleaned_data["item"]) if self.cleaned_data["item"] else None


class VisitorForm(HouseForm):
    """The name somebody at the door gave. Not kept."""

    plain = frozenset({"name"})
    name = forms.CharField(
        label=_("来的人说自己叫什么"), max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("只拿来和名单对一对,不留下来。"),
        error_messages={"required": _("请写来人的名字。")},
    )  # fmt: skip

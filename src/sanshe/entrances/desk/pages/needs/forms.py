"""What staff type about a matter. Their own words and decisions are ``plain``; what is asked of
the person who speaks was declared."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.desk.places import PlaceField
from sanshe.entrances.shared.forms import HouseForm
from sanshe.entrances.shared.photos import PhotosField
from sanshe.ground.areas.enums import Level
from sanshe.ground.kit.ids import new_id
from sanshe.registry.catalogue.enums import Category
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Privacy
from sanshe.work.intake.enums import Knows, Relation
from sanshe.work.needs.enums import Channel, Kind, Reach, Urgency

AT_THE_DESK = (Channel.PHONE, Channel.WALK_IN, Channel.VISIT, Channel.PAPER, Channel.HOTLINE,
               Channel.GRID)  # fmt: skip


def _line(**attrs: str) -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": "off", **attrs})


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class Hear(HouseForm):
    """Filled while somebody talks: only the words themselves are needed."""

    personal = {
        "text": "needs.Need.text",
        "community": "needs.Need.community",
        "on_behalf": "needs.Need.on_behalf",
        "contact_name": "needs.Need.contact_name",
        "contact_phone": "needs.Need.contact_phone",
        "contact_address": "needs.Need.contact_address",
        "keep_from_committee": "needs.Need.privacy",
        "relation": "intake.Teller.relation",
        "knows": "intake.Teller.knows",
        "photos": "intake.Photo.picture",
    }
    plain = frozenset({"id", "channel"})
    id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    community = PlaceField(label=_("社区"), level=Level.COMMUNITY)
    channel = forms.ChoiceField(
        label=_("怎么来的"), initial=Channel.PHONE, widget=forms.RadioSelect,
        choices=[(c.value, c.label) for c in AT_THE_DESK],
    )  # fmt: skip
    text = forms.CharField(
        label=_("原话"), max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5, "autofocus": True, "autocomplete": "off"}),
        error_messages={"required": _("还没有写内容。一句话也可以。")},
    )  # fmt: skip
    contact_name = forms.CharField(
        label=_("怎么称呼"), required=False, max_length=40, widget=_line()
    )
    contact_phone = forms.CharField(
        label=_("电话"), required=False, max_length=40, widget=_line(inputmode="tel")
    )
    contact_address = forms.CharField(
        label=_("住哪里"), required=False, max_length=120, widget=_line()
    )
    on_behalf = forms.BooleanField(label=_("是替别人说的"), required=False)
    relation = forms.ChoiceField(
        label=_("说话的是谁"), required=False, choices=[("", _("没说")), *Relation.choices]
    )
    knows = forms.ChoiceField(
        label=_("本人知道吗"), required=False, choices=[("", _("没说")), *Knows.choices]
    )
    keep_from_committee = forms.BooleanField(
        label=_("不想让居委会知道"), required=False,
        widget=forms.CheckboxInput(attrs={"data-draft-never": ""}),
    )  # fmt: skip
    photos = PhotosField()

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.here = actor.lo if actor.lo == actor.hi else None
        if self.here is not None:  # only one place to choose from
            del self.fields["community"]

    def clean(self) -> dict[str, Any]:
        if self.here is not None:
            self.cleaned_data["community"] = self.here
        return self.cleaned_data


class Sort(HouseForm):
    plain = frozenset({"kind", "category", "urgency", "privacy", "reason"})
    kind = forms.ChoiceField(label=_("哪一类"), choices=Kind.choices)
    category = forms.ChoiceField(label=_("什么事"), choices=Category.choices)
    urgency = forms.ChoiceField(label=_("多急"), choices=Urgency.choices, widget=forms.RadioSelect)
    privacy = forms.ChoiceField(label=_("谁能看到"), choices=Privacy.choices)
    reason = forms.CharField(
        label=_("理由"), required=False, widget=_line(),
        help_text=_("把危险提示降下来时要写。"),
    )  # fmt: skip


class Dispatch(HouseForm):
    plain = frozenset({"lead", "helpers", "reason"})
    lead = forms.ChoiceField(label=_("谁牵头"))
    helpers = forms.MultipleChoiceField(
        label=_("谁协助"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label=_("理由"), required=False, widget=_line(),
        help_text=_("不按目录派、或者改派时要写。"),
    )  # fmt: skip

    def __init__(self, *args: Any, parties: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].choices = [("", _("请选")), *parties]  # type: ignore[attr-defined]
        self.fields["helpers"].choices = parties  # type: ignore[attr-defined]


class Words(HouseForm):
    """A few words that belong to a step."""

    plain = frozenset({"text"})
    text = forms.CharField(label=_("写给居民的话"), max_length=4000, widget=_lines(3))


class Reason(Words):
    text = forms.CharField(label=_("为什么不该由我们办"), max_length=4000, widget=_lines(2))


class Note(Words):
    plain = frozenset({"to_resident"})
    text = forms.CharField(label=_("备注"), max_length=4000, widget=_lines(2))
    to_resident = forms.BooleanField(label=_("让居民也看到"), required=False)


class Thank(Words):
    plain = frozenset({"to"})
    text = forms.CharField(label=_("居民怎么说的"), max_length=4000, widget=_lines(2))
    to = forms.CharField(label=_("谢谁"), required=False, max_length=40, widget=_line())


class JustDo(HouseForm):
    """A step that asks nothing more."""


class Said(Words):
    text = forms.CharField(
        label=_("居民怎么说的"), required=False, max_length=4000, widget=_lines(2)
    )


class Attempt(HouseForm):
    plain = frozenset({"how", "reached", "note"})
    how = forms.ChoiceField(label=_("怎么联系的"), choices=Reach.choices)
    reached = forms.BooleanField(label=_("联系上了"), required=False)
    note = forms.CharField(label=_("结果"), max_length=400, widget=_line())


class Purpose(HouseForm):
    plain = frozenset({"purpose"})
    purpose = forms.CharField(
        label=_("看来做什么"), max_length=200, widget=_line(),
        help_text=_("看过会留下记录:谁、什么时候、做什么用。"),
    )  # fmt: skip

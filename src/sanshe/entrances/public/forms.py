"""What a resident is asked, without an account. Only the words themselves are required."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.shared.forms import HouseForm
from sanshe.entrances.shared.photos import PhotosField
from sanshe.ground.kit.ids import new_id
from sanshe.work.intake.enums import Knows, Relation


def digits(label: Any, *, required: Any = "") -> forms.CharField:
    """A number read off a slip: typed in any spacing, never kept by the browser."""
    return forms.CharField(
        label=label, max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": required} if required else None,
    )  # fmt: skip


class AskForm(HouseForm):
    """One box, and how to reach somebody, if they like."""

    personal = {
        "text": "needs.Need.text",
        "on_behalf": "needs.Need.on_behalf",
        "contact_name": "needs.Need.contact_name",
        "contact_phone": "needs.Need.contact_phone",
        "contact_address": "needs.Need.contact_address",
        "keep_from_committee": "needs.Need.privacy",
        "relation": "intake.Teller.relation",
        "knows": "intake.Teller.knows",
        "photos": "intake.Photo.picture",
    }
    plain = {"asked"}

    asked = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    text = forms.CharField(
        label=_("想说什么都行"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
        error_messages={
            "required": _("还没有写内容。一句话也可以。"),
            "max_length": _("太长了。请先说最要紧的。"),
        },
    )
    on_behalf = forms.TypedChoiceField(
        label=_("是谁的事"),
        choices=[("", _("我自己的")), ("1", _("替别人说的"))],
        coerce=bool,
        required=False,
        widget=forms.RadioSelect,
    )
    contact_name = forms.CharField(
        label=_("怎么称呼您"), max_length=40, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    contact_phone = forms.CharField(
        label=_("电话"), max_length=40, required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )  # fmt: skip
    contact_address = forms.CharField(
        label=_("您住哪里"), max_length=120, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    relation = forms.ChoiceField(
        label=_("您是谁"), required=False, choices=[("", _("不说也行")), *Relation.choices]
    )
    knows = forms.ChoiceField(
        label=_("本人知道您来说吗"), required=False, choices=[("", _("不说也行")), *Knows.choices]
    )
    photos = PhotosField()
    keep_from_committee = forms.BooleanField(
        label=_("不想让社区居委会知道"), required=False,
        widget=forms.CheckboxInput(attrs={"data-draft-never": ""}),
    )  # fmt: skip


class PhotoForm(HouseForm):
    """One more photo, from the page of a matter."""

    personal = {"photos": "intake.Photo.picture"}

    photos = PhotosField()


class FollowForm(HouseForm):
    """The two numbers on the receipt."""

    personal = {"receipt": "needs.Need.receipt", "secret": "needs.Need.secret_hash"}

    receipt = digits(_("回执号(9个数字)"), required=_("请填回执上的9个数字。"))
    secret = digits(_("暗号(6个数字)"), required=_("请填回执上的6个数字。"))


class SayForm(HouseForm):
    """A few words with a button: what is still wrong, or thanks."""

    personal = {"text": "needs.Event.text"}

    text = forms.CharField(
        label=_("想说的话"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )  # fmt: skip


class FamilyForm(HouseForm):
    """The two numbers on the relative's half of the slip."""

    personal = {"number": "consent.Consent.number", "secret": "consent.Consent.secret_hash"}
    number = digits(_("号码"))
    secret = digits(_("暗号"))


class TakeBackForm(HouseForm):
    """The two numbers on the person's own half."""

    personal = {"number": "consent.Consent.number", "own": "consent.Consent.own_hash"}
    number = digits(_("号码"))
    own = digits(_("收回码"))


class AppealForm(SayForm):
    """Asking the street to look at it, and why."""

    plain = {"ground"}
    ground = forms.CharField(max_length=12)


class ComplainForm(SayForm):
    """What was not right, and with whom."""

    plain = {"about", "id"}
    about = forms.UUIDField()
    id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)

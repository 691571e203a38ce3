"""What is asked when a list is brought, a row mended, two entries merged."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.desk.places import PlaceField
from sanshe.entrances.shared.forms import HouseForm
from sanshe.ground.areas.enums import Level
from sanshe.ground.kit.places import COMMUNITY, step_of
from sanshe.registry.people.enums import ImportPurpose
from sanshe.trust.policy.actor import Actor

MEGABYTES = 10  # as much as a list may have (kit/sheets)


class FileField(forms.FileField):
    """One list; too large a one came in empty (shared/uploads)."""

    widget = forms.FileInput(attrs={"accept": ".xlsx,.csv"})
    default_error_messages = {"empty": _("这个文件太大,或者是空的。")}

    def clean(self, data: Any, initial: Any = None) -> Any:
        if data is not None and data.size > MEGABYTES * 1024**2:
            raise forms.ValidationError(_("文件不能超过10MB。"))
        return super().clean(data, initial)


class Bring(HouseForm):
    """A list, and what it is for."""

    plain = frozenset({"community", "purpose", "file"})
    community = PlaceField(label=_("社区"), level=Level.COMMUNITY)
    purpose = forms.ChoiceField(
        label=_("这份名单用来做什么"), choices=[("", _("请选")), *ImportPurpose.choices],
        help_text=_("名单里的人给您名单时,同意的就是这个用途。"),
    )  # fmt: skip
    file = FileField(label=_("名单文件(.xlsx 或 .csv)"), max_length=200)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.here = actor.lo if step_of(actor.lo) == COMMUNITY and actor.lo == actor.hi else None
        if self.here is not None:
            del self.fields["community"]

    def clean(self) -> dict[str, Any]:
        if self.here is not None:
            self.cleaned_data["community"] = self.here
        return self.cleaned_data


class Mended(HouseForm):
    """The rows kept aside, brought back."""

    plain = frozenset({"file"})
    file = FileField(label=_("改好的文件"), max_length=200)


class MendRow(HouseForm):
    """One person of a list, as it should have been said. As free as a cell: it is read as one."""

    personal = {
        "name": "people.Person.name",
        "sex": "people.Person.sex",
        "birth": "people.Person.birth_year",
        "phone": "people.Person.phone",
        "building": "people.Person.building",
        "address": "people.Person.address",
        "tier": "people.Person.tier",
        "wish": "people.Person.wish",
    }
    name = forms.CharField(label=_("怎么称呼"), required=False, max_length=80)
    sex = forms.CharField(label=_("性别"), required=False, max_length=20)
    birth = forms.CharField(label=_("出生日期或年份"), required=False, max_length=40)
    phone = forms.CharField(label=_("电话"), required=False, max_length=60)
    building = forms.CharField(label=_("几栋"), required=False, max_length=40)
    address = forms.CharField(label=_("地址"), required=False, max_length=200)
    tier = forms.CharField(label=_("探访级别"), required=False, max_length=20)
    wish = forms.CharField(label=_("本人的意愿"), required=False, max_length=240)


class MergeTwo(HouseForm):
    """Field by field, which of two entries is right; only where they differ."""

    personal = {
        "name": "people.Person.name",
        "building": "people.Person.building",
        "birth": "people.Person.birth_date",
        "sex": "people.Person.sex",
        "phone": "people.Person.phone",
        "address": "people.Person.address",
        "tier": "people.Person.tier",
        "wish": "people.Person.wish",
        "household": "people.Person.household",
    }
    plain = frozenset({"agreed"})
    LABELS = {
        "name": _("怎么称呼"), "building": _("几栋"), "birth": _("生日或年份"), "sex": _("性别"),
        "phone": _("电话"), "address": _("地址"), "tier": _("探访级别"), "wish": _("本人的意愿"),
        "household": _("和谁同住"),
    }  # fmt: skip
    TAKES = {"birth": ("birth_year", "birth_date"), "household": ("household_id",)}

    def __init__(
        self, *args: Any, values: dict[str, tuple[str, str]], ask_agreed: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, (one, other) in values.items():
            if one == other:
                continue
            self.fields[name] = forms.ChoiceField(
                label=self.LABELS[name], widget=forms.RadioSelect,
                initial="one" if one else "other",
                choices=[("one", one or _("(没有写)")), ("other", other or _("(没有写)"))],
            )  # fmt: skip
        if ask_agreed:
            self.fields["agreed"] = forms.BooleanField(
                label=_("问过本人,同意让这些组织都看到"), required=False
            )

    def taken(self) -> list[str]:
        """The register's fields that come from the other entry."""
        return [
            field
            for name in self.LABELS
            if self.cleaned_data.get(name) == "other"
            for field in self.TAKES.get(name, (name,))
        ]

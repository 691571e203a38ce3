"""What is asked when an organisation or a platform is registered; none of it is about a person."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.desk.places import PlaceField
from sanshe.entrances.shared.forms import HouseForm
from sanshe.ground.areas.enums import Level
from sanshe.registry.organisations import queries
from sanshe.registry.organisations.enums import (
    OPERATORS,
    OrgKind,
    PlatformKind,
    RegisteredLevel,
)
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Role


def _day(**attrs: Any) -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date", **attrs}, format="%Y-%m-%d")


class Registered(HouseForm):
    """What the registering department says; the yearly tables count by it."""

    plain = frozenset({"registered_level", "registered_on", "party_body", "rating", "main_clients"})
    registered_level = forms.ChoiceField(
        label=_("登记机关级别"), required=False, choices=[("", "—"), *RegisteredLevel.choices]
    )
    registered_on = forms.DateField(label=_("登记日期"), required=False, widget=_day())
    party_body = forms.TypedChoiceField(
        label=_("有没有党组织"), required=False, empty_value=None,
        coerce=lambda said: said == "yes",
        choices=[("", _("没有说")), ("yes", _("有")), ("no", _("没有"))],
    )  # fmt: skip
    rating = forms.CharField(label=_("等级"), max_length=4, required=False)
    main_clients = forms.CharField(label=_("主要服务谁"), max_length=80, required=False)


class Describe(Registered):
    plain = frozenset({"was"})
    was = forms.CharField(widget=forms.HiddenInput)


class Register(Registered):
    """A new organisation. ``even_so`` appears once others have nearly the same name."""

    plain = frozenset(
        {"kind", "name", "uscc", "aliases", "area", "phone", "even_so"}
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("类别"), choices=OrgKind)
    name = forms.CharField(
        label=_("全称"), max_length=80, help_text=_("照登记证书或批文上的名字写。")
    )
    uscc = forms.CharField(
        label=_("统一社会信用代码"), max_length=24, required=False,
        help_text=_("18位。备案的社区社会组织没有代码,留空。"),
    )  # fmt: skip
    aliases = forms.CharField(
        label=_("别的叫法"), max_length=240, required=False,
        help_text=_("简称、曾用名,用顿号隔开;搜任何一个都能找到它。"),
    )  # fmt: skip
    area = PlaceField(label=_("所在地"), help_text=_("写地名或12位区划代码。"))
    phone = forms.CharField(
        label=_("对外电话"), max_length=40, required=False, help_text=_("印在公开页面上。")
    )
    even_so = forms.BooleanField(
        label=_("我看过了,不是同一家,照样登记"), required=False, widget=forms.HiddenInput
    )

    def ask_if_same(self) -> None:
        """Show the box that says: not the same one."""
        self.fields["even_so"].widget = forms.CheckboxInput()

    def clean_aliases(self) -> list[str]:
        parts = re.split("[,，、;；]", self.cleaned_data["aliases"])
        return [part.strip() for part in parts if part.strip()]


class Rename(HouseForm):
    plain = frozenset({"name", "was"})
    name = forms.CharField(label=_("新名字"), max_length=80)
    was = forms.CharField(widget=forms.HiddenInput)


class OpenPlatform(HouseForm):
    """A new platform, and at once who runs it, where that is known."""

    plain = frozenset(
        {"kind", "name", "community", "opened_on", "address", "address_hidden", "hours", "phone",
         "operator"}
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("类型"), choices=PlatformKind)
    name = forms.CharField(label=_("名称"), max_length=80)
    community = PlaceField(
        label=_("社区"), level=Level.COMMUNITY, help_text=_("写社区名或12位区划代码。")
    )
    opened_on = forms.DateField(label=_("开放日期"), widget=_day())
    address = forms.CharField(label=_("地址"), max_length=120, required=False)
    address_hidden = forms.BooleanField(
        label=_("地址不公开"), required=False,
        help_text=_("反家暴站的地址一律不公开,勾不勾都一样。"),
    )  # fmt: skip
    hours = forms.CharField(
        label=_("开放时间"), max_length=120, required=False,
        help_text=_("照居民听得懂的写:周一到周五,早上9点到下午5点。"),
    )  # fmt: skip
    phone = forms.CharField(label=_("电话"), max_length=40, required=False)
    operator = forms.ChoiceField(
        label=_("由谁承接"), required=False, help_text=_("还没定就留空,以后再登记。")
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place: PlaceField = self.fields["community"]  # type: ignore[assignment]
        if actor.lo == actor.hi:
            place.initial = actor.lo
        self.fields["operator"].choices = _operators(actor)  # type: ignore[attr-defined]
        self.fields["opened_on"].initial = timezone.localdate()


class Settle(HouseForm):
    """Who runs a platform from which day on."""

    plain = frozenset({"operator", "since"})
    operator = forms.ChoiceField(label=_("由谁承接"))
    since = forms.DateField(label=_("从哪天起"), widget=_day())

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["operator"].choices = _operators(actor)  # type: ignore[attr-defined]


class Reach(HouseForm):
    """When and how a platform can be reached."""

    plain = frozenset({"hours", "phone"})
    hours = forms.CharField(label=_("开放时间"), max_length=120, required=False)
    phone = forms.CharField(label=_("电话"), max_length=40, required=False)


class Close(HouseForm):
    plain = frozenset({"closed_on"})
    closed_on = forms.DateField(label=_("从哪天起关闭"), widget=_day())


def _operators(actor: Actor) -> list[tuple[str, str]]:
    """Who may be chosen; an agency's head only the own agency."""
    rows = queries.choices(kinds=OPERATORS)
    if actor.role is Role.AGENCY_MANAGER:
        rows = [row for row in rows if row[0] == actor.org]
    return [("", "—"), *((str(id), name) for id, name in rows)]

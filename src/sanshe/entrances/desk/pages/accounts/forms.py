"""What is asked when an account is made, and when somebody is given a role."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.desk.places import PlaceField
from sanshe.entrances.shared.forms import HouseForm
from sanshe.registry.organisations.queries import choices as organisations
from sanshe.trust.accounts.queries import granted_roles
from sanshe.trust.policy.actor import Actor


def _password() -> forms.CharField:
    return forms.CharField(
        label=_("第一个密码"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("至少 10 个字符。当面告诉本人,他第一次登录时要换成自己的。"),
    )


class NewAccount(HouseForm):
    personal = {
        "username": "accounts.User.username",
        "name": "accounts.User.name",
        "password": "accounts.User.password",
    }
    username = forms.RegexField(
        r"^[A-Za-z0-9._-]+$", label=_("用户名"), max_length=40,
        help_text=_("登录用:字母、数字,也可以有点和横线。"),
        error_messages={"invalid": _("只能用字母、数字、点和横线。")},
    )  # fmt: skip
    name = forms.CharField(label=_("姓名"), max_length=40)
    password = _password()


class Name(HouseForm):
    personal = {"name": "accounts.User.name"}
    name = forms.CharField(label=_("姓名"), max_length=40)


class Password(HouseForm):
    personal = {"password": "accounts.User.password"}
    password = _password()


class Grant(HouseForm):
    """A role, for an organisation, over an area, for a time."""

    personal = {
        "role": "accounts.Assignment.role",
        "org": "accounts.Assignment.org",
        "area": "accounts.Assignment.area",
        "until": "accounts.Assignment.until",
    }
    plain = frozenset({"since"})
    role = forms.ChoiceField(label=_("身份"))
    org = forms.TypedChoiceField(label=_("组织"), coerce=UUID)
    area = PlaceField(label=_("范围"))
    since = forms.DateField(
        label=_("从哪天起"), initial=timezone.localdate, widget=forms.DateInput({"type": "date"})
    )
    until = forms.DateField(
        label=_("到哪天止"), required=False, widget=forms.DateInput({"type": "date"})
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = granted_roles()  # type: ignore[attr-defined]
        self.fields["org"].choices = [("", _("请选")), *organisations()]  # type: ignore[attr-defined]
        self.fields["area"].near = actor  # type: ignore[attr-defined]

"""allauth's forms in the words of this house."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.account.forms import ReauthenticateForm as PasswordForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.shared.forms import HouseForm

Words = dict[str, tuple[Any, Any]]
CODE: Words = {"code": (_("验证码"), _("手机验证器上的 6 位数字;手机不在身边,就用一个备用码。"))}


PASSWORD = "accounts.User.password"


class Worded(HouseForm):
    """Gives each field its label and one line of help, and drops what allauth put there."""

    personal = {
        "login": "accounts.User.username",
        "password": PASSWORD,
        "oldpassword": PASSWORD,
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    plain = frozenset({"code", "credential", "name", "passwordless", "remember"})
    words: ClassVar[Words] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label, field.help_text = self.words.get(name, ("", ""))


class OneUse(Worded):
    """A code counts once: a wider clock tolerance must not let a code seen over the shoulder
    sign in a second time."""

    words = CODE

    def clean_code(self) -> str:
        code = "".join(self.cleaned_data["code"].split())
        self.cleaned_data["code"] = code
        key = f"code-used:{self.user.pk}:{code}"  # type: ignore[attr-defined]
        if cache.get(key):
            raise get_adapter().validation_error("incorrect_code")
        code = super().clean_code()  # type: ignore[misc]
        cache.set(key, True, 180)
        return str(code)


class SignIn(Worded, LoginForm):
    words = {"login": (_("用户名"), ""), "password": (_("密码"), "")}


class PasswordAgain(Worded, PasswordForm):
    words = {"password": (_("密码"), "")}


class NewPassword(Worded, ChangePasswordForm):
    words = {
        "oldpassword": (_("现在的密码"), ""),
        "password1": (_("新密码"), _("至少 10 个字符,不要太常见,不要和用户名相像。")),
        "password2": (_("新密码再写一遍"), ""),
    }


class Code(OneUse, AuthenticateForm): ...


class CodeAgain(OneUse, CodeForm): ...


class FirstCode(Worded, ActivateTOTPForm):
    words = {"code": (_("验证码"), _("扫码后手机上出现的 6 位数字。"))}


class NewPasskey(Worded, AddWebAuthnForm):
    words = {
        "name": (_("给它起个名"), _("比如“我的手机”。以后丢了,好认出是哪一个。")),
        "passwordless": (_("登录时可以不用密码"), _("这台设备要会认指纹、人脸或 PIN 码。")),
    }


class PasskeyName(Worded, EditWebAuthnForm):
    words = {"name": (_("名称"), "")}

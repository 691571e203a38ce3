"""What allauth asks this house: how tries are counted, what is said, how secrets are kept."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.errors import TooManyTries
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import scope
from sanshe.trust.seal.crypto import seal, unseal

from . import lockout, sessions
from .models import User
from .queries import has_second_factor

SECRETS = "mfa_authenticator.data"
FRESH = 300
"""Seconds for which a sign-in counts as just now."""

SAID = {
    "account/messages/logged_out.txt": _("您已退出。"),
    "account/messages/password_changed.txt": _("密码改好了。"),
    "mfa/messages/totp_activated.txt": _("验证器已经装好。"),
    "mfa/messages/totp_deactivated.txt": _("验证器已经停用。"),
    "mfa/messages/recovery_codes_generated.txt": _("新的备用码已经生成,旧的作废。"),
    "mfa/messages/webauthn_added.txt": _("通行密钥已经加上。"),
    "mfa/messages/webauthn_removed.txt": _("通行密钥已经移除。"),
    "usersessions/messages/sessions_logged_out.txt": _("其他地方的登录都已退出。"),
}
"""What is said after a step; what is not here is not said."""


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by user name and password; no sign-up, no mail."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("这个账号已经停用。"),
        "enter_current_password": _("现在的密码不对。"),
        "incorrect_code": _("验证码不对,或者已经过时。看一眼新的再填。"),
        "incorrect_password": _("密码不对。"),
        "invalid_login": _("用户名或密码不对。"),
        "username_password_mismatch": _("用户名或密码不对。"),
        "rate_limited": _("试得太多次了,请过几分钟再试。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return settings.LOGIN_REDIRECT_URL

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return lockout.password_key(credentials.get("username", ""))

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """As allauth does, and where tries are used up: say how long to wait."""
        key = self._get_login_attempts_cache_key(request, **credentials)
        self._waiting = (request, key)
        return super().authenticate(request, **credentials)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        _noted(credentials.get("username", ""), "wrong_password")

    def validation_error(self, code: str, *args: Any) -> Any:
        """With the minutes to wait, where it is that."""
        if code != "too_many_login_attempts":
            return super().validation_error(code, *args)
        request, key = getattr(self, "_waiting", (context.request, ""))
        _noted(request.POST.get("login", ""), "locked")
        minutes = lockout.minutes_left(request, key or _second_factor_key(request))
        return ValidationError(str(TooManyTries(minutes=minutes)), code=code)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Changing how one signs in asks for the password again; not so for somebody who has
        just signed in and is setting up their first second factor."""
        request = context.request
        began = request.session.get(sessions.BEGAN, 0)
        if time.time() - began < FRESH and not has_second_factor(request.user, before=began):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        text = message or SAID.get(message_template or "")
        if text:
            messages.add_message(request, level, text, extra_tags=extra_tags)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Staff addresses are sealed; what happened to an account is in the audit."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are sealed in the database; the QR code is drawn into the page."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("现在不能停用。"),
        "cannot_generate_recovery_codes": _("先装好验证器或通行密钥,才有备用码。"),
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        return seal(text, column=SECRETS)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, column=SECRETS)

    def build_totp_svg(self, url: str) -> str:
        return str(segno.make(url, error="m").svg_inline(scale=5, border=4, light="#fff"))

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return str(_("钥匙 %(number)s") % {"number": number})


def _second_factor_key(request: HttpRequest) -> str:
    stage = getattr(request, "_login_stage", None)
    user = stage.login.user if stage else request.user
    return lockout.second_factor_key(user.pk)


def _noted(username: str, what: str) -> None:
    """Leave a line about a try that failed, where the account exists. A name that nobody has is
    not written down: people type passwords there."""
    user = User.objects.filter(username__iexact=username.strip()).first() if username else None
    if user is None:
        return
    with scope(at_door(user)) as actor:
        note(actor, Deed.SIGN_IN, kind="account", id=user.id, what=what)


def at_door(user: User) -> Actor:
    """Somebody who has no role yet, for the audit: the platform's own chain, their own id."""
    return replace(Actor.job("door"), user=user.pk)

"""Signing in and keeping one's own account, by allauth. Only what is needed is routed: no
sign-up, no mail, no password reset by mail, no code sent anywhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as sessions
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from sanshe.trust.policy.scope import at_the_door


def _at_the_door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """allauth reads accounts and second factors while nobody acts yet: open them to it for one
    view, in one transaction, its page included."""

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with at_the_door():
            response = view(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()
            return response

    return run


def _route(address: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
    return path(address, _at_the_door(view), name=name)


urlpatterns = [
    _route("login/", account.login, "account_login"),
    _route("logout/", account.logout, "account_logout"),
    _route("inactive/", account.account_inactive, "account_inactive"),
    _route("reauthenticate/", account.reauthenticate, "account_reauthenticate"),
    _route("password/", account.password_change, "account_change_password"),
    _route("sessions/", sessions.list_usersessions, "usersessions_list"),
    _route("2fa/", mfa.index, "mfa_index"),
    _route("2fa/code/", mfa.authenticate, "mfa_authenticate"),
    _route("2fa/again/", mfa.reauthenticate, "mfa_reauthenticate"),
    _route("2fa/app/", totp.activate_totp, "mfa_activate_totp"),
    _route("2fa/app/off/", totp.deactivate_totp, "mfa_deactivate_totp"),
    _route("2fa/codes/", recovery.view_recovery_codes, "mfa_view_recovery_codes"),
    _route("2fa/codes/new/", recovery.generate_recovery_codes, "mfa_generate_recovery_codes"),
    _route("2fa/keys/", webauthn.list_webauthn, "mfa_list_webauthn"),
    _route("2fa/keys/add/", webauthn.add_webauthn, "mfa_add_webauthn"),
    _route("2fa/keys/again/", webauthn.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    _route("2fa/keys/login/", webauthn.login_webauthn, "mfa_login_webauthn"),
    _route("2fa/keys/<int:pk>/remove/", webauthn.remove_webauthn, "mfa_remove_webauthn"),
    _route("2fa/keys/<int:pk>/edit/", webauthn.edit_webauthn, "mfa_edit_webauthn"),
]

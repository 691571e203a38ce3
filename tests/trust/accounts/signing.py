"""Signing in as a person does it: password, then a code."""

from __future__ import annotations

import time
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from sanshe.ground.kit.ids import new_id
from sanshe.trust.accounts.models import User
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import at_the_door, scope

PASSWORD = "四更天的猫 42 只"
LOGIN = "/accounts/login/"
CODE = "/accounts/2fa/code/"
HOME = "/desk/"


def account_of(actor: Actor, *, password: str = PASSWORD) -> User:
    """The account behind one of the cast, with a password."""
    with scope(Actor.job("test")):
        user = User.objects.get(pk=actor.user)
        user.set_password(password)
        user.save()
    return user


def with_app(user: User) -> str:
    """Set up an authenticator app; returns its secret."""
    secret = generate_totp_secret()
    with at_the_door():
        TOTP.activate(user, secret)
    return secret


def code_of(secret: str, *, steps: int = 0) -> str:
    """What the app shows now, or some half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def enter(client: Client, user: User, *, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post(LOGIN, {"login": user.username, "password": password}, **extra)


def new_name() -> str:
    return "u" + new_id().hex[-12:]

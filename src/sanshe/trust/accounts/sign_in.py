"""Signing in to an account of the demonstration, without a password."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.signals import user_logged_in
from django.contrib.auth import logout
from django.http import HttpRequest

from sanshe.trust.policy.scope import at_the_door

from . import sessions
from .errors import NoDemo
from .models import User


def sign_in_to_demo(request: HttpRequest, user: User) -> None:
    """Sign ``request`` in as a demonstration's account. Whether it may, the entrance has asked;
    that the account is one, is asked again here. Raises NoDemo."""
    if not user.is_demo:
        raise NoDemo()
    logout(request)
    with at_the_door():
        get_adapter(request).login(request, user)
        request.session[sessions.DEMO] = True
        user_logged_in.send(sender=type(user), request=request, user=user, response=None)

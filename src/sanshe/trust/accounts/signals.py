"""What follows when allauth says that something happened: limits, and lines in the audit."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, user_logged_in
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in as session_begun
from django.contrib.auth.signals import user_logged_out
from django.utils import timezone

from sanshe.trust.audit.actions import note
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import at_the_door, scope

from . import sessions
from .adapters import at_door
from .models import User


def connect() -> None:
    """Called once, after allauth connected its own (which writes the list of sessions first)."""
    session_begun.disconnect(dispatch_uid="update_last_login")  # Django's, which knows no door
    session_begun.connect(on_session_begun)
    user_logged_in.connect(on_signed_in)
    user_logged_out.connect(on_signed_out)
    password_changed.connect(on_password_changed)
    authentication_failed.connect(on_wrong_code)
    for signal, what in (
        (authenticator_added, "added"),
        (authenticator_removed, "removed"),
        (authenticator_reset, "reset"),
    ):
        signal.connect(_on_factor(what), weak=False)


def on_session_begun(sender: Any, *, request: Any, user: User, **rest: Any) -> None:
    """Start the clocks."""
    sessions.begin(request.session)
    user.last_login = timezone.now()
    with at_the_door():
        User.objects.filter(pk=user.pk).update(last_login=user.last_login)


def on_signed_in(sender: Any, *, request: Any, user: User, **rest: Any) -> None:
    """The oldest of too many sessions ends."""
    ended = sessions.end_oldest(user.pk, keep=request.session.session_key)
    _line(user, Deed.SIGN_IN, what="in", ended=ended)


def on_signed_out(sender: Any, *, request: Any, user: User | None, **rest: Any) -> None:
    if user is None:
        return
    with at_the_door():
        UserSession.objects.filter(session_key=request.session.session_key).delete()
    _line(user, Deed.SIGN_IN, what="out")


def on_wrong_code(sender: Any, *, user: User, **rest: Any) -> None:
    _line(user, Deed.SIGN_IN, what="wrong_code")


def on_password_changed(sender: Any, *, request: Any, user: User, **rest: Any) -> None:
    """A changed password ends what is open elsewhere."""
    with at_the_door():
        User.objects.filter(pk=user.pk).update(first_password=False)
    user.first_password = False
    ended = sessions.end_all(user.pk, but=request.session.session_key)
    _line(user, Deed.KEEP_OWN_ACCOUNT, what="password", ended=ended)


def _on_factor(what: str) -> Any:
    def changed(sender: Any, *, request: Any, user: User, authenticator: Any, **rest: Any) -> None:
        """Whoever was signed in elsewhere never showed the new factor: they sign in again."""
        request.session.pop(sessions.SECOND_FACTOR, None)
        ended = sessions.end_all(user.pk, but=request.session.session_key)
        _line(user, Deed.KEEP_OWN_ACCOUNT, what=what, factor=authenticator.type, ended=ended)

    return changed


def _line(user: User, deed: Deed, **detail: Any) -> None:
    with scope(at_door(user)) as actor:
        note(actor, deed, kind="account", id=user.pk, **detail)

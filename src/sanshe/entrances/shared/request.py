"""A request as the door hands it on."""

from __future__ import annotations

from django.http import HttpRequest

from sanshe.trust.accounts.models import User
from sanshe.trust.policy.actor import Actor


class DeskRequest(HttpRequest):
    """Inside the desk somebody is signed in and acts. For annotations only: Django makes an
    ordinary request, and the door sets ``actor`` on it."""

    user: User  # type: ignore[assignment]
    actor: Actor

"""A request as the door hands it on."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from sanshe.trust.policy.actor import Actor


class DeskRequest(HttpRequest):
    """Inside the desk somebody is signed in and acts. For annotations only: Django makes an
    ordinary request, and the door sets ``actor`` on it."""

    user: Any  # an account; never nobody
    actor: Actor

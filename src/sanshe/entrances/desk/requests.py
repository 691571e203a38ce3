"""A request behind the door: the door has put its actor there."""

from __future__ import annotations

from django.http import HttpRequest

from sanshe.trust.policy.actor import Actor


class DeskRequest(HttpRequest):
    """What a desk view is given."""

    actor: Actor

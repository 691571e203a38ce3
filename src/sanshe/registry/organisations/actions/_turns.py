"""Whose turn it is: names are compared with what is there, so two may not come at once."""

from __future__ import annotations

from django.db import connection

_NAMESPACE = 6 * 10**15
"""Keeps these advisory locks apart from others that use an area code."""


def one_at_a_time(place: int = 0) -> None:
    """Wait until nobody else registers (in this place); held to the commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_NAMESPACE + place])

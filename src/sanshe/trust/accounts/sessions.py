"""Where a person is signed in, and for how long. allauth keeps the list; the limits are ours."""

from __future__ import annotations

import time
from collections.abc import MutableMapping
from typing import Any
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from sanshe.trust.policy.scope import at_the_door

BEGAN = "began"
SEEN = "seen"
SECOND_FACTOR = "second_factor"
DEMO = "demo"
BEAT = 60
"""Seconds between two notes that somebody is still there: a write a minute, not one a page."""


def begin(session: MutableMapping[str, Any]) -> None:
    """Start both clocks."""
    session[BEGAN] = session[SEEN] = int(time.time())


def is_over(session: MutableMapping[str, Any]) -> bool:
    """Whether the working day (``SESSION_COOKIE_AGE``) or the idle limit has passed."""
    now = time.time()
    began, seen = session.get(BEGAN, 0), session.get(SEEN, 0)
    return now - began > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_IDLE_AGE


def keep_awake(session: MutableMapping[str, Any], *, key: str | None) -> None:
    """Note that somebody is there, at most once a ``BEAT``."""
    now = int(time.time())
    if now - session.get(SEEN, 0) < BEAT:
        return
    session[SEEN] = now
    with at_the_door():
        UserSession.objects.filter(session_key=key).update(last_seen_at=timezone.now())


def end_all(user: UUID, *, but: str | None = None) -> int:
    """End a person's sessions (all ``but`` one); returns how many."""
    with at_the_door():
        ended = list(UserSession.objects.filter(user_id=user).exclude(session_key=but or ""))
        for session in ended:
            session.end()
    return len(ended)


def end_oldest(user: UUID, *, keep: str | None) -> int:
    """Keep the newest ``SESSIONS_AT_A_TIME``; ``keep`` is never ended. Returns how many ended."""
    with at_the_door():
        rows = list(UserSession.objects.filter(user_id=user).order_by("-created_at", "-id"))
        others = [row for row in rows if row.session_key != keep]
        surplus = others[max(settings.SESSIONS_AT_A_TIME - 1, 0) :]
        for session in surplus:
            session.end()
    return len(surplus)


def tidy() -> None:
    """Forget sessions that are over and counters that count no more. For the jobs: the cache
    counts its rows at every write, so they must stay few."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    with at_the_door():
        UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM kit_cache WHERE expires < %s", [now])

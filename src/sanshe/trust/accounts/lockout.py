"""Wrong tries are counted by allauth's rate limits in the shared cache: per account, and per
address. Here: how long somebody still waits, and how an administrator lifts it."""

from __future__ import annotations

import math
import time
from typing import Any
from uuid import UUID

from allauth.core.internal import ratelimit
from django.core.cache import cache

APP, ACTION = "allauth.account", "login_failed"


def password_key(username: str) -> str:
    """Under which the wrong passwords of an account are counted."""
    return f"login:{username.strip().lower()}"


def second_factor_key(user: UUID | Any) -> str:
    """Under which allauth counts an account's wrong codes."""
    return f"mfa-auth-user-{user}"


def minutes_left(request: Any, key: str) -> int:
    """How many minutes until the next try counts again; at least one."""
    waits = [
        _wait(cache.get(_counter(request, rate, key), []), rate)
        for rate in ratelimit.get_rates(app=APP, action=ACTION)
    ]
    return max(1, math.ceil(max(waits, default=0) / 60))


def _counter(request: Any, rate: ratelimit.Rate, key: str) -> str:
    return ratelimit.get_cache_key(request, app=APP, action=ACTION, rate=rate, key=key)


def _wait(history: list[float], rate: ratelimit.Rate) -> float:
    """Seconds until a try counts again; ``history`` is newest first."""
    if len(history) < rate.amount:
        return 0
    return float(history[rate.amount - 1] + rate.duration - time.time())


def locked_among(usernames: list[str]) -> set[str]:
    """Which of these accounts wait because of wrong passwords; one read of the counters."""
    rates = [r for r in ratelimit.get_rates(app=APP, action=ACTION) if r.per == "key"]
    names = {
        _counter(None, rate, password_key(username)): (username, rate)
        for username in usernames
        for rate in rates
    }
    return {
        username
        for name, history in cache.get_many(names).items()
        for username, rate in [names[name]]
        if _wait(history, rate) > 0
    }


def lift(user: UUID, username: str) -> None:
    """Forget the wrong tries of one account; those counted per address stay."""
    for rate in ratelimit.get_rates(app=APP, action=ACTION):
        if rate.per != "key":
            continue
        for key in (password_key(username), second_factor_key(user)):
            cache.delete(_counter(None, rate, key))

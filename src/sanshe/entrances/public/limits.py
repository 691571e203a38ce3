"""Gentle limits for pages without sign-in: enough for any household, too few for a machine.

Counted in the shared cache, an hour at a time; an address is kept as a salted hash only. Many
homes may share an address (a community's own computer), so its limit is far above a browser's.
"""

from __future__ import annotations

import time

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

HOUR = 3600
OF_AN_ADDRESS = 10
"""How many browsers one address may stand for."""


def too_many(request: HttpRequest, what: str, limit: int) -> int:
    """Count one more ``what``; 0 while within ``limit`` an hour, else the minutes to wait."""
    if not request.session.session_key:
        request.session.create()
    browser = _count(f"{what}:b:{request.session.session_key}")
    address = _count(f"{what}:a:{_digest(request.META.get('REMOTE_ADDR', ''))}")
    if browser <= limit and address <= limit * OF_AN_ADDRESS:
        return 0
    return HOUR // 60 - int(time.time() % HOUR // 60)


def _count(name: str) -> int:
    """One more in this hour of the clock."""
    key = f"limit:{name}:{int(time.time() // HOUR)}"
    cache.add(key, 0, timeout=HOUR)
    try:
        return cache.incr(key)
    except ValueError:  # swept away in between
        return 1


def _digest(address: str) -> str:
    return salted_hmac("sanshe.public.limits", address).hexdigest()[:20]

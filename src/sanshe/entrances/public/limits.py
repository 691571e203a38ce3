"""Gentle limits for pages without sign-in: enough for any household, too few for a machine.

An hour of the clock at a time. A browser is counted in its own session, so that no visitor can
fill the shared cache; an address there, as a salted hash only. Many homes may share an address
(a community's own computer), so its limit is far above a browser's.
"""

from __future__ import annotations

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

HOUR = 3600
OF_AN_ADDRESS = 10
"""How many browsers one address may stand for."""


def too_many(request: HttpRequest, what: str, limit: int) -> int:
    """Count one more ``what``; 0 while within ``limit`` an hour, else the minutes to wait."""
    if _of_browser(request, what) <= limit and _of_address(request, what) <= limit * OF_AN_ADDRESS:
        return 0
    return HOUR // 60 - int(time.time() % HOUR // 60)


def _hour() -> int:
    return int(time.time() // HOUR)


def _of_browser(request: HttpRequest, what: str) -> int:
    key = f"limit_{what}"
    hour, before = request.session.get(key, (0, 0))
    count = before + 1 if hour == _hour() else 1
    request.session[key] = (_hour(), count)
    return int(count)


def _of_address(request: HttpRequest, what: str) -> int:
    address = salted_hmac("sanshe.public.limits", _address(request))
    key = f"limit:{what}:{address.hexdigest()[:20]}:{_hour()}"
    cache.add(key, 0, timeout=HOUR)
    try:
        return cache.incr(key)
    except ValueError:  # swept away in between
        return 1


def _address(request: HttpRequest) -> str:
    """The visitor's own, as the sign-in counts it: behind proxies of ours (``SANSHE_PROXIES``)
    everybody would otherwise share theirs, and one visitor use up everybody's hour."""
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:  # the header is not what our proxies would write
        return str(request.META.get("REMOTE_ADDR", ""))

"""Whether a visitor sits at this very machine: where a demonstration may be tried by one click."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port

PROXIES_SAY = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_REAL_IP")


def is_local(request: HttpRequest) -> bool:
    """Whether a request comes from this machine, through no proxy, to the machine's own name."""
    if any(name in request.META for name in PROXIES_SAY):
        return False
    host, _port = split_domain_port(request.get_host())
    host = host.strip("[]")
    try:
        from_here = ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
        return from_here and (host == "localhost" or ip_address(host).is_loopback)
    except ValueError:
        return False


def demo_may_open(request: HttpRequest) -> bool:
    """Whether one-click sign-in may be offered here at all; whether the database is the
    demonstration's, ``accounts.queries`` says."""
    return bool(settings.DEMO) and is_local(request)

"""What a browser without an account may hold for a while: a receipt just given, and the matter
whose number and secret it has shown. Kept in the session on the server, a quarter of an hour."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from sanshe.trust.policy.actor import Actor
from sanshe.trust.seal.crypto import seal, unseal

STAYS = 15 * 60
FRESH, SHOWN = "fresh_receipt", "shown_receipt"
KEPT_IN = "session.receipt"
"""What the secret is sealed for: sessions lie in the database, secrets do not lie there open."""


@dataclass(frozen=True, slots=True)
class Held:
    """A receipt in the visitor's hands. ``secret`` is there only just after asking."""

    receipt: str
    community: int
    secret: str = ""
    danger: tuple[str, ...] = ()

    @property
    def actor(self) -> Actor:
        return Actor.resident(community=self.community, receipt=self.receipt)


def give(request: HttpRequest, held: Held) -> None:
    """Put a receipt just made into the visitor's hands."""
    _put(request, FRESH, held)


def fresh(request: HttpRequest) -> Held | None:
    """The receipt just made, None where there is none or it has lain too long."""
    return _take(request, FRESH)


def show(request: HttpRequest, held: Held) -> None:
    """The visitor has shown number and secret: open that matter to them for a while."""
    if not request.user.is_authenticated:
        request.session.cycle_key()  # nobody who knew the session before comes along
    _put(request, SHOWN, held)


def shown(request: HttpRequest) -> Held | None:
    """The matter the visitor may read now; each reading keeps it open a while longer."""
    held = _take(request, SHOWN)
    if held is not None:
        _put(request, SHOWN, held)
    return held


def leave(request: HttpRequest) -> None:
    """Forget both, at once."""
    for key in (FRESH, SHOWN):
        request.session.pop(key, None)


def keep_nowhere(response: HttpResponse) -> HttpResponse:
    """No copy of the page in the browser: "back" after leaving shows nothing."""
    add_never_cache_headers(response)
    return response


def _put(request: HttpRequest, key: str, held: Held) -> None:
    request.session[key] = {
        "receipt": held.receipt,
        "community": held.community,
        "secret": seal(held.secret, column=KEPT_IN) if held.secret else "",
        "danger": list(held.danger),
        "until": time.time() + STAYS,
    }


def _take(request: HttpRequest, key: str) -> Held | None:
    kept: dict[str, Any] | None = request.session.get(key)
    if kept is None:
        return None
    if kept["until"] < time.time():
        del request.session[key]
        return None
    secret = unseal(kept["secret"], column=KEPT_IN) if kept["secret"] else ""
    return Held(kept["receipt"], kept["community"], secret, tuple(kept["danger"]))

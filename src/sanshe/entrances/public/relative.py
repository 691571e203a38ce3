"""What a relative's browser may hold for a while: which consent they look by. The yes itself is
asked anew at every page."""

from __future__ import annotations

import time
from uuid import UUID

from django.http import HttpRequest

from sanshe.trust.policy.actor import Actor

STAYS = 15 * 60
KEY = "relative"


def let_in(request: HttpRequest, actor: Actor) -> None:
    """The relative has shown number and secret."""
    if not request.user.is_authenticated:
        request.session.cycle_key()  # nobody who knew the session before comes along
    request.session[KEY] = {
        "consent": str(actor.consent),
        "community": actor.lo,
        "until": time.time() + STAYS,
    }


def held(request: HttpRequest) -> Actor | None:
    """Who looks; None where nobody showed a slip, or too long ago."""
    kept = request.session.get(KEY)
    if kept is None:
        return None
    if kept["until"] < time.time():
        leave(request)
        return None
    return Actor.relative(community=kept["community"], consent=UUID(kept["consent"]))


def leave(request: HttpRequest) -> None:
    """Forget it, at once."""
    request.session.pop(KEY, None)

"""What came with a matter, on the matter's own page."""

from __future__ import annotations

from typing import Any

from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import OPEN, Deed
from sanshe.work.intake import queries as intake
from sanshe.work.needs.queries import Need

from .forms import OnePhoto


def intake_of(actor: Actor, row: Need, offered: set[str]) -> dict[str, Any]:
    """For the page: order, teller, photos; whether one more photo fits; and the key under which
    a long text typed here is kept on the device (never where others must not see it)."""
    beside = intake.beside(actor, row)
    part = "note" in offered and actor.may(Deed.KEEP_PHOTO)
    return {
        "beside": beside,
        "may_photo": part and len(beside.photos) < intake.MOST_PHOTOS,
        "photo_form": OnePhoto(),
        "draft_key": f"need-{row.pk}-{actor.user}" if row.privacy in OPEN else "",
    }

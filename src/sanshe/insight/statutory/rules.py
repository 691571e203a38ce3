"""Who keeps the tables of an area, in words."""

from __future__ import annotations

from datetime import date

from sanshe.ground.kit.places import span_of
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed


def may_keep(actor: Actor, area: int) -> bool:
    """Who answers for exactly this area: nobody above writes the tables of those below."""
    return actor.may(Deed.KEEP_STATUTORY) and span_of(area) == (actor.lo, actor.hi)


def as_of(year: int, today: date) -> date:
    """Tables tell how things stood on the last of December, or stand today."""
    return min(date(year, 12, 31), today)

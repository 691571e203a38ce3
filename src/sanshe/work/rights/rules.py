"""What may go out, in words."""

from __future__ import annotations

from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Privacy, Role
from sanshe.work.needs.enums import Channel, Kind
from sanshe.work.needs.queries import Need

HANDS_OVER_SEALED = (Role.SUPERVISOR, Role.AGENCY_MANAGER)
OWN_CHANNELS = (Channel.WEB, Channel.PHONE, Channel.WALK_IN, Channel.PAPER, Channel.HOTLINE)
"""Ways on which people speak for themselves; a visit's or a grid's matter is somebody's report."""


def may_hand_over_sealed(actor: Actor) -> bool:
    return actor.role in HANDS_OVER_SEALED


def told_by_themselves(need: Need) -> bool:
    """Whether the words are the person's own, as far as the matter knows."""
    return (
        not need.on_behalf
        and need.privacy != Privacy.THIRD_PARTY
        and need.channel in OWN_CHANNELS
        and need.kind != Kind.REPORT
    )

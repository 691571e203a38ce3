"""What was told twice, and one message that tells two matters: still to be seen at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions as needs

from .tables import PLACES

if TYPE_CHECKING:
    from .lay_out import Laid

TOLD = (
    ("FX", "三单元楼道的灯坏了,黑黢黢的,半个月没人来修"),
    ("FX", "我们三单元楼道灯坏了半个月没人来修,黑得很"),
    ("FX", "食堂送的饭太硬了我妈咬不动。另外想问下太极班还收不收人"),
)


def lay_out(laid: Laid) -> None:
    """They come in last, and nobody has sorted them."""
    for place, text in TOLD:
        community = PLACES[place]
        with scope(Actor.resident(community=community)) as actor:
            needs.hear(actor, community=community, text=text, channel="web")

"""Where a building stands on the map, so that a way can be reckoned."""

from __future__ import annotations

from decimal import Decimal

from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors
from ..models import Spot

LATS, LONS = (18, 54), (73, 136)
"""Degrees between which the country lies: what is outside was mistyped or swapped."""


@action(Deed.KEEP_SPOTS)
def put_spot(actor: Actor, *, community: int, building: str, lat: Decimal, lon: Decimal) -> Spot:
    """Write down, or better, a building's point. Days that were looked at are not looked at again.
    Raises NoSuchSpot, NotFound."""
    demand(actor, Deed.KEEP_SPOTS, community=community)
    if not (LATS[0] <= lat <= LATS[1] and LONS[0] <= lon <= LONS[1]):
        raise errors.NoSuchSpot(field="lat")
    spot, _made = Spot.objects.update_or_create(
        community=community, building=building.strip()[:20],
        defaults={"lat": round(lat, 5), "lon": round(lon, 5)},
    )  # fmt: skip
    note(actor, Deed.KEEP_SPOTS, kind="spot", community=community, building=spot.building)
    return spot

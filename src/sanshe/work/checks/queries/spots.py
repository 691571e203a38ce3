"""Which buildings' places are known: where they are not, the checks say nothing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count

from sanshe.ground.kit.sheets import NUMBER, Column
from sanshe.registry.people import queries as people
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed

from ..models import Spot

SPOT_COLUMNS = (
    Column("community", ("社区", "小区所在社区")),
    Column("building", ("楼栋", "楼", "栋"), required=True),
    Column("lat", ("纬度", "lat", "latitude"), kind=NUMBER, required=True),
    Column("lon", ("经度", "lon", "longitude"), kind=NUMBER, required=True),
)
"""A list of points: WGS 84, in degrees. The community may be left out where there is only one."""


@dataclass(frozen=True, slots=True)
class BuildingSpot:
    """A building somebody of the register lives in, and where it stands, if that is known."""

    community: int
    building: str
    people: int
    lat: Decimal | None
    lon: Decimal | None


def buildings(actor: Actor) -> list[BuildingSpot]:
    """Those of the people the actor may see, in the order of their names."""
    demand(actor, Deed.KEEP_SPOTS)
    rows = people.visible(actor).exclude(building="").order_by()
    counts = rows.values_list("community", "building").annotate(Count("pk"))
    spots = {
        (one.community, one.building): one
        for one in Spot.objects.filter(community__range=(actor.lo, actor.hi))
    }
    found = []
    for community, building, count in counts:
        spot = spots.get((community, building))
        lat, lon = (spot.lat, spot.lon) if spot else (None, None)
        found.append(BuildingSpot(community, building, count, lat, lon))
    return sorted(found, key=lambda one: (one.community, len(one.building), one.building))

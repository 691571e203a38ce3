"""Where a building stands on the map, so that a way can be reckoned."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.errors import Problem
from sanshe.ground.kit.sheets import Row
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors, queries
from ..models import Spot

LATS, LONS = (18, 54), (73, 136)
"""Degrees between which the country lies: what is outside was mistyped or swapped."""


@action(Deed.KEEP_SPOTS)
def put_spot(actor: Actor, *, community: int, building: str, lat: Decimal, lon: Decimal) -> Spot:
    """Write down, or better, a building's point. Days that were looked at are not looked at again.
    Raises NoSuchSpot, NotFound."""
    demand(actor, Deed.KEEP_SPOTS, community=community)
    spot = _put(community, building.strip()[:20], lat, lon)
    note(actor, Deed.KEEP_SPOTS, kind="spot", community=community, building=spot.building)
    return spot


class Taken(NamedTuple):
    """What came of a list: how many points were written down, and (line, reason) of the others."""

    put: int
    wrong: list[tuple[int, str]]


@action(Deed.KEEP_SPOTS)
def put_spots(actor: Actor, *, rows: Iterable[Row]) -> Taken:
    """Write down the points of a list (``queries.SPOT_COLUMNS``), line by line: what is right is
    kept, what is not says why. Only buildings that somebody of the register lives in: a name that
    is spelled otherwise would never be met."""
    found = queries.buildings(actor)
    names = areas.short_names_of({one.community for one in found})
    known = {(place, one.building): one.community
             for one in found for place in _called(names[one.community], len(names))}  # fmt: skip
    put, wrong = 0, []
    for row in rows:
        try:
            _put(_community(row, known), row.cells["building"], row.cells["lat"], row.cells["lon"])
            put += 1
        except Problem as problem:
            wrong.append((row.number, str(problem)))
    note(actor, Deed.KEEP_SPOTS, kind="spot", community=actor.lo, put=put, wrong=len(wrong))
    return Taken(put, wrong)


def _called(name: str, places: int) -> tuple[str, ...]:
    """Where there is one community only, its name may be left out."""
    return (name, "") if places == 1 else (name,)


def _community(row: Row, known: dict[tuple[str, str], int]) -> int:
    """Where a line's building stands. Raises UnreadableLine, NoSuchBuilding."""
    if row.problems:
        raise errors.UnreadableLine(why=" ".join(str(one) for one in row.problems.values()))
    place, building = row.cells.get("community") or "", row.cells["building"]
    if (place, building) not in known:
        raise errors.NoSuchBuilding(building=f"{place} {building}".strip())
    return known[place, building]


def _put(community: int, building: str, lat: Decimal, lon: Decimal) -> Spot:
    if not (LATS[0] <= lat <= LATS[1] and LONS[0] <= lon <= LONS[1]):
        raise errors.NoSuchSpot(field="lat")
    spot, _made = Spot.objects.update_or_create(
        community=community, building=building,
        defaults={"lat": round(lat, 5), "lon": round(lon, 5)},
    )  # fmt: skip
    return spot

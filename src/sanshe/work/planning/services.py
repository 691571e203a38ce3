"""As which service a planned visit counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sanshe.registry.catalogue import queries as catalogue
from sanshe.registry.catalogue.enums import Category
from sanshe.work.visits import queries as visits

from .errors import NoService


def services_by_tier(community: int) -> Callable[[str], Any]:
    """Gives the service for a tier: the visiting service that names the tier (「A级」), else the
    first visiting service, else the first a visit can fill. Raises NoService."""
    offered = visits.countable(catalogue.services_in(community))
    visiting = [one for one in offered if Category.ELDER_VISIT in one.item.categories]
    choice = [one for one in (visiting or offered) if not one.sealed]
    if not choice:
        raise NoService()

    def service(tier: str) -> Any:
        named = [one for one in choice if tier and tier in one.name.upper()]
        return (named or choice)[0]

    return service

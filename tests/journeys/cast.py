"""The district of the factories, opened for one-click sign-in as a demonstration is."""

from __future__ import annotations

from dataclasses import dataclass

from sanshe.trust.accounts.models import Installation, User
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope
from tests.factories.district import District, make_district


@dataclass
class Cast:
    """Who may sign in, and where the house is."""

    district: District
    base: str = ""


def make_cast() -> Cast:
    """Lay out the district in the present database."""
    with scope(Actor.job("journeys")):  # before the first account: later the database refuses it
        Installation.objects.create(demo=True)
    district = make_district()
    with scope(district.job):
        User.objects.update(is_demo=True)
    return Cast(district)

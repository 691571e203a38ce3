"""The district of the factories with passwords, so that its people can sign in."""

from __future__ import annotations

from dataclasses import dataclass

from sanshe.trust.accounts.models import User
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope
from tests.factories.district import District, make_district

PASSWORD = "a long walk by the river"


@dataclass
class Cast:
    """Who may sign in, and where the house is."""

    district: District
    base: str = ""

    def username(self, actor: Actor) -> str:
        """What an actor of the district types to sign in."""
        with scope(self.district.job):
            return User.objects.get(id=actor.user).username


def make_cast() -> Cast:
    """Lay out the district in the present database; everybody has the same password."""
    district = make_district()
    with scope(district.job):
        for user in User.objects.all():
            user.set_password(PASSWORD)
            user.save(update_fields=["password"])
    return Cast(district)

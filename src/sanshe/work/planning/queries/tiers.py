"""What holds where, and what another policy would ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from sanshe.ground.kit.places import span_of
from sanshe.registry.people.enums import Tier
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import scope

from ..enums import Contact
from ..month import Rule, days_of
from ..policy import FLOOR_TIER, InForce, in_force
from ..roster import elders


@dataclass(frozen=True, slots=True)
class Place:
    """A place whose policy the actor may set."""

    area: int
    now: InForce


def policy_places(actor: Actor) -> list[Place]:
    """The area the actor acts over, with what holds there now."""
    demand(actor, Deed.KEEP_TIERS)
    return [Place(actor.lo, in_force(actor.lo, timezone.localdate()))]


@dataclass(frozen=True, slots=True)
class More:
    """What a policy would ask for in this month, beside what holds."""

    people: dict[str, int]
    now: int
    then: int

    @property
    def difference(self) -> int:
        return self.then - self.now


def more_a_month(actor: Actor, *, area: int, rules: Mapping[str, Rule]) -> More:
    """How many contacts more (or fewer) this month would ask for. Counts everybody in the area,
    also those the actor may not see: a figure names nobody."""
    demand(actor, Deed.KEEP_TIERS)
    today = timezone.localdate()
    days = len(days_of(today))
    counts: Counter[tuple[int, str]] = Counter()
    with scope(Actor.job("tiers")):
        for one in elders(Actor.job("tiers"), within=span_of(area)):
            if one.wish is None or one.wish.contact != Contact.NONE:
                counts[one.community, one.tier or FLOOR_TIER] += 1
    holds = {place: in_force(place, today) for place in {place for place, _tier in counts}}
    now = sum(n * holds[place].of(tier).a_month(days) for (place, tier), n in counts.items())
    then = sum(n * {**holds[place].rules, **rules}[tier].a_month(days)
               for (place, tier), n in counts.items())  # fmt: skip
    people = {tier: sum(n for (_, t), n in counts.items() if t == tier) for tier in Tier.values}
    return More(people, round(now), round(then))

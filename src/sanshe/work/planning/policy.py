"""How often whom: what holds in a place on a day, and the templates a street may start from.

Sources (domain file §2.9): the floor of a month is the ten ministries' opinion of 2022; 24 hours
after a shock as Inner Mongolia has it; A, B and C are our own default; every two days is Weihai's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.places import COUNTY, TOWNSHIP
from sanshe.registry.people.enums import Tier

from .enums import Per
from .models import Policy, TierRule
from .month import Rule

SHOCK_HOURS = 24
ASK_AGAIN_MONTHS = 3  # our own decision: often enough not to forget, rarely enough not to press
FLOOR_TIER = Tier.C
"""What holds for somebody of a special group who was given no tier."""

DEFAULT: Mapping[str, Rule] = {
    Tier.A: Rule(1, Per.WEEK, 1, Per.WEEK),
    Tier.B: Rule(2, Per.MONTH, 1, Per.MONTH),
    Tier.C: Rule(1, Per.MONTH, 1, Per.QUARTER),
}
TEMPLATES: Mapping[str, tuple[str | Promise, Mapping[str, Rule]]] = {
    "default": (_("通用:A每周上门,B每月两次,C每月一次"), DEFAULT),
    "weihai": (
        _("威海做法:高龄独居每两天一次,上门或电话"),
        {**DEFAULT, Tier.A: Rule(1, Per.TWO_DAYS, 4, Per.MONTH)},
    ),
}


@dataclass(frozen=True, slots=True)
class InForce:
    """What holds. ``area`` 0: nobody of the place has set anything, the shipped default holds."""

    rules: Mapping[str, Rule]
    shock_hours: int = SHOCK_HOURS
    ask_again_months: int = ASK_AGAIN_MONTHS
    area: int = 0
    since: date | None = None
    why: str = ""

    def of(self, tier: str) -> Rule:
        """The rule of a tier; of somebody without one, the floor's."""
        return self.rules[tier or FLOOR_TIER]


SHIPPED = InForce(DEFAULT)


def levels(community: int) -> list[int]:
    """Where a community's policy may stand, the nearest first: itself, its street, its county."""
    steps = (1, TOWNSHIP, COUNTY)
    return list(dict.fromkeys(community // step * step for step in steps))


def in_force(community: int, on: date) -> InForce:
    """What holds in a community on a day: its own, else its street's, its county's, ours."""
    areas = levels(community)
    rows = Policy.objects.filter(area__in=areas, effective_from__lte=on)
    found = sorted(rows, key=lambda row: (areas.index(row.area), -row.effective_from.toordinal()))
    return _read(found[0]) if found else SHIPPED


def versions(area: int) -> list[InForce]:
    """What was and will be set for exactly this area, the newest first."""
    rows = Policy.objects.filter(Q(area=area)).prefetch_related("rules")
    return [_read(row) for row in rows.order_by("-effective_from")]


def _read(row: Policy) -> InForce:
    rules = {one.tier: _rule(one) for one in row.rules.all()}
    return InForce(
        {**DEFAULT, **rules}, row.shock_hours, row.ask_again_months, row.area,
        row.effective_from, row.why,
    )  # fmt: skip


def _rule(row: TierRule) -> Rule:
    return Rule(row.times, row.per, row.home, row.home_per)

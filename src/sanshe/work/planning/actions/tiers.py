"""Setting how often whom, for a place, from a day on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors
from ..enums import Per
from ..models import Policy, TierRule
from ..month import Rule
from ..policy import ASK_AGAIN_MONTHS, SHOCK_HOURS


@action(Deed.KEEP_TIERS)
def set_policy(
    actor: Actor,
    *,
    area: int,
    effective_from: date,
    rules: Mapping[str, Rule],
    why: str,
    shock_hours: int = SHOCK_HOURS,
    ask_again_months: int = ASK_AGAIN_MONTHS,
) -> Policy:
    """A new version. The floor of a month is not anybody's to lower, nor are the 24 hours. Raises
    BelowFloor, MoreHomeThanContacts, FromTooEarly, SameDay."""
    if not actor.lo <= area <= actor.hi:
        raise NotFound()
    if effective_from < timezone.localdate():
        raise errors.FromTooEarly(field="effective_from")
    for tier, rule in rules.items():
        _check(tier, rule)
    try:
        with transaction.atomic():
            policy = Policy.objects.create(
                area=area, effective_from=effective_from, why=why.strip()[:200],
                shock_hours=min(max(shock_hours, 1), SHOCK_HOURS),
                ask_again_months=max(ask_again_months, 1),
            )  # fmt: skip
    except IntegrityError as error:
        raise errors.SameDay(field="effective_from") from error
    TierRule.objects.bulk_create(
        TierRule(policy=policy, tier=tier, times=rule.times, per=rule.per, home=rule.home,
                 home_per=rule.home_per)
        for tier, rule in sorted(rules.items())
    )  # fmt: skip
    note(actor, Deed.KEEP_TIERS, kind="tier policy", id=policy.pk, community=area)
    return policy


def _check(tier: str, rule: Rule) -> None:
    if rule.times < 1 or rule.per == Per.QUARTER:
        raise errors.BelowFloor(field=f"{tier}_times")
    at_home = Rule(max(rule.home, 0), rule.home_per, 0, rule.home_per)
    if at_home.a_month() > rule.a_month() + 0.01:
        raise errors.MoreHomeThanContacts(field=f"{tier}_home")

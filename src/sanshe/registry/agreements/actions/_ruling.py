"""A counting rule, checked before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from sanshe.registry.catalogue import queries as catalogue
from sanshe.registry.catalogue.enums import Unit
from sanshe.trust.policy.actor import Actor

from .. import errors, rules
from ..models import Indicator, Rule

RULED = frozenset(
    {
        "services", "confirmed_only", "once", "min_heads", "min_minutes", "min_contacts",
        "min_sessions", "min_members", "within_working_days", "alive",
    }
)  # fmt: skip
"""What a counting rule says."""


def rule_of(
    actor: Actor, indicator: Indicator, number: int, said: Mapping[str, Any], reason: str = ""
) -> Rule:
    """A counting rule, checked: its services are of the indicator's unit and of communities that
    the agreement serves. Raises NotOfThisUnit, NotServedHere."""
    if unknown := set(said) - RULED:
        raise TypeError(f"no part of a rule: {sorted(unknown)}")
    for id in said.get("services", ()):
        service = catalogue.service(id)
        if why := rules.never_bought(service.item):
            raise errors.OnNegativeList(field="services", item=service.item.name, why=why)
        if service.unit != indicator.unit:
            unit = Unit(service.unit).label
            raise errors.NotOfThisUnit(field="services", service=service.name, unit=unit)
        if service.community not in indicator.agreement.communities:
            raise errors.NotServedHere(field="services", service=service.name)
    return Rule(
        indicator=indicator, number=number, made_at=timezone.now(), made_by=actor.user,
        reason=reason, **said,
    )  # fmt: skip


def rule_says(rule: Rule) -> dict[str, Any]:
    """What a rule says, as it is given to make another."""
    return {name: getattr(rule, name) for name in RULED}

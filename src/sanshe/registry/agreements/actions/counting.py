"""Changing how an indicator counts, after signing: a new rule with its reason."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.ground.messages.enums import NoticeCode
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors
from ..models import Rule
from ._ruling import rule_of, rule_says
from ._taking import take, tell_supplier, write


@action(Deed.KEEP_AGREEMENTS)
def change_rule(
    actor: Actor, *, agreement: UUID, version: int, indicator: UUID, reason: str, **said: Any
) -> Rule:
    """From now on it counts by a new rule; everything is recounted by it, and the difference is
    shown (``settlement``). What the new rule does not say stays as it was. The old rules stay
    readable. Raises ReasonMissing, NotFound, NotOfThisUnit, NotServedHere."""
    if not reason.strip():
        raise errors.ReasonMissing(field="reason")
    row = take(actor, agreement, version)
    one = row.indicators.filter(pk=indicator, measured=False).first()
    if one is None:
        raise NotFound()
    newest = one.rules.order_by("-number").first()
    kept = rule_says(newest) if newest else {}
    number = newest.number + 1 if newest else 1
    rule = rule_of(actor, one, number, {**kept, **said}, reason.strip())
    rule.save(force_insert=True)
    write(
        actor, row, Deed.KEEP_AGREEMENTS, "rule", on=timezone.localdate(), text=reason,
        indicator=one.code, number=number,
    )  # fmt: skip
    tell_supplier(actor, row, NoticeCode.CHANGED)
    return rule

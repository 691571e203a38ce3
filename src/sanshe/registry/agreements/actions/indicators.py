"""Indicators one by one, while the contract is not signed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.ground.kit.errors import NotFound
from sanshe.registry.catalogue.enums import Unit
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors, hardship
from ..enums import MeasuredUnit
from ..models import Agreement, Indicator
from ._ruling import rule_of
from ._taking import not_signed, take, write

_HUNDRED = Decimal(100)


@action(Deed.KEEP_AGREEMENTS)
def keep_indicator(
    actor: Actor, *, agreement: UUID, version: int, name: str, unit: str, target: Decimal,
    weight: Decimal, indicator: UUID | None = None, code: str = "", evidence: str = "",
    starts_on: date | None = None, ends_on: date | None = None,
    rule: Mapping[str, Any] | None = None,
) -> Indicator:  # fmt: skip
    """Promise something more, or say better what ``indicator`` promises. ``rule``: a mapping of
    RULED; what is measured has none. Without a ``code`` the next number is given.

    Raises Fixed, HardshipIsNoTarget, Missing, OutOfBounds, TwiceTheSame, NoServices, NotOfThisUnit,
    NotServedHere, OnNegativeList, OutOfDate.
    """
    row = take(actor, agreement, version)
    not_signed(row)
    one = _one(row, indicator) if indicator else Indicator(agreement=row, order=_last(row) + 1)
    one.name, one.code = name.strip()[:80], (code.strip() or one.code or _next_code(row))[:12]
    one.unit, one.target, one.weight = unit, target, weight
    one.evidence, one.starts_on, one.ends_on = evidence.strip()[:120], starts_on, ends_on
    one.measured = unit == MeasuredUnit.PERCENT
    _check(row, one)
    if not one.measured and not (rule and rule.get("services")):
        raise errors.NoServices(field="services")
    first = rule_of(actor, one, 1, rule) if rule and not one.measured else None
    one.rules.all().delete()
    one.save()
    if first is not None:
        first.save(force_insert=True)
    _written(actor, row, one.code)
    return one


def _check(row: Agreement, one: Indicator) -> None:
    if not one.name:
        raise errors.Missing(field="name", what=_("名称"))
    if hardship.promised(one.name):
        raise errors.HardshipIsNoTarget(field="name")
    if one.unit not in [*Unit.values, *MeasuredUnit.values]:
        raise errors.Missing(field="unit", what=_("单位"))
    most = _HUNDRED if one.measured else Decimal(9_999_999)
    if not 0 < one.target <= most:
        raise errors.OutOfBounds(field="target", least=1, most=most)
    if not 0 <= one.weight <= _HUNDRED:
        raise errors.OutOfBounds(field="weight", least=0, most=100)
    if one.starts_on and one.ends_on and one.ends_on < one.starts_on:
        raise errors.TooSoon(field="ends_on", day=one.starts_on)
    if row.indicators.filter(code=one.code).exclude(pk=one.pk).exists():
        raise errors.TwiceTheSame(field="code", name=one.code)


@action(Deed.KEEP_AGREEMENTS)
def drop_indicator(actor: Actor, *, agreement: UUID, version: int, indicator: UUID) -> Agreement:
    """Promise it no longer. Raises Fixed, NotFound, OutOfDate."""
    row = take(actor, agreement, version)
    not_signed(row)
    one = _one(row, indicator)
    one.rules.all().delete()
    one.delete()
    _written(actor, row, one.code)
    return row


@action(Deed.KEEP_AGREEMENTS)
def move_indicator(actor: Actor, *, agreement: UUID, version: int, indicator: UUID) -> Agreement:
    """One place up: a record counts for the first indicator that takes it. Raises Fixed,
    NotFound, OutOfDate."""
    row = take(actor, agreement, version)
    not_signed(row)
    one = _one(row, indicator)
    above = row.indicators.filter(order__lt=one.order).order_by("-order").first()
    if above is not None:
        one.order, above.order = above.order, one.order
        Indicator.objects.bulk_update([one, above], ["order"])
        _written(actor, row, one.code)
    return row


@action(Deed.KEEP_AGREEMENTS)
def weigh(
    actor: Actor, *, agreement: UUID, version: int, weights: Mapping[UUID, Decimal]
) -> Agreement:
    """Weigh the indicators against each other, in percent; whether they make a hundred is asked
    before the requirement is published. Raises Fixed, NotFound, OutOfBounds, OutOfDate."""
    row = take(actor, agreement, version)
    not_signed(row)
    ones = {one.pk: one for one in row.indicators.all()}
    for id, weight in weights.items():
        if id not in ones:
            raise NotFound()
        if not 0 <= weight <= _HUNDRED:
            raise errors.OutOfBounds(field=str(id), least=0, most=100)
        ones[id].weight = weight
    Indicator.objects.bulk_update(ones.values(), ["weight"])
    _written(actor, row, "")
    return row


def _one(row: Agreement, id: UUID) -> Indicator:
    one = row.indicators.filter(pk=id).first()
    if one is None:
        raise NotFound()
    return one


def _last(row: Agreement) -> int:
    return row.indicators.aggregate(last=Max("order"))["last"] or 0


def _next_code(row: Agreement) -> str:
    taken = set(row.indicators.values_list("code", flat=True))
    return next(code for n in range(1, 1000) if (code := f"I{n:02d}") not in taken)


def _written(actor: Actor, row: Agreement, code: str) -> None:
    write(actor, row, Deed.KEEP_AGREEMENTS, "indicators", on=timezone.localdate(), indicator=code)

"""What is promised for the money: indicators with their rules, sources, budget, tranches.

Each is laid down whole, and anew, until the contract is signed; whether it adds up is asked at the
steps (``stepping``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone

from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import errors, hardship
from ..enums import MeasuredUnit
from ..models import Agreement, BudgetLine, Gate, Indicator, Rule, Source, Tranche
from ._ruling import rule_of
from ._taking import not_signed, take, write

_CENT = Decimal("0.01")


@action(Deed.KEEP_AGREEMENTS)
def set_indicators(
    actor: Actor, *, agreement: UUID, version: int, indicators: Iterable[Mapping[str, Any]]
) -> Agreement:
    """Lay all indicators down, each with its first ``rule`` (a mapping of RULED; a measured one
    has none). Raises Fixed, HardshipIsNoTarget, NotOfThisUnit, NotServedHere."""
    row = take(actor, agreement, version)
    not_signed(row)
    Rule.objects.filter(indicator__agreement=row).delete()
    row.indicators.all().delete()
    laid = [_indicator(row, order, dict(facts)) for order, facts in enumerate(indicators, 1)]
    Indicator.objects.bulk_create([one for one, _rule in laid])
    Rule.objects.bulk_create([rule_of(actor, one, 1, rule) for one, rule in laid if rule])
    weights = sum((one.weight for one, _rule in laid), Decimal(0))
    write(
        actor, row, Deed.KEEP_AGREEMENTS, "indicators", on=timezone.localdate(),
        count=len(laid), weights=str(weights),
    )  # fmt: skip
    return row


def _indicator(
    row: Agreement, order: int, facts: dict[str, Any]
) -> tuple[Indicator, dict[str, Any] | None]:
    rule = facts.pop("rule", None)
    if hardship.promised(facts["name"]):
        raise errors.HardshipIsNoTarget(field="name")
    facts["target"], facts["weight"] = Decimal(facts["target"]), Decimal(facts["weight"])
    facts["measured"] = facts["unit"] == MeasuredUnit.PERCENT
    return Indicator(agreement=row, order=order, **facts), rule


@action(Deed.KEEP_AGREEMENTS)
def set_sources(
    actor: Actor, *, agreement: UUID, version: int, sources: Iterable[tuple[str, str, Decimal]]
) -> Agreement:
    """Whose money it is: (kind, name, yuan) each. Raises Fixed, NameMissing, AmountMissing,
    TwiceTheSame, OutOfDate."""
    row = take(actor, agreement, version)
    not_signed(row)
    given = [(kind, name.strip()[:80], yuan) for kind, name, yuan in sources]
    _check([(name, yuan) for _kind, name, yuan in given])
    for kind, name, _yuan in given:
        if sum(one[:2] == (kind, name) for one in given) > 1:
            raise errors.TwiceTheSame(name=name)
    row.sources.all().delete()
    Source.objects.bulk_create(
        [Source(agreement=row, kind=kind, name=name, amount=yuan) for kind, name, yuan in given]
    )
    write(actor, row, Deed.KEEP_AGREEMENTS, "sources", on=timezone.localdate())
    return row


@action(Deed.KEEP_AGREEMENTS)
def set_budget(
    actor: Actor, *, agreement: UUID, version: int, lines: Iterable[tuple[str, Decimal]]
) -> Agreement:
    """What the money is for: (name, yuan) each. Raises Fixed, NameMissing, AmountMissing,
    OutOfDate."""
    row = take(actor, agreement, version)
    not_signed(row)
    given = [(name.strip()[:80], yuan) for name, yuan in lines]
    _check(given)
    row.budget.all().delete()
    BudgetLine.objects.bulk_create(
        [
            BudgetLine(agreement=row, order=order, name=name, amount=yuan)
            for order, (name, yuan) in enumerate(given, 1)
        ]
    )
    write(actor, row, Deed.KEEP_AGREEMENTS, "budget", on=timezone.localdate())
    return row


@action(Deed.KEEP_AGREEMENTS)
def set_tranches(
    actor: Actor, *, agreement: UUID, version: int, tranches: Iterable[Mapping[str, Any]]
) -> Agreement:
    """In which parts it is paid: ``share`` (percent), ``amount`` (yuan), ``due_on`` and
    ``gates``: (condition, threshold or None) each. Raises Fixed, AmountMissing, OutOfDate."""
    row = take(actor, agreement, version)
    not_signed(row)
    tranches = list(tranches)
    _check([("-", Decimal(one["amount"])) for one in tranches])
    Gate.objects.filter(tranche__agreement=row).delete()
    row.tranches.all().delete()
    for number, facts in enumerate(tranches, 1):
        given = dict(facts)
        gates = given.pop("gates", ())
        tranche = Tranche.objects.create(agreement=row, number=number, **given)
        Gate.objects.bulk_create(
            [Gate(tranche=tranche, condition=one, threshold=least) for one, least in gates]
        )
    write(actor, row, Deed.KEEP_AGREEMENTS, "tranches", on=timezone.localdate())
    return row


def _check(rows: list[tuple[str, Decimal]]) -> None:
    """Each has a name and is money, to the cent."""
    for number, (name, yuan) in enumerate(rows, 1):
        if not name:
            raise errors.NameMissing(row=number)
        if yuan <= 0 or yuan != yuan.quantize(_CENT):
            raise errors.AmountMissing(row=number)

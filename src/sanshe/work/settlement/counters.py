"""What is promised, as counters ready to be asked: built anew from the agreements each time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import astuple
from datetime import date
from uuid import UUID

from sanshe.registry.agreements import queries as agreements
from sanshe.registry.agreements.queries import Agreement, Promise, Rule

from .deciding import Counter


def of_agency(agency: UUID) -> list[Counter]:
    """All counters of one supplier, in the order in which they are asked: the older agreement
    first, then its own order of indicators."""
    return _ordered(
        (agreement, promise)
        for agreement in agreements.signed_by(agency)
        for promise in agreements.promises(agreement)
    )


def instead(agency: UUID, rule: Rule) -> list[Counter]:
    """The same, if ``rule`` (not kept yet) were the newest of its indicator."""
    return _ordered(
        (agreement, Promise(promise.indicator, rule))
        if promise.indicator.pk == rule.indicator_id
        else (agreement, promise)
        for agreement in agreements.signed_by(agency)
        for promise in agreements.promises(agreement)
    )


def digest(counters: Iterable[Counter]) -> str:
    """The same for the same promises: when it changes, everything is counted anew."""
    facts = [
        tuple(sorted(map(str, fact)) if isinstance(fact, frozenset) else str(fact)
              for fact in astuple(counter))
        for counter in counters
    ]  # fmt: skip
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def _ordered(pairs: Iterable[tuple[Agreement, Promise]]) -> list[Counter]:
    return [
        _counter(order, agreement, promise)
        for order, (agreement, promise) in enumerate(pairs)
        if promise.rule is not None
    ]


def _counter(order: int, agreement: Agreement, promise: Promise) -> Counter:
    indicator, rule = promise.indicator, promise.rule
    assert rule is not None and agreement.starts_on and agreement.ends_on
    ends: date = indicator.ends_on or agreement.ends_on
    stopped = agreements.terminated_on(agreement)
    return Counter(
        indicator=indicator.pk, rule=rule.pk, order=order,
        starts_on=indicator.starts_on or agreement.starts_on,
        ends_on=min(ends, stopped) if stopped else ends,
        communities=frozenset(agreement.communities), services=frozenset(rule.services),
        unit=indicator.unit, confirmed_only=rule.confirmed_only, once=rule.once,
        min_heads=rule.min_heads, min_minutes=rule.min_minutes, min_contacts=rule.min_contacts,
        min_sessions=rule.min_sessions, min_members=rule.min_members,
        within_working_days=rule.within_working_days, alive=rule.alive,
    )  # fmt: skip

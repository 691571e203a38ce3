"""One agreement's money from its sources to the records, with every sum held against the next."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from sanshe.registry.agreements import queries as agreements
from sanshe.registry.agreements.queries import Agreement
from sanshe.trust.policy.actor import Actor
from sanshe.work.settlement import queries as settlement
from sanshe.work.settlement.enums import Flow
from sanshe.work.settlement.queries import Balance, Due

from . import laying
from .course import Course
from .laying import NOTHING, Part, Price, Segment

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Paid:
    """One payment: ``shares`` of the sources it came from (they sum to 1). ``booked``: what the
    supplier entered with the same voucher; None where nothing was."""

    id: UUID
    tranche: int
    on: date
    amount: Decimal
    voucher: str
    shares: dict[UUID, Fraction]
    booked: Decimal | None

    @property
    def from_sources(self) -> list[tuple[UUID, Decimal]]:
        parts = laying.in_cents([share * Fraction(self.amount) for share in self.shares.values()])
        return list(zip(self.shares, parts, strict=True))


@dataclass(frozen=True, slots=True)
class Step:
    """A tranche with the work that falls on it, in yuan. ``ahead``: paid, and no work has reached
    it; ``owed``: worked, and not paid yet."""

    due: Due
    payments: list[Paid]
    work: Decimal
    covered: Decimal
    records: int
    first: date | None
    last: date | None

    @property
    def ahead(self) -> Decimal:
        return self.due.paid - self.covered

    @property
    def owed(self) -> Decimal:
        return self.work - self.covered


@dataclass(frozen=True, slots=True)
class Worth:
    """An indicator in yuan. ``beyond``: done past the target, which is worth nothing more."""

    indicator: Any
    whole: Decimal
    unit: Decimal | None
    done: Decimal
    beyond: Decimal
    worked: Decimal
    records: int


@dataclass(frozen=True, slots=True)
class Sum:
    """Two figures that should be one, and whether they are. ``what`` names it (``SUMS``)."""

    what: str
    left: Decimal
    right: Decimal

    @property
    def agree(self) -> bool:
        return self.left == self.right


@dataclass(frozen=True, slots=True)
class Trail:
    agreement: Agreement
    price: Decimal
    sources: list[Balance]
    lines: list[Balance]
    steps: list[Step]
    worths: list[Worth]
    received: Decimal
    other_payments: Decimal  # paid outside the tranches, when it was closed early
    course: Course = field(repr=False)

    @property
    def paid(self) -> Decimal:
        return sum((one.due.paid for one in self.steps), _ZERO)

    @property
    def worked(self) -> Decimal:
        return sum((one.worked for one in self.worths), _ZERO)

    @property
    def ahead(self) -> Decimal:
        return sum((one.ahead for one in self.steps), _ZERO)

    @property
    def owed(self) -> Decimal:
        return sum((one.owed for one in self.steps), _ZERO)

    @property
    def measured(self) -> Decimal:
        """The worth of what no record can show."""
        return sum((one.whole for one in self.worths if one.unit is None), _ZERO)


def trail(actor: Actor, agreement: UUID) -> Trail:
    """Follow the money of an agreement, by the sums of its days: as many questions and as much
    work however many records there are. Raises NotFound, also to a stranger."""
    row = agreements.get(actor, agreement)
    price = agreements.price_of(row)
    books, dues = settlement.books(actor, agreement), settlement.tranches(actor, agreement)
    kept = [one.indicator for one in agreements.promises(row)]
    prices = {
        one.pk: Price(Fraction(price) * Fraction(one.weight) / 100, one.target) for one in kept
    }
    course = Course(
        settlement.counted_days(actor, agreement), prices, segments(dues),
        lambda days, parts: settlement.counted_on(actor, agreement, days, parts),
    )  # fmt: skip
    payments = _payments(actor, row, dues, books.sources)
    steps, worths = _steps(dues, payments, course), _worths(kept, course)
    paid_in_all = settlement.public_summary(row).paid
    other = paid_in_all - sum((due.paid for due in dues), _ZERO)
    return Trail(
        row, price, books.sources, books.lines, steps, worths, books.received, other, course
    )  # fmt: skip


def segments(dues: list[Due]) -> list[Segment]:
    """The money in its order: each tranche's payments, then what of it is not paid yet."""
    found = []
    for due in dues:
        number = due.tranche.number
        found += [Segment(number, one.pk, Fraction(one.amount)) for one in due.payments]
        found.append(Segment(number, None, Fraction(max(due.left, _ZERO))))
    return found


def _payments(
    actor: Actor, row: Agreement, dues: list[Due], sources: list[Balance]
) -> dict[UUID, Paid]:
    booked: dict[str, dict[UUID, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for entry in settlement.entries(actor, row.pk):
        if entry.flow == Flow.RECEIVED:
            booked[entry.voucher][entry.source_id] += entry.amount
    planned = {one.id: one.planned for one in sources}
    return {
        one.pk: _paid(one, due.tranche.number, dict(booked.get(one.voucher, {})), planned)
        for due in dues
        for one in due.payments
    }


def _paid(one: Any, number: int, got: dict[UUID, Decimal], planned: dict[UUID, Decimal]) -> Paid:
    got = {source: amount for source, amount in got.items() if amount > 0}
    basis = {one: got[one] for one in planned if one in got} or planned
    whole = Fraction(sum(basis.values(), _ZERO))
    shares = {source: Fraction(amount) / whole for source, amount in basis.items()}
    return Paid(
        one.pk, number, one.on, one.amount, one.voucher, shares,
        sum(got.values(), _ZERO) if got else None,
    )  # fmt: skip


def _steps(dues: list[Due], payments: dict[UUID, Paid], course: Course) -> list[Step]:
    work: dict[int, Fraction] = defaultdict(Fraction)
    covered: dict[int, Fraction] = defaultdict(Fraction)
    for segment, taken in course.taken():
        work[segment.tranche] += taken
        if segment.payment:
            covered[segment.tranche] += taken
    numbers = [due.tranche.number for due in dues]
    works = laying.in_cents([work[number] for number in numbers])
    reached = course.reached()
    return [
        Step(
            due, [payments[one.pk] for one in due.payments], mine,
            min(mine, laying.yuan(covered[number])), reached[number].records,
            reached[number].first, reached[number].last,
        )
        for due, mine, number in zip(dues, works, numbers, strict=True)
    ]  # fmt: skip


def _worths(kept: list[Any], course: Course) -> list[Worth]:
    prices, done = course.prices, course.done
    wanted = {one.pk: min(done[one.pk], one.target) for one in kept}
    wholes = laying.in_cents([prices[one.pk].worth for one in kept])
    works = laying.in_cents([prices[one.pk].unit * Fraction(wanted[one.pk]) for one in kept])
    return [
        Worth(
            one, whole, None if one.measured else laying.yuan(prices[one.pk].unit), done[one.pk],
            done[one.pk] - wanted[one.pk], work, course.records[one.pk],
        )
        for one, whole, work in zip(kept, wholes, works, strict=True)
    ]  # fmt: skip


def sums(actor: Actor, found: Trail) -> list[Sum]:
    """Every hop held against the next; the records are summed up one by one in the database."""
    prices = found.course.prices
    records = sum(
        (prices[one].unit * Fraction(min(amount, prices[one].target))
         for one, amount in settlement.counted_sums(actor, found.agreement.pk).items()), NOTHING,
    )  # fmt: skip

    def total(values: Any) -> Decimal:
        return sum(values, _ZERO)

    money = sum((one.size for one in found.course.segments), NOTHING)
    return [
        Sum("sources_price", total(one.planned for one in found.sources), found.price),
        Sum("lines_price", total(one.planned for one in found.lines), found.price),
        Sum("tranches_price", total(one.due.amount for one in found.steps), found.price),
        Sum("indicators_price", total(one.whole for one in found.worths), found.price),
        Sum("received_paid", found.received, found.paid + found.other_payments),
        Sum("records_indicators", laying.yuan(min(records, money)), found.worked),
        Sum("tranches_indicators", total(one.work for one in found.steps), found.worked),
        Sum("covered_paid", found.paid, total(one.covered + one.ahead for one in found.steps)),
    ]


def parts_by_source(parts: tuple[Part, ...], paid: dict[UUID, Paid]) -> dict[UUID, Fraction]:
    """How much of one record each source has paid."""
    found: dict[UUID, Fraction] = defaultdict(Fraction)
    for part in parts:
        if part.segment.payment:
            for source, share in paid[part.segment.payment].shares.items():
                found[source] += part.worth * share
    return dict(found)

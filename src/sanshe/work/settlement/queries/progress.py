"""Reads of what was counted: progress, the records behind it, and what a new rule would change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, Sum
from django.utils import timezone

from sanshe.ground.kit.ids import new_id
from sanshe.ground.kit.paging import PAGE_SIZE, Page
from sanshe.ledger import queries as ledger
from sanshe.ledger.queries import Chain
from sanshe.registry.agreements import queries as agreements
from sanshe.registry.agreements.queries import Agreement, Indicator, Rule
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import scope

from .. import counters as promises
from .. import counting
from ..enums import Pace, Why
from ..models import Day, Mark, Verdict
from ..pace import Outlook, outlook

__all__ = [
    "LISTED", "Change", "Outlook", "Progress", "Row", "Standing", "behind", "overview", "preview",
    "progress", "reasons", "to_settle", "trial", "weighted", "why",
]  # fmt: skip

LISTED = 200
LATE = (Pace.BEHIND, Pace.OUT_OF_REACH)


@dataclass(frozen=True, slots=True)
class Standing:
    """One indicator: ``done`` of its target, in its unit, from ``records`` records. ``share`` is
    done by target, 1 at most; None for what is measured. ``by_day`` for a line over time."""

    indicator: Indicator
    rule: Rule | None
    done: Decimal
    records: int
    share: Decimal | None
    by_day: dict[date, Decimal]
    outlook: Outlook | None


@dataclass(frozen=True, slots=True)
class Progress:
    """An agreement: its indicators, the weighted progress of those that accumulate in percent
    (exact, never rounded up), and up to when the book was counted. ``waiting``: entries not yet."""

    agreement: Agreement
    standings: list[Standing]
    weighted: Decimal
    counted_at: datetime | None
    waiting: int


@dataclass(frozen=True, slots=True)
class Row:
    """An agreement in a list: how far it is in percent, how many indicators are behind, and how
    each stands."""

    agreement: Agreement
    weighted: Decimal
    behind: int
    standings: list[Standing]


def overview(
    actor: Actor, *, state: str = "", text: str = "", narrowed: Q | None = None
) -> list[Row]:
    """The agreements an actor may read, the newest first, each with its progress today: three
    questions, however many there are (the newest LISTED)."""
    rows = agreements.visible(actor).order_by("-starts_on", "-id")
    if narrowed is not None:
        rows = rows.filter(narrowed)
    if state:
        rows = rows.filter(state=state)
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(number__icontains=text))
    found = list(rows[:LISTED])
    kept = agreements.promises_of(found)
    today = timezone.localdate()
    by_day, records = _days([p.indicator.pk for ones in kept.values() for p in ones], today)
    overviews = []
    for row in found:
        standings = [
            _standing(row, p, by_day[p.indicator.pk], records[p.indicator.pk], today)
            for p in kept[row.pk]
        ]
        late = sum(one.outlook is not None and one.outlook.pace in LATE for one in standings)
        overviews.append(Row(row, weighted(standings), late, standings))
    return overviews


def to_settle(actor: Actor) -> list[Chain]:
    """The chains with anything new, or counted by promises that have changed since."""
    demand(actor, Deed.SETTLE)
    suppliers = agreements.suppliers()
    digests = {agency: promises.digest(promises.of_agency(agency)) for agency in suppliers}
    marks = {(m.county, m.agency): m for m in Mark.objects.filter(agency__in=suppliers)}
    return [
        chain
        for chain in ledger.chains(actor, suppliers)
        if (mark := marks.get((chain.county, chain.agency))) is None
        or mark.seq < chain.seq
        or mark.by != digests[chain.agency]
    ]


def progress(actor: Actor, agreement: UUID, *, on: date | None = None) -> Progress:
    """How an agreement stands on a day (today). Raises NotFound, also to a stranger."""
    row = agreements.get(actor, agreement)
    day = on or timezone.localdate()
    kept = agreements.promises(row)
    by_day, records = _days([one.indicator.pk for one in kept], day)
    standings = [
        _standing(row, one, by_day[one.indicator.pk], records[one.indicator.pk], day)
        for one in kept
    ]
    counted_at, waiting = _how_far(row)
    return Progress(row, standings, weighted(standings), counted_at, waiting)


def weighted(standings: Iterable[Standing]) -> Decimal:
    """Σ weight × min(1, done / target) ÷ Σ weight over what accumulates, in percent (§6.4).
    Reckoned in fractions: thirds and sevenths that make a whole make exactly that, and a gate at
    45 % opens at 45 %."""
    parts = [
        (Fraction(one.indicator.weight), Fraction(one.done) / Fraction(one.indicator.target))
        for one in standings
        if one.share is not None
    ]
    whole = sum((weight for weight, _share in parts), Fraction(0))
    if not whole:
        return Decimal(0)
    done = sum((weight * min(share, Fraction(1)) for weight, share in parts), Fraction(0))
    exact = 100 * done / whole
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def _standing(
    agreement: Agreement, promise: Any, by_day: dict[date, Decimal], records: int, today: date
) -> Standing:
    one = promise.indicator
    done = sum(by_day.values(), Decimal(0))
    if one.measured or agreement.starts_on is None or agreement.ends_on is None:
        return Standing(one, promise.rule, done, records, None, by_day, None)
    view = outlook(
        target=one.target, done=done, by_day=by_day, today=today,
        starts=one.starts_on or agreement.starts_on, ends=one.ends_on or agreement.ends_on,
    )  # fmt: skip
    share = min(Decimal(1), done / one.target)
    return Standing(one, promise.rule, done, records, share, by_day, view)


def _days(
    indicators: list[UUID], until: date
) -> tuple[dict[UUID, dict[date, Decimal]], dict[UUID, int]]:
    by_day: dict[UUID, dict[date, Decimal]] = defaultdict(dict)
    records: dict[UUID, int] = defaultdict(int)
    rows = Day.objects.filter(indicator__in=indicators, day__lte=until).order_by("day")
    for id, day, amount, count in (
        rows.values_list("indicator", "day").annotate(Sum("amount"), Sum("records"))
    ):  # fmt: skip
        by_day[id][day] = amount
        records[id] += count
    return by_day, records


def _how_far(agreement: Agreement) -> tuple[datetime | None, int]:
    """When its supplier's entries were last counted, and how many wait."""
    if agreement.supplier_id is None:
        return None, 0
    marks = Mark.objects.filter(agency=agreement.supplier_id)
    counted = marks.aggregate(at=Max("counted_at"), seq=Sum("seq"))
    with scope(Actor.job("progress"), read_only=True) as job:
        written = sum(chain.seq for chain in ledger.chains(job, [agreement.supplier_id]))
    return counted["at"], written - (counted["seq"] or 0)


def reasons(actor: Actor, indicator: UUID) -> dict[Why, int]:
    """How many records were decided how, for one indicator: those the actor may open."""
    demand(actor, Deed.READ_AGREEMENTS)
    rows = (
        Verdict.objects.filter(indicator=indicator).values_list("why").annotate(times=Count("pk"))
    )
    return {Why(why): times for why, times in rows.order_by("-times")}


def behind(actor: Actor, indicator: UUID, *, why: str = "", after: str = "") -> Page:
    """The verdicts behind a figure, the newest day first; each opens its record in the book."""
    demand(actor, Deed.READ_AGREEMENTS)
    rows = Verdict.objects.filter(indicator=indicator)
    if why:
        rows = rows.filter(why=Why(why))
    if last := rows.filter(pk=after).first() if after else None:
        rows = rows.exclude(day__gt=last.day).exclude(day=last.day, pk__gte=last.pk)
    found = list(rows.order_by("-day", "-pk")[: PAGE_SIZE + 1])
    more = str(found[PAGE_SIZE - 1].pk) if len(found) > PAGE_SIZE else ""
    return Page(found[:PAGE_SIZE], more)


def why(actor: Actor, record: UUID) -> Verdict | None:
    """What was decided of one record; None where nothing was promised that it could count for."""
    demand(actor, Deed.READ_LEDGER)
    return Verdict.objects.filter(pk=record).first()


def trial(old: Rule, said: dict[str, Any]) -> Rule:
    """A rule as it would be, for ``preview``: kept nowhere."""
    kept = {field.attname: getattr(old, field.attname) for field in Rule._meta.concrete_fields}
    return Rule(**{**kept, "id": new_id(), **said})


@dataclass(frozen=True, slots=True)
class Change:
    """What a new rule would make of an indicator: ``before`` and ``after`` in its unit."""

    indicator: Indicator
    before: Decimal
    after: Decimal


def preview(actor: Actor, agreement: UUID, rule: Rule) -> list[Change]:
    """What every indicator of an agreement would come to if ``rule`` (not kept yet) were the
    newest of its own. Nothing is written. Raises NotFound."""
    row = agreements.get(actor, agreement)
    assert row.supplier_id is not None
    after: dict[UUID, Decimal] = defaultdict(Decimal)
    with scope(Actor.job("preview"), read_only=True) as job:
        new = promises.instead(row.supplier_id, rule)
        for chain in ledger.chains(job, [row.supplier_id]):
            for ruling in counting.whole(job, chain, new)[1].values():
                if ruling.counter is not None:
                    after[ruling.counter.indicator] += ruling.amount
    before = progress(actor, agreement)
    return [Change(one.indicator, one.done, after[one.indicator.pk]) for one in before.standings]

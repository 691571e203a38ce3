"""What was promised and how far it is, and what the served residents say: by agreement, area,
agency, platform or item. Progress names nobody; opinions are told from five answers on, and a sum
adds up only what is told of its parts, so that nothing is left over when they are subtracted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Q
from django.utils import timezone

from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.places import span_of
from sanshe.registry.agreements import queries as agreements
from sanshe.registry.agreements.enums import Side
from sanshe.registry.catalogue import queries as catalogue
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed
from sanshe.work.settlement import queries as settlement
from sanshe.work.settlement.enums import Pace
from sanshe.work.settlement.queries import Opinion, Row, Standing

from ..shading import area_at
from .asking import PARTS, View, level_of
from .services import answerable

BY_PROMISES = ("agreement", "area", "agency", "platform", "item")
LATE = (Pace.OUT_OF_REACH, Pace.BEHIND)


@dataclass(frozen=True, slots=True)
class Warn:
    """An indicator that is behind its planned pace."""

    agreement: Any
    standing: Standing


@dataclass(slots=True)
class Promises:
    """One line: its agreements, how many of their indicators stand how, and what residents say.
    ``weighted`` and ``expected`` (percent) of one agreement only: they do not add up."""

    key: Any
    label: str
    rows: list[Row] = field(default_factory=list)
    paces: Counter[Pace] = field(default_factory=Counter)
    weighted: Decimal | None = None
    expected: Decimal | None = None
    opinion: Opinion | None = None

    @property
    def counted(self) -> int:
        return self.paces.total()

    @property
    def late(self) -> int:
        """How many are behind or out of reach."""
        return sum(self.paces[pace] for pace in LATE)


@dataclass(frozen=True, slots=True)
class PromisesBoard:
    """The lines by name, the whole, what is behind and still runs (out of reach first), whether
    there were more agreements than are read."""

    view: View
    by: str
    lines: list[Promises]
    total: Promises
    late: list[Warn]
    cut: bool


def promises(actor: Actor, view: View) -> PromisesBoard:
    """The agreements for an area whose term meets the period, as they stand today. Raises NotFound
    for an area that is not the actor's."""
    demand(actor, Deed.READ_AGREEMENTS)
    by = view.by if view.by in BY_PROMISES else "agreement"
    asked = answerable(actor, view)
    view = View(**{**_fields(asked), "by": by, "item": view.item, "platform": view.platform,
                   "start": view.start, "whole_year": view.whole_year})  # fmt: skip
    if by == "area" and level_of(view.area) == PARTS:
        by = "agreement"
    rows = settlement.overview(actor, narrowed=_narrowed(view))
    cut = len(rows) >= settlement.LISTED
    if view.item is not None:
        rows = _of_item(rows, view.item, _items_of(rows))
    said = settlement.latest_of(row.agreement.pk for row in rows)
    lines = _lines(rows, view, by)
    total = Promises(None, "", rows=rows)
    for line in (*lines, total):
        _sum_up(line, [said[row.agreement.pk] for row in line.rows if row.agreement.pk in said])
    late = [
        Warn(row.agreement, one) for row in rows if _runs(row) for one in row.standings
        if one.outlook is not None and one.outlook.pace in LATE
    ]  # fmt: skip
    late.sort(key=lambda warn: LATE.index(warn.standing.outlook.pace))  # type: ignore[union-attr]
    return PromisesBoard(view, by, lines, total, late, cut)


def _runs(row: Row) -> bool:
    """Whether there is still time to do anything about it."""
    deal = row.agreement
    ended = deal.ends_on is None or deal.ends_on < timezone.localdate()
    return not ended and deal.side != Side.TERMINATED


def _fields(view: View) -> dict[str, Any]:
    return {name: getattr(view, name) for name in View.__dataclass_fields__}


def _narrowed(view: View) -> Q:
    until = (view.until.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    asked = Q(starts_on__lte=until, ends_on__gte=view.start)
    if view.area:
        lo, hi = span_of(view.area)
        asked &= agreements.serving(lo, hi) | Q(area__range=(lo, hi))
    if view.agency is not None:
        asked &= Q(supplier=view.agency)
    if view.platform is not None:
        asked &= Q(platforms=view.platform)
    return asked


def _items_of(rows: list[Row]) -> dict[int, int]:
    """The item of each service that any of their rules counts, in one read."""
    return catalogue.items_of_services(
        {s for row in rows for one in row.standings if one.rule for s in one.rule.services}
    )


def _of_item(rows: list[Row], item: int, items: dict[int, int]) -> list[Row]:
    """The agreements that count an item, each with its indicators of that item only."""
    found = []
    for row in rows:
        of = [
            one for one in row.standings
            if one.rule and any(items.get(s) == item for s in one.rule.services)
        ]  # fmt: skip
        if of:
            found.append(replace(row, standings=of, weighted=settlement.weighted(of)))
    return found


def _lines(rows: list[Row], view: View, by: str) -> list[Promises]:
    """By name; one that serves several places, stations or items is in the line of each. By item
    only its indicators of that item count."""
    if by == "agreement":
        return [Promises(row.agreement.pk, row.agreement.name, [row]) for row in rows]
    found: dict[Any, list[Row]] = defaultdict(list)
    names: dict[Any, str] = {}
    below = min(level_of(view.area) + 1, PARTS)
    lo, hi = span_of(view.area)
    platforms = (
        agreements.platforms_of([row.agreement.pk for row in rows]) if by == "platform" else {}
    )
    items = _items_of(rows) if by == "item" else {}
    for item in set(items.values()):
        found[item] = _of_item(rows, item, items)
    for row in rows:
        deal = row.agreement
        keys: Iterable[Any] = ()
        if by == "area":
            keys = {area_at(below, place) for place in deal.communities if lo <= place <= hi}
        elif by == "platform":
            of = platforms.get(deal.pk, {})
            names |= of
            keys = of
        elif by == "agency" and deal.supplier is not None:
            keys = [deal.supplier_id]
            names[deal.supplier_id] = deal.supplier.name
        for key in keys:
            found[key].append(row)
    if by == "area":
        names = dict(areas.short_names_of(found))
    elif by == "item":
        names = dict(catalogue.names_of_items(found))
    lines = [Promises(key, names.get(key, str(key)), ones) for key, ones in found.items()]
    return sorted(lines, key=lambda line: line.key if by == "area" else line.label)


def _sum_up(line: Promises, said: list[settlement.Result]) -> None:
    for row in line.rows:
        line.paces.update(one.outlook.pace for one in row.standings if one.outlook is not None)
    if len(line.rows) == 1:
        line.weighted = line.rows[0].weighted
        line.expected = _expected(line.rows[0].standings)
    line.opinion = settlement.together(said)


def _expected(standings: list[Standing]) -> Decimal:
    """Where an even pace would have them all by now, in percent, weighted as their progress is."""
    parts = [
        (Fraction(one.indicator.weight),
         min(Fraction(one.outlook.expected) / Fraction(one.indicator.target), Fraction(1)))
        for one in standings if one.outlook is not None
    ]  # fmt: skip
    whole = sum((weight for weight, _share in parts), Fraction(0))
    if not whole:
        return Decimal(0)
    share = 100 * sum((weight * part for weight, part in parts), Fraction(0)) / whole
    return Decimal(share.numerator) / Decimal(share.denominator)

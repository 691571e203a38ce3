"""Figures: readings of the book. Apart by unit, always; persons are counted, never added up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

from sanshe.ground.areas import queries as areas
from sanshe.registry.catalogue import queries as catalogue
from sanshe.registry.catalogue.enums import Unit
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.accounts import queries as accounts
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Sight

from .. import errors
from . import shut
from .filters import PRESENCES, RECORDS, TALLIES, Filters, conditions

GROUPS = {
    "day": "b.day",
    "month": "date_trunc('month', b.day)::date",
    "community": "b.community",
    "item": "b.item_id",
    "service": "b.service",
    "agency": "b.agency",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """How much of one unit. ``key`` is what was grouped by (None for the whole), ``label`` its
    name; ``records`` lines, ``quantity`` in ``unit``, ``heads`` person-times reached.
    ``sealed`` figures count records that the reader may not open (``shut``).
    """

    key: Any
    label: str
    unit: str
    unit_label: str
    standing: str
    records: int
    quantity: Decimal
    heads: int
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters of a page may choose from: (value, name), by name."""

    communities: list[tuple[int, str]]
    agencies: list[tuple[UUID, str]]
    items: list[tuple[int, str]]
    services: list[tuple[int, str]]
    workers: list[tuple[UUID, str]]


def tallies(
    actor: Actor,
    filters: Filters | None = None,
    *,
    by: str | None = None,
    by_standing: bool = False,
) -> list[Figure]:
    """Figures of what the filters ask for, one for each unit and each value of ``by`` (a key of
    GROUPS; None for the whole). Reversed records stand in none of them.

    How many *different* persons were reached is ``persons_reached``: it is no sum of days.
    """
    filters = filters or Filters()
    key = GROUPS[by] if by else "NULL"
    standing = "b.standing" if by_standing else "''"
    found = [(*row, False) for row in _sums(actor, filters, key, standing)]
    for of, unit, *sums in shut.sums(actor, filters, by, key):
        found.append((of, unit, "", *sums, True))
    names = _names(by, [row[0] for row in found])
    return [_figure(row, names) for row in sorted(found, key=_order)]


def _order(row: tuple[Any, ...]) -> tuple[Any, ...]:
    key, unit, standing, *_figures, sealed = row
    return (0 if key is None else key, unit, sealed, standing)


def _sums(actor: Actor, filters: Filters, key: str, standing: str) -> list[tuple[Any, ...]]:
    """Of what the actor may open: a tally names nobody; who asks for a worker reads records."""
    where, values = conditions(actor, filters)
    source = TALLIES if filters.worker is None else RECORDS
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT {key}, b.unit, {standing}, sum(b.records), sum(b.quantity), sum(b.heads)
                FROM {source} WHERE {where} AND b.standing <> 'reversed'
                GROUP BY 1, 2, 3""",
            values,
        )
        return cursor.fetchall()


def _figure(row: tuple[Any, ...], names: dict[Any, str]) -> Figure:
    key, unit, standing, records, quantity, heads, sealed = row
    return Figure(
        key=key,
        label=names.get(key, "" if key is None else str(key)),
        unit=unit,
        unit_label=str(Unit(unit).label),
        standing=standing,
        records=int(records),
        quantity=quantity,
        heads=int(heads),
        sealed=sealed,
    )


def total(figures: Iterable[Figure]) -> Decimal:
    """The sum of some figures; raises MixedUnits where they are not of one unit."""
    figures = list(figures)
    if len({figure.unit for figure in figures}) > 1:
        raise errors.MixedUnits()
    return sum((figure.quantity for figure in figures), Decimal(0))


def persons_reached(actor: Actor, filters: Filters | None = None) -> int:
    """How many different known persons were reached: each once, however often and wherever."""
    filters = filters or Filters()
    direct = filters.item is None and filters.worker is None
    source, person = (PRESENCES, "b.person") if direct else (RECORDS, "unnest(b.persons)")
    where, values = conditions(actor, filters, sealed=not direct)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT count(*) FROM (
                    SELECT DISTINCT {person} FROM {source}
                    WHERE {where} AND b.standing <> 'reversed') AS reached""",
            values,
        )
        reached: int = cursor.fetchone()[0]
    return reached


def choices(actor: Actor, filters: Filters) -> Choices:
    """Which places, agencies, items and services have lines in the filters' days."""
    span = Filters(since=filters.since, until=filters.until)
    where, values = conditions(actor, span)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT b.community, b.agency, b.item_id, b.service FROM {TALLIES}"
            f" WHERE {where}",
            values,
        )
        rows = cursor.fetchall()
    agency = actor.org if actor.sight == Sight.ORG else filters.agency
    staff = accounts.staff_of(agency) if agency else []
    return Choices(
        communities=_sorted(areas.short_names_of({row[0] for row in rows})),
        agencies=_sorted(organisations.names_of({row[1] for row in rows})),
        items=_sorted(catalogue.names_of_items({row[2] for row in rows})),
        services=_sorted(catalogue.names_of_services({row[3] for row in rows})),
        workers=[(one.id, one.name) for one in staff],
    )


def _sorted(names: dict[Any, str]) -> list[tuple[Any, str]]:
    return sorted(names.items(), key=lambda pair: pair[1])


def _names(by: str | None, keys: list[Any]) -> dict[Any, str]:
    asks: dict[str, Callable[[Any], dict[Any, str]]] = {
        "community": areas.short_names_of,
        "item": catalogue.names_of_items,
        "service": catalogue.names_of_services,
        "agency": organisations.names_of,
    }
    if by in asks:
        return asks[by](set(keys))
    return {key: key.isoformat() for key in keys if isinstance(key, date)}

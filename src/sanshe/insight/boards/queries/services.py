"""Services and persons reached: the main board."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.places import span_of
from sanshe.ledger import queries as ledger
from sanshe.ledger.queries.moves import ENDS
from sanshe.registry.catalogue import queries as catalogue
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed

from ..models import Recount
from ..shading import SMALLEST
from .asking import BY, NARROW, PARTS, Source, View, level_of, own, source
from .persons import persons_by

__all__ = ["BY", "Board", "Line", "View", "anything_to_fold", "recounted", "services"]


@dataclass(slots=True)
class Line:
    """One line of a board. ``records``, ``heads`` and ``quantities`` (by unit, never added) leave
    out what may not be shown; ``more`` says that something was. ``persons`` is None where it may
    not be shown, or is not kept for such a line; ``about``: it is told in steps of five."""

    key: Any
    label: str = ""
    records: int = 0
    confirmed: int = 0
    heads: int = 0
    persons: int | None = None
    quantities: dict[str, Decimal] = field(default_factory=dict)
    more: bool = False
    about: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """The lines in order and the whole. ``exact``: nothing is left out for this reader."""

    view: View
    lines: list[Line]
    total: Line
    exact: bool


def anything_to_fold(actor: Actor) -> bool:
    """Whether the book has entries that no board has yet."""
    demand(actor, Deed.FOLD_BOARDS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT EXISTS (SELECT 1 FROM ({ENDS}) h LEFT JOIN boards_mark m
                    ON m.county = h.county AND m.agency = h.agency
                WHERE h.seq > coalesce(m.seq, 0))"""
        )
        waits: bool = cursor.fetchone()[0]
    return waits


@dataclass(frozen=True, slots=True)
class Recounted:
    """How many counties of a recount are done, of how many, and how many figures differ."""

    done: int
    of: int
    differ: int


def recounted(actor: Actor, run: UUID) -> Recounted:
    """How far a recount has come."""
    demand(actor, Deed.VERIFY_CHAINS)
    found = [row.differ for row in Recount.objects.filter(run=run)]
    done = [differ for differ in found if differ is not None]
    return Recounted(len(done), len(found), sum(done))


def services(actor: Actor, view: View) -> Board:
    """The board of services. Raises NotFound for an area that is not the actor's."""
    demand(actor, Deed.READ_BOARDS)
    view = answerable(actor, view)
    found: dict[bool, dict[Any, Line]] = {True: {}, False: {}}
    with connection.cursor() as cursor:
        statement, values = _statement(actor, view)
        cursor.execute(statement, values)
        for row in cursor.fetchall():
            _take(found, row)
    total = next(iter(found[True].values()), Line(None))
    total.key = None
    if not own(actor):  # how many of a part are confirmed would cut the part
        for line in (total, *found[False].values()):
            line.confirmed = 0
    if own(actor):
        total.persons = _persons_of_own(actor, view)
    else:
        _persons_by(view, total, found[False])
    lines = [line for line in found[False].values() if line.records or line.more or line.persons]
    names = _names(view.by, [line.key for line in lines])
    for line in lines:
        line.label = names(line.key)
    lines.sort(key=lambda line: line.key if view.by in ("area", "month") else line.label)
    return Board(view, lines, total, own(actor))


def answerable(actor: Actor, view: View) -> View:
    """The view as it can be answered: the actor's own area where none is said; below a community
    there is no area; by platform only from the county down. Raises NotFound."""
    area = view.area or actor.lo
    lo, hi = span_of(area)
    if not actor.lo <= lo <= hi <= actor.hi:
        raise NotFound()
    level = level_of(area)
    by = view.by if view.by in BY else "area"
    if (by == "area" and level == PARTS) or (by == "platform" and level < NARROW):
        by = "item"
    item = None if by == "agency" and level < NARROW else view.item
    platform = view.platform if level >= NARROW else None
    year = view.whole_year or by == "month"
    start = view.start.replace(day=1, month=1 if year else view.start.month)
    return replace(
        view, area=area, by=by, item=item, start=start, whole_year=year, platform=platform
    )


def _statement(actor: Actor, view: View) -> tuple[str, dict[str, Any]]:
    """Lines and total in one question: (total?, key, unit, records, confirmed, heads, quantity,
    more, persons). A line's unit is shown of lone parts only, for a unit may cut a pool."""
    arms: list[str] = []
    values: dict[str, Any] = {}
    for name, total in (("l", False), ("t", True)):
        asked = source(actor, view, total=total)
        arms.append(_named(_figures(asked, total, own(actor)), name, asked.values))
        of_all = not (own(actor) or view.item or view.agency or view.platform) and view.kept
        if of_all and (total or view.by in ("area", "month")):
            arms.append(_named(_persons(asked, total), name, asked.values))
        values |= {f"{name}_{key}": value for key, value in asked.values.items()}
    return "\nUNION ALL\n".join(arms), values


def _named(statement: str, arm: str, values: dict[str, Any]) -> str:
    """Each arm has values of its own."""
    for key in values:
        statement = statement.replace(f"%({key})s", f"%({arm}_{key})s")
    return statement


def _figures(asked: Source, total: bool, exact: bool) -> str:
    lone = "true" if exact else "b.pool = 0"
    return f"""
        SELECT {total} AS total, ({asked.key})::text AS key, b.unit,
               coalesce(sum(b.records) FILTER (WHERE {asked.shown}), 0),
               coalesce(sum(b.confirmed) FILTER (WHERE {asked.shown}), 0),
               coalesce(sum(b.heads) FILTER (WHERE {asked.shown}), 0),
               coalesce(sum(b.quantity) FILTER (WHERE {lone}), 0),
               coalesce(bool_or(b.records <> 0 AND NOT {asked.shown}), false), NULL::bigint
        FROM boards_month b WHERE {asked.where} GROUP BY 2, 3"""


def _persons(asked: Source, total: bool) -> str:
    """Different persons, where no community inside shares a pool with one outside."""
    by_month = asked.key == "b.month"
    key = {"NULL": "NULL", "b.month": "r.start"}.get(asked.key, "r.area")
    return f"""
        SELECT {total}, ({key})::text, '', 0, 0, 0, 0, false, r.persons
        FROM boards_reached r
        WHERE r.level = %(cell)s AND r.area BETWEEN %(lo)s AND %(hi)s
          AND r.start BETWEEN %(since)s AND %(until)s
          AND r.whole_year = {"false" if by_month else "(%(since)s <> %(until)s)"}
          AND r.persons >= {SMALLEST} AND NOT EXISTS (
              SELECT 1 FROM boards_reached s
              WHERE s.pool <> 0 AND s.pool < %(cell)s AND s.persons > 0 AND s.start = r.start
                AND s.whole_year = r.whole_year
                AND s.area BETWEEN r.area AND r.area + %(step)s - 1)"""


def _take(found: dict[bool, dict[Any, Line]], row: tuple[Any, ...]) -> None:
    total, key, unit, records, confirmed, heads, quantity, more, persons = row
    line = found[total].setdefault(key, Line(key))
    if persons is not None:
        line.persons = persons
        return
    line.records += int(records)
    line.confirmed += int(confirmed)
    line.heads += int(heads)
    line.more = line.more or more
    if quantity:
        line.quantities[unit] = line.quantities.get(unit, Decimal(0)) + quantity


def _persons_by(view: View, total: Line, lines: dict[Any, Line]) -> None:
    """Different persons by item or agency, and of one item or agency by area or month."""
    of = [kind for kind in ("item", "agency") if getattr(view, kind) is not None]
    if view.platform or not view.kept or len(of) + (view.by in ("item", "agency")) != 1:
        return
    kind = of[0] if of else view.by
    spans = [(view.start, view.until, view.whole_year, False)]
    if view.by == "month":
        spans.append((view.start, view.until, False, False))
    elif view.by == "area":
        spans.append((view.start, view.start, view.whole_year, True))
    for since, until, whole_year, below in spans:
        each = persons_by(kind, view.area, below=below, since=since, until=until,
                          whole_year=whole_year)  # fmt: skip
        for (area, start, key), persons in each.items():
            if of and key != str(getattr(view, kind)):
                continue
            line: Line | None = total
            if not of:
                line = lines.get(key)
            elif below:
                line = lines.get(str(area))
            elif view.by == "month" and not whole_year:
                line = lines.get(str(start))
            if line is not None:
                line.persons, line.about = persons, True


def _persons_of_own(actor: Actor, view: View) -> int:
    last = (view.until.replace(day=28) + (date(2000, 1, 5) - date(2000, 1, 1))).replace(day=1)
    return ledger.persons_reached(
        actor,
        ledger.Filters(since=view.start, until=last - date.resolution, area=view.area,
                       item=view.item),
    )  # fmt: skip


def _names(by: str, keys: Iterable[Any]) -> Callable[[Any], str]:
    """The name of each key, in one read."""
    asks: dict[str, Callable[[Any], dict[Any, str]]] = {
        "area": lambda codes: areas.short_names_of(map(int, codes)),
        "item": lambda ids: catalogue.names_of_items(map(int, ids)),
        "agency": organisations.names_of,
        "platform": lambda ids: organisations.names_of_platforms(map(int, ids)),
    }
    if by == "month":
        return str
    names = {str(key): name for key, name in asks[by](set(keys)).items()}
    unknown: defaultdict[str, str] = defaultdict(lambda: _("没有名称"), names)
    return unknown.__getitem__

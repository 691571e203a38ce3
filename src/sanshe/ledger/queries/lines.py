"""Lines of the book with names instead of numbers. Persons stay numbers here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from sanshe.ground.areas import queries as areas
from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.ids import NOBODY
from sanshe.ground.kit.lists import listed
from sanshe.ground.kit.paging import PAGE_SIZE, Page
from sanshe.registry.catalogue import queries as catalogue
from sanshe.registry.catalogue.enums import Unit
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.accounts import queries as accounts
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed, Sight

from .. import errors
from ..enums import Method, Source, Standing
from ..models import Remark
from .filters import RECORDS, Conditions, Filters, conditions
from .shut import are_shut

MOST_EXPORTED = 50_000
_COLUMNS = (
    "county", "id", "community", "agency", "item_id", "service", "day", "started_at", "ended_at",
    "persons", "heads", "workers", "quantity", "unit", "source", "source_id", "revision", "sealed",
    "recorded_at", "recorded_by", "seq", "hash", "standing",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One record for reading. ``persons`` is empty for those who see figures only; ``seq`` is None
    for those who may not open what is sealed: a number left out would tell of one."""

    county: int
    id: UUID
    community: int
    agency: UUID
    item: int
    service: int
    day: date
    started_at: datetime
    ended_at: datetime
    persons: list[UUID]
    known_persons: int
    heads: int
    workers: list[UUID]
    quantity: Decimal
    unit: str
    source: str
    source_id: UUID
    revision: int
    sealed: bool
    recorded_at: datetime
    recorded_by: UUID
    seq: int | None
    hash: str
    standing: str
    community_name: str = ""
    agency_name: str = ""
    item_name: str = ""
    service_name: str = ""
    worker_names: str = ""
    recorder_name: str = ""
    unit_label: str = ""
    source_label: str = ""
    standing_label: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One remark for reading."""

    seq: int | None
    at: datetime
    by_name: str
    was_label: str
    standing: str
    standing_label: str
    method_label: str
    reason: str
    hash: str


def entries(
    actor: Actor, filters: Filters | None = None, *, after: str = "", size: int = PAGE_SIZE
) -> Page:
    """Lines, the newest first; ``Page.rows`` are ``Line``. Statements do not grow with rows."""
    where = conditions(actor, filters or Filters())
    found = _read(actor, where, after=after, limit=size + 1)
    more = len(found) > size
    found = found[:size]
    return Page(_named(found), str(found[-1].id) if more else "")


def entry(actor: Actor, *, county: int, record: UUID) -> tuple[Line, list[Said]]:
    """One line and what was said of it, in order; raises NotFound."""
    where, values = conditions(actor, Filters())
    where += " AND b.county = %(county)s AND b.id = %(record)s"
    found = _read(actor, (where, {**values, "county": county, "record": record}), limit=1)
    if not found:
        raise NotFound()
    return _named(found)[0], _said(actor, county, record)


def several(actor: Actor, *, county: int, records: Iterable[UUID]) -> list[Line]:
    """Some lines of one county by their numbers, the newest first; those that the actor may not
    open are left out."""
    where, values = conditions(actor, Filters())
    ids = list(records)
    where += " AND b.county = %(county)s AND b.id = ANY (%(ids)s)"
    return _named(_read(actor, (where, {**values, "county": county, "ids": ids}), limit=len(ids)))


def export(actor: Actor, filters: Filters, *, limit: int = MOST_EXPORTED) -> Iterator[Line]:
    """All lines, the newest first, a page at a time. Leaves an audit line; raises
    TooMuchToExport before the first line where there are more than ``limit``."""
    demand(actor, Deed.EXPORT_LEDGER)
    where = conditions(actor, filters)
    count = _count(where, limit + 1)
    if count > limit:
        raise errors.TooMuchToExport(limit=limit)
    note(actor, Deed.EXPORT_LEDGER, kind="ledger", community=filters.area, lines=count)
    return _pages(actor, where)


def _pages(actor: Actor, where: Conditions) -> Iterator[Line]:
    after = ""
    while found := _read(actor, where, after=after, limit=1000):
        yield from _named(found)
        after = str(found[-1].id)


def _count(where: Conditions, most: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM {RECORDS} WHERE {where[0]} LIMIT %(most)s) AS c",
            {**where[1], "most": most},
        )
        counted: int = cursor.fetchone()[0]
    return counted


def _read(actor: Actor, where: Conditions, *, limit: int, after: str = "") -> list[Line]:
    """Lines by key: their ids grow with time. A malformed ``after`` starts over."""
    condition, values = where
    if after:
        try:
            values = {**values, "after": UUID(after)}
            condition += " AND b.id < %(after)s"
        except ValueError:
            pass
    columns = ", ".join(f"b.{name}" for name in _COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM {RECORDS} WHERE {condition} ORDER BY b.id DESC LIMIT %(limit)s",
            {**values, "limit": limit},
        )
        rows = cursor.fetchall()
    return [_line(actor, dict(zip(_COLUMNS, row, strict=True))) for row in rows]


def _line(actor: Actor, row: dict[str, Any]) -> Line:
    row["item"] = row.pop("item_id")
    row["hash"] = bytes(row["hash"]).hex()
    row["known_persons"] = len(row["persons"])
    if actor.sight == Sight.COUNTS:
        row["persons"] = []
    if are_shut(actor):
        row["seq"] = None
    return Line(**row)


def _named(lines: list[Line]) -> list[Line]:
    """The same lines with their names, in five statements however many they are."""
    communities = areas.short_names_of({line.community for line in lines})
    agencies = organisations.names_of({line.agency for line in lines})
    items = catalogue.names_of_items({line.item for line in lines})
    services = catalogue.names_of_services({line.service for line in lines})
    people = accounts.names_of(
        {id for line in lines for id in (*line.workers, line.recorded_by) if id != NOBODY}
    )
    return [
        replace(
            line,
            community_name=communities.get(line.community, str(line.community)),
            agency_name=agencies.get(line.agency, ""),
            item_name=items.get(line.item, ""),
            service_name=services.get(line.service, ""),
            worker_names=_joined(people, line.workers),
            recorder_name=people.get(line.recorded_by, ""),
            unit_label=str(Unit(line.unit).label),
            source_label=str(Source(line.source).label),
            standing_label=str(Standing(line.standing).label),
        )
        for line in lines
    ]


def _joined(people: dict[UUID, str], ids: Iterable[UUID]) -> str:
    return listed(people.get(id, "?") for id in ids)


def _said(actor: Actor, county: int, record: UUID) -> list[Said]:
    rows = list(Remark.objects.filter(county=county, record=record).order_by("seq"))
    people = accounts.names_of({row.by for row in rows if row.by != NOBODY})
    return [
        Said(
            seq=None if are_shut(actor) else row.seq,
            at=row.at,
            by_name=_("居民") if row.by == NOBODY else people.get(row.by, ""),
            was_label=str(Standing(row.was).label),
            standing=row.standing,
            standing_label=str(Standing(row.standing).label),
            method_label=str(Method(row.method).label) if row.method else "",
            reason=row.reason,
            hash=bytes(row.hash).hex(),
        )
        for row in rows
    ]

"""Walking hash chains again, line by line, as they come from the database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from sanshe.ground.kit import chain

from .trail import facts_of

AT_ONCE = 2000
NAMED = 100
"""So many faults are told one by one; all are counted."""


class Kind(StrEnum):
    """What is wrong with a chain."""

    CHANGED = "changed"  # the line does not give its hash any more
    MISSING = "missing"  # a number in the row is not there
    ORDER = "order"  # the line does not follow the one before
    HEAD = "head"  # the chain's end is not where its head says


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: where, and what."""

    kind: Kind
    county: int
    org: UUID
    seq: int


@dataclass(frozen=True, slots=True)
class End:
    """Where a chain ends now: what one keeps elsewhere to compare with later."""

    county: int
    org: UUID
    seq: int
    hash: str


@dataclass(slots=True)
class Report:
    """What a walk found. ``faults`` names the first hundred, ``fault_count`` counts all."""

    chains: int = 0
    lines: int = 0
    fault_count: int = 0
    faults: list[Fault] = field(default_factory=list)
    ends: list[End] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return not self.fault_count

    def add(self, fault: Fault) -> None:
        self.fault_count += 1
        if len(self.faults) < NAMED:
            self.faults.append(fault)


# one statement, so one moment: a line written meanwhile is in it with its head, or not at all
_READ = """
SELECT COALESCE(e.county, h.county), COALESCE(e.org, h.org), e.seq, e.id, e.at, e.actor, e.role,
       e.deed, e.subject_kind, e.subject_id, e.community, e.purpose, e.detail::text,
       e.previous, e.hash, h.seq, h.hash
FROM (SELECT * FROM audit_entry WHERE {of}) e
FULL JOIN (SELECT * FROM audit_head WHERE {of}) h ON h.county = e.county AND h.org = e.org
ORDER BY 1, 2, 3
"""


def walk(*, low: int, high: int, county: int | None, org: UUID | None) -> Report:
    """Check every chain of the counties from ``low`` to ``high`` and of none (0)."""
    where = "(county BETWEEN %s AND %s OR county = 0)"
    values: list[Any] = [low, high]
    if county is not None:
        where, values = f"{where} AND county = %s", [*values, county]
    if org is not None:
        where, values = f"{where} AND org = %s", [*values, org]
    report = Report()
    place: _Place | None = None
    for row in _rows(_READ.format(of=where), values * 2):
        if place is None or (place.county, place.org) != (row.county, row.org):
            _close(report, place)
            place = _Place(row.county, row.org, row.head_seq, row.head_hash)
            report.chains += 1
        if row.seq is not None:
            _step(report, place, row)
    _close(report, place)
    return report


@dataclass(slots=True)
class _Place:
    """How far along a chain the walk has come."""

    county: int
    org: UUID
    head_seq: int | None
    head_hash: bytes
    seq: int = 0
    hash: bytes = chain.START


def _step(report: Report, place: _Place, row: Any) -> None:
    report.lines += 1
    if row.seq != place.seq + 1:
        report.add(Fault(Kind.MISSING, place.county, place.org, place.seq + 1))
    elif row.previous != place.hash:
        report.add(Fault(Kind.ORDER, place.county, place.org, row.seq))
    if chain.link(row.previous, facts_of(row, row.seq)) != row.hash:
        report.add(Fault(Kind.CHANGED, place.county, place.org, row.seq))
    place.seq, place.hash = row.seq, row.hash


def _close(report: Report, place: _Place | None) -> None:
    """The end of a chain: its head must say the same."""
    if place is None:
        return
    if (place.head_seq, place.head_hash) != (place.seq, place.hash):
        report.add(Fault(Kind.HEAD, place.county, place.org, place.seq))
    report.ends.append(End(place.county, place.org, place.seq, place.hash.hex()))


_NAMES = (
    "county", "org", "seq", "id", "at", "actor", "role", "deed", "subject_kind", "subject_id",
    "community", "purpose", "detail", "previous", "hash", "head_seq", "head_hash",
)  # fmt: skip


def _rows(statement: str, values: list[Any]) -> Iterator[Any]:
    """Through a cursor of the server's: never more than ``AT_ONCE`` lines in memory."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(statement, values)
        while rows := cursor.fetchmany(AT_ONCE):
            for values_of in rows:
                row = SimpleNamespace(**dict(zip(_NAMES, values_of, strict=True)))
                if row.detail is not None:
                    row.detail = json.loads(row.detail)
                row.previous, row.hash = bytes(row.previous or b""), bytes(row.hash or b"")
                row.head_hash = bytes(row.head_hash or b"")
                yield row

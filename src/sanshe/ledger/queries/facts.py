"""The book for whoever counts it: bare facts of one chain, and which entries are new since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed


class Fact(NamedTuple):
    """One record as it stands now, with what a counting rule may ask about."""

    id: UUID
    county: int
    community: int
    agency: UUID
    service: int
    day: date
    started_at: datetime
    ended_at: datetime
    persons: tuple[UUID, ...]
    heads: int
    quantity: Decimal
    unit: str
    series: UUID | None
    sealed: bool
    recorded_at: datetime
    standing: str


class Chain(NamedTuple):
    """One organisation's entries in one county, and the number of the last."""

    county: int
    agency: UUID
    seq: int


_FACTS = """
SELECT r.id, r.county, r.community, r.agency, r.service, r.day, r.started_at, r.ended_at,
       r.persons, r.heads, r.quantity, r.unit, r.series, r.sealed, r.recorded_at, s.standing
FROM ledger_record r JOIN ledger_standing s ON s.county = r.county AND s.record = r.id
WHERE r.county = %(county)s AND r.agency = %(agency)s AND {which}
"""

_TOUCHED = """
SELECT id FROM ledger_record
WHERE county = %(county)s AND agency = %(agency)s AND seq > %(after)s AND seq <= %(upto)s
UNION
SELECT record FROM ledger_remark
WHERE county = %(county)s AND agency = %(agency)s AND seq > %(after)s AND seq <= %(upto)s
"""


def chains(actor: Actor, agencies: Iterable[UUID]) -> list[Chain]:
    """The chains of some organisations as far as they have come."""
    demand(actor, Deed.READ_LEDGER)
    return _rows(
        "SELECT county, agency, seq FROM ledger_head WHERE agency = ANY (%(agencies)s)"
        " ORDER BY county, agency",
        {"agencies": list(agencies)},
        Chain,
    )


def ends(actor: Actor, agency: UUID) -> list[tuple[Chain, str]]:
    """The chains of one organisation, each with the hash of its last entry: held against the book
    later, they show that nothing before them was changed."""
    demand(actor, Deed.READ_LEDGER)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT county, agency, seq, encode(hash, 'hex') FROM ledger_head"
            " WHERE agency = %(agency)s ORDER BY county",
            {"agency": agency},
        )
        return [(Chain(*row[:3]), row[3]) for row in cursor.fetchall()]


def touched(actor: Actor, chain: Chain, *, after: int, limit: int) -> tuple[set[UUID], int]:
    """The records that entries after number ``after`` are about, and up to which number that is.
    A chain has no gaps and is committed in its order, so nothing is ever missed."""
    demand(actor, Deed.READ_LEDGER)
    upto = min(chain.seq, after + limit)
    values: dict[str, Any] = {
        "county": chain.county, "agency": chain.agency, "after": after, "upto": upto
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_TOUCHED, values)
        return {row[0] for row in cursor.fetchall()}, upto


def facts(
    actor: Actor,
    chain: Chain,
    *,
    ids: Iterable[UUID] | None = None,
    series: Iterable[UUID] | None = None,
    services: Iterable[int] | None = None,
    days: Iterable[date] | None = None,
    since: date | None = None,
    until: date | None = None,
) -> list[Fact]:
    """Records of a chain, by whichever conditions are given."""
    demand(actor, Deed.READ_LEDGER)
    given = {
        "ids": ("r.id = ANY (%(ids)s)", ids),
        "series": ("r.series = ANY (%(series)s)", series),
        "services": ("r.service = ANY (%(services)s)", services),
        "days": ("r.day = ANY (%(days)s)", days),
    }
    parts = [text for text, values in given.values() if values is not None]
    asked: dict[str, Any] = {name: list(v) for name, (_t, v) in given.items() if v is not None}
    if since is not None:
        parts.append("r.day >= %(since)s")
    if until is not None:
        parts.append("r.day <= %(until)s")
    asked |= {"county": chain.county, "agency": chain.agency, "since": since, "until": until}
    rows = _rows(_FACTS.format(which=" AND ".join(parts) or "true"), asked, Fact)
    return [row._replace(persons=tuple(row.persons)) for row in rows]


def of_person(actor: Actor, person: UUID) -> list[tuple[Chain, set[UUID]]]:
    """The records that name somebody, by the chain they hang on."""
    demand(actor, Deed.READ_LEDGER)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.county, r.agency, h.seq, array_agg(r.id) FROM ledger_record r"
            " JOIN ledger_head h ON h.county = r.county AND h.agency = r.agency"
            " WHERE r.persons @> ARRAY[%(person)s::uuid] GROUP BY 1, 2, 3",
            {"person": person},
        )
        return [(Chain(*row[:3]), set(row[3])) for row in cursor.fetchall()]


def _rows(statement: str, values: dict[str, Any], kind: type) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [kind(*row) for row in cursor.fetchall()]

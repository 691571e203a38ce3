"""Which lines are asked for, and which of them the actor may see: one set of conditions, used by
entries, tallies and persons alike, so that a figure and the records behind it never differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sanshe.ground.kit.places import county_of, span_of
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed, Sight

Conditions = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for. Days are days of Shanghai and both belong to the span; ``area`` is any
    area code, 0 for all that the actor sees."""

    since: date | None = None
    until: date | None = None
    area: int = 0
    item: int | None = None
    service: int | None = None
    agency: UUID | None = None
    worker: UUID | None = None
    standing: str = ""
    unit: str = ""


RECORDS = """(
    SELECT r.*, s.standing, 1 AS records
    FROM ledger_record r JOIN ledger_standing s ON s.county = r.county AND s.record = r.id
) AS b"""
TALLIES = "ledger_tally AS b"
PRESENCES = "ledger_presence AS b"


def conditions(actor: Actor, filters: Filters, *, sealed: bool = True) -> Conditions:
    """The WHERE of a question about ``b``, after asking the table of policy.

    ``sealed=False`` for a table without that column, which holds open matters only.
    """
    demand(actor, Deed.READ_LEDGER)
    lo, hi = span_of(filters.area)
    lo, hi = max(lo, actor.lo), min(hi, actor.hi)
    values: dict[str, Any] = {
        "lo": lo, "hi": hi, "county_lo": county_of(lo), "county_hi": county_of(max(hi, 0)),
        "org": actor.org,
    }  # fmt: skip
    parts = [
        "b.county BETWEEN %(county_lo)s AND %(county_hi)s",
        "b.community BETWEEN %(lo)s AND %(hi)s",
    ]
    if actor.sight == Sight.ORG:
        parts.append("b.agency = %(org)s")
    if sealed:
        parts.append(_open_or_own(actor))
    for name, test in _TESTS.items():
        value = getattr(filters, name)
        if value not in (None, ""):
            parts.append(test)
            values[name] = value
    return " AND ".join(parts), values


_TESTS = {
    "since": "b.day >= %(since)s",
    "until": "b.day <= %(until)s",
    "item": "b.item_id = %(item)s",
    "service": "b.service = %(service)s",
    "agency": "b.agency = %(agency)s",
    "worker": "%(worker)s = ANY (b.workers)",
    "standing": "b.standing = %(standing)s",
    "unit": "b.unit = %(unit)s",
}


def _open_or_own(actor: Actor) -> str:
    """Sealed lines only for those of the agency whose work they are."""
    if actor.sight == Sight.ALL:
        return "true"
    return "(NOT b.sealed OR b.agency = %(org)s)" if actor.sees_sealed else "NOT b.sealed"

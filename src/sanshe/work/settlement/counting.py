"""Counting one chain of the book: which records must be looked at again, and writing what was
decided. Whoever holds the chain's mark is alone with its verdicts and days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from sanshe.ledger import queries as ledger
from sanshe.ledger.queries import Chain, Fact
from sanshe.registry.agreements.enums import Once
from sanshe.registry.people import queries as people
from sanshe.trust.policy.actor import Actor

from . import counters as promises
from .deciding import Counter, Ruling, decide
from .models import Mark

AT_ONCE = 5_000
"""Entries of a chain taken up in one transaction."""


def count(actor: Actor, chain: Chain) -> int:
    """Take up what is new in a chain, or all of it where the promises changed; gives how many
    records were decided. All or nothing: the mark moves in the same transaction."""
    mark = _hold(chain)
    counters = promises.of_agency(chain.agency)
    by = promises.digest(counters)
    if mark.by != by:
        records, upto = ledger.facts(actor, chain), chain.seq
    elif mark.seq >= chain.seq:
        return 0
    else:
        ids, upto = ledger.touched(actor, chain, after=mark.seq, limit=AT_ONCE)
        records = _with_their_groups(actor, chain, ids, counters)
    _write(chain, decide(records, counters, _died(actor, records, counters)), records)
    Mark.objects.filter(county=chain.county, agency=chain.agency).update(
        seq=upto, by=by, counted_at=timezone.now()
    )
    return len(records)


def again(actor: Actor, chain: Chain, ids: set[UUID]) -> int:
    """Decide some records anew (a day of death became known)."""
    _hold(chain)
    counters = promises.of_agency(chain.agency)
    records = _with_their_groups(actor, chain, ids, counters)
    _write(chain, decide(records, counters, _died(actor, records, counters)), records)
    return len(records)


def whole(
    actor: Actor, chain: Chain, counters: Sequence[Counter]
) -> tuple[list[Fact], dict[UUID, Ruling]]:
    """Every record of a chain decided by these counters; nothing is written."""
    records = ledger.facts(actor, chain)
    return records, decide(records, counters, _died(actor, records, counters))


def _hold(chain: Chain) -> Mark:
    key = {"county": chain.county, "agency": chain.agency}
    Mark.objects.bulk_create([Mark(**key)], ignore_conflicts=True)
    return Mark.objects.select_for_update().get(**key)


def _with_their_groups(
    actor: Actor, chain: Chain, ids: set[UUID], counters: Sequence[Counter]
) -> list[Fact]:
    """The records, and all that their verdicts hang together with: one day, where a person
    counts once a day; the whole term, where once a term; the rest of a case or group."""
    found = {one.id: one for one in ledger.facts(actor, chain, ids=ids)}
    asked = [c for c in counters if any(one.service in c.services for one in found.values())]
    days = {one.day for one in found.values()}
    for counter in asked:
        if counter.once == Once.PER_DAY:
            more = ledger.facts(actor, chain, services=counter.services, days=days)
        elif counter.once == Once.PER_TERM:
            more = ledger.facts(
                actor, chain, services=counter.services, since=counter.starts_on,
                until=counter.ends_on,
            )  # fmt: skip
        else:
            continue
        found |= {one.id: one for one in more}
    if series := {one.series for one in found.values() if one.series is not None}:
        found |= {one.id: one for one in ledger.facts(actor, chain, series=series)}
    return list(found.values())


def _died(actor: Actor, records: Sequence[Fact], counters: Sequence[Counter]) -> dict[UUID, date]:
    services = {service for counter in counters if counter.alive for service in counter.services}
    persons = {p for one in records if one.service in services for p in one.persons}
    return people.days_of_death(actor, persons) if persons else {}


_UPSERT = """
INSERT INTO settlement_verdict AS v
    (record, county, community, agency, sealed, service, day, indicator, rule, why, amount, has,
     wants)
SELECT n.record, %(county)s, n.community, %(agency)s, n.sealed, n.service, n.day, n.indicator,
       n.rule, n.why, n.amount, n.has, n.wants
FROM unnest(%(record)s::uuid[], %(community)s::bigint[], %(sealed)s::bool[], %(service)s::bigint[],
            %(day)s::date[], %(indicator)s::uuid[], %(rule)s::uuid[], %(why)s::text[],
            %(amount)s::numeric[], %(has)s::numeric[], %(wants)s::numeric[])
     AS n (record, community, sealed, service, day, indicator, rule, why, amount, has, wants)
ON CONFLICT (record) DO UPDATE SET
    indicator = EXCLUDED.indicator, rule = EXCLUDED.rule, why = EXCLUDED.why,
    amount = EXCLUDED.amount, has = EXCLUDED.has, wants = EXCLUDED.wants
WHERE (v.indicator, v.rule, v.why, v.amount, v.has, v.wants)
      IS DISTINCT FROM (EXCLUDED.indicator, EXCLUDED.rule, EXCLUDED.why, EXCLUDED.amount,
                        EXCLUDED.has, EXCLUDED.wants)
"""

_BEFORE = """
SELECT DISTINCT indicator, day FROM settlement_verdict
WHERE record = ANY (%(record)s) AND indicator IS NOT NULL
"""

_DROP = """
DELETE FROM settlement_day d USING unnest(%(indicators)s::uuid[], %(days)s::date[]) AS t (i, day)
WHERE d.indicator = t.i AND d.day = t.day AND d.county = %(county)s
"""

_SUM = """
INSERT INTO settlement_day (indicator, county, day, amount, records)
SELECT v.indicator, %(county)s, v.day, sum(v.amount), count(*)
FROM settlement_verdict v JOIN unnest(%(indicators)s::uuid[], %(days)s::date[]) AS t (i, day)
     ON v.indicator = t.i AND v.day = t.day
WHERE v.why = 'counted' AND v.county = %(county)s
GROUP BY v.indicator, v.day
"""


def _write(chain: Chain, rulings: dict[UUID, Ruling], records: Sequence[Fact]) -> None:
    """Write the verdicts, and sum anew the days they came to or went from."""
    if not records:
        return
    values = _columns(chain, rulings, records)
    with connection.cursor() as cursor:
        cursor.execute(_BEFORE, values)
        moved = set(cursor.fetchall())
        cursor.execute(_UPSERT, values)
        moved |= {
            (rulings[one.id].counter.indicator, one.day)  # type: ignore[union-attr]
            for one in records
            if rulings[one.id].counter is not None
        }
        if moved:
            indicators, days = zip(*sorted(moved), strict=True)
            where = {**values, "indicators": list(indicators), "days": list(days)}
            cursor.execute(_DROP, where)
            cursor.execute(_SUM, where)


def _columns(chain: Chain, rulings: dict[UUID, Ruling], records: Sequence[Fact]) -> dict[str, Any]:
    said = [rulings[one.id] for one in records]
    return {
        "county": chain.county,
        "agency": chain.agency,
        "record": [one.id for one in records],
        "community": [one.community for one in records],
        "sealed": [one.sealed for one in records],
        "service": [one.service for one in records],
        "day": [one.day for one in records],
        "indicator": [r.counter.indicator if r.counter else None for r in said],
        "rule": [r.counter.rule if r.counter else None for r in said],
        "why": [r.why.value for r in said],
        "amount": [r.amount for r in said],
        "has": [r.has for r in said],
        "wants": [r.wants for r in said],
    }

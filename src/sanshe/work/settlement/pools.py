"""Who can be asked about an agreement: those it served, and those of its communities it did not."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from sanshe.ledger import queries as ledger
from sanshe.registry.agreements import queries as agreements
from sanshe.registry.agreements.queries import Agreement
from sanshe.registry.people import queries as people
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import OPEN
from sanshe.trust.policy.scope import scope

from .enums import Why
from .models import Verdict

ADULT = 18
"""Grown people are asked; for a child's service its parents are. Our own decision."""

Pool = dict[UUID, int]
"""Persons with their community."""


def of(agreement: Agreement) -> tuple[Pool, Pool]:
    """(served, not served): present adults whose matters are open. Read by the platform itself:
    the purchaser never sees the names, the supplier not even the sample."""
    with scope(Actor.job("survey"), read_only=True) as job:
        served = set(people.canonical_ids(job, _served(job, agreement)).values())
        year = timezone.localdate().year
        here = people.visible(job).filter(
            community__in=agreement.communities, privacy__in=OPEN, merged_into__isnull=True,
            died_on__isnull=True, moved_on__isnull=True,
        )  # fmt: skip
        all_ = {
            id: community
            for id, community, born in here.values_list("id", "community", "birth_year")
            if born is None or born <= year - ADULT
        }
    return (
        {id: place for id, place in all_.items() if id in served},
        {id: place for id, place in all_.items() if id not in served},
    )


def _served(job: Actor, agreement: Agreement) -> set[UUID]:
    """Whoever is named in a record that counts; of sealed ones nobody is."""
    indicators = [one.indicator.pk for one in agreements.promises(agreement)]
    rows = Verdict.objects.filter(indicator__in=indicators, why=Why.COUNTED, sealed=False)
    ids = set(rows.values_list("record", flat=True))
    if not ids or agreement.supplier_id is None:
        return set()
    return {
        person
        for chain in ledger.chains(job, [agreement.supplier_id])
        for fact in ledger.facts(job, chain, ids=ids)
        for person in fact.persons
    }

"""A service reached somebody: one line in the book."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone

from sanshe.ground.calendars.deadlines import SHANGHAI
from sanshe.ground.kit.errors import NotAllowed
from sanshe.ground.kit.ids import NOBODY, new_id
from sanshe.ground.kit.places import county_of
from sanshe.registry.catalogue import queries as catalogue
from sanshe.registry.catalogue.queries import ServiceFacts
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action

from .. import book, chain, errors, rules
from ..enums import Source, Standing


@action(Deed.RECORD_SERVICE)
def record(
    actor: Actor,
    *,
    community: int,
    agency: UUID,
    item: int,
    service: int,
    platform: int | None,
    started_at: datetime,
    ended_at: datetime,
    persons: Iterable[UUID],
    heads: int,
    workers: Iterable[UUID],
    quantity: Decimal | int,
    unit: str,
    source: str,
    source_id: UUID,
    revision: int = 0,
    sealed: bool = False,
    series: UUID | None = None,
) -> UUID:
    """Write one service into the book and give its id; its county is ``county_of(community)``.

    ``quantity`` is in ``unit`` (at most two decimals); ``heads`` counts those reached, known or
    not; ``persons`` names those that are known, each once. A service that is sealed makes its
    records sealed. ``series`` joins the contacts of one case, the sessions of one group, and the
    record that closes them. ``revision`` > 0 corrects a record of the same source that was
    reversed.
    Raises AlreadyRecorded (with the id) for a source that stands in the book, and a Problem for
    whatever cannot be right.
    """
    demand(actor, Deed.RECORD_SERVICE, community=community)
    if actor.org != agency:
        raise errors.NotYourAgency()
    rules.check_times(started_at, ended_at)
    facts: dict[str, Any] = {
        "county": county_of(community), "id": new_id(), "community": community, "agency": agency,
        "item": item, "service": service, "platform": platform,
        "day": started_at.astimezone(SHANGHAI).date(), "started_at": started_at,
        "ended_at": ended_at, "persons": list(dict.fromkeys(persons)), "heads": heads,
        "workers": list(dict.fromkeys(workers)), "quantity": Decimal(quantity), "unit": str(unit),
        "source": Source(source).value, "source_id": source_id, "revision": revision,
        "sealed": sealed, "series": series, "recorded_by": actor.user or NOBODY,
    }  # fmt: skip
    end, known = _take(facts)
    _check_fit(known, facts)
    facts["sealed"] = sealed or known.sealed
    if facts["sealed"] and not actor.sees_sealed:
        raise NotAllowed()
    rules.check_amounts(
        **{name: facts[name] for name in ("quantity", "heads", "persons", "sealed")}
    )
    _check_once(end.row, revision)
    return _write(actor, end, facts)


def _take(facts: dict[str, Any]) -> tuple[book.End, ServiceFacts]:
    """Hold the chain, and learn what the catalogue says of the service that day. One journey."""
    end, told = book.take_for_record(
        county=facts["county"], agency=facts["agency"], source=facts["source"],
        source_id=facts["source_id"],
        asking=catalogue.service_asked(facts["service"], facts["day"]),
    )  # fmt: skip
    known = catalogue.service_told(told)
    if known is None:
        raise errors.ServiceDoesNotFit(field="service")
    return end, known


def _check_fit(known: ServiceFacts, facts: dict[str, Any]) -> None:
    """Raise ServiceDoesNotFit or PlatformDoesNotFit: the record says what the catalogue says, and
    the platform was run by that agency that day."""
    if known.community != facts["community"] or known.item != facts["item"] or known.ended:
        raise errors.ServiceDoesNotFit(field="service")
    joined = facts["series"] is not None
    unit, platform = facts["unit"], facts["platform"]
    if known.unit != unit and not (joined and rules.PARTS.get(known.unit) == unit):
        raise errors.ServiceDoesNotFit(field="unit")
    if known.platform != platform or (platform is not None and known.operator != facts["agency"]):
        raise errors.PlatformDoesNotFit(field="platform")


def _write(actor: Actor, end: book.End, facts: dict[str, Any]) -> UUID:
    """Hang the record on its chain, with the time at which it was this record's turn."""
    facts = {**facts, "recorded_at": timezone.now(), "seq": end.seq + 1}
    new = chain.link_record(end.hash, facts)
    book.write_record(
        {**facts, "standing": Standing.RECORDED.value, "previous": end.hash, "hash": new},
        explain=_explain,
    )
    record_id: UUID = facts["id"]
    note(
        actor,
        Deed.RECORD_SERVICE,
        kind="record",
        id=record_id,
        community=facts["community"],
        seq=facts["seq"],
        unit=facts["unit"],
        source=facts["source"],
    )
    return record_id


def _explain(error: IntegrityError) -> Exception | None:
    """The source stands in the book already: somebody else's, which the actor may not see."""
    return errors.AlreadyRecorded() if "ledger_source_once" in str(error) else None


def _check_once(former: tuple[UUID, int, str] | None, revision: int) -> None:
    """Raise AlreadyRecorded, FormerStillStands or NoFormer: the revisions of a source follow
    each other without a gap, each after the one before was reversed."""
    if former is None:
        if revision:
            raise errors.NoFormer()
        return
    record_id, last, standing = former
    if revision <= last:
        raise errors.AlreadyRecorded(record=record_id)
    if revision > last + 1:
        raise errors.NoFormer()
    if standing != Standing.REVERSED:
        raise errors.FormerStillStands()

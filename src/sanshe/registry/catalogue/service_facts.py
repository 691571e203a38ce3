"""What the ledger asks of services: their facts before it writes a line (one statement, no cache
to go stale), their names when it shows lines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sanshe.ground.kit import prepared
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed

from .models import Service, ServiceItem

MOST_SHOWN = 500

_ASK = """
SELECT s.community, s.item_id, s.unit, s.platform_id, s.sealed,
       s.ended_on IS NOT NULL AND s.ended_on <= %(day)s::date,
       (SELECT t.operator_id FROM organisations_settlement t
        WHERE t.platform_id = s.platform_id AND t.during @> %(day)s::date)
FROM catalogue_service s WHERE s.id = %(service)s::bigint
"""


TERMS = """
SELECT s.id AS service, s.community, s.item_id AS item, s.unit, s.platform_id AS platform, s.sealed,
       s.ended_on, t.operator_id AS operator, coalesce(t.during, '(,)'::daterange) AS during
FROM catalogue_service s LEFT JOIN organisations_settlement t ON t.platform_id = s.platform_id
"""
"""The same facts for many, as SQL: one row for each operator, with the days they hold for."""


class ServiceFacts(NamedTuple):
    """A service as it was on one day. ``operator`` ran its platform that day; None where nobody
    did, or where there is no platform."""

    community: int
    item: int
    unit: str
    platform: int | None
    sealed: bool
    ended: bool
    operator: UUID | None


def service_asked(service: int, day: date) -> prepared.Statement:
    """The question for a service's facts on a day, for whoever sends it along with others."""
    return _ASK, {"service": service, "day": day}


def service_told(rows: prepared.Rows) -> ServiceFacts | None:
    """The answer to ``service_asked``: None where there is no such service."""
    return ServiceFacts(*rows[0]) if rows else None


def service_on(service: int, day: date) -> ServiceFacts | None:
    """The facts of a service on a day, None where there is no such service."""
    return service_told(prepared.run(*service_asked(service, day)))


def names_of_services(ids: Iterable[int]) -> dict[int, str]:
    """Code and name of some services, whether they go on or have ended."""
    rows = Service.objects.filter(pk__in=set(ids)).values_list("id", "code", "name")
    return {id: f"{code} {name}" for id, code, name in rows}


def names_of_items(ids: Iterable[int]) -> dict[int, str]:
    """The names of some service items."""
    return dict(ServiceItem.objects.filter(pk__in=set(ids)).values_list("id", "name"))


def services_reported(lo: int, hi: int) -> dict[int, str]:
    """The services of an area that a yearly table asks for by name, and under what."""
    rows = Service.objects.filter(community__range=(lo, hi)).exclude(reported_as="")
    return dict(rows.values_list("id", "reported_as"))


def services_to_report(actor: Actor, *, reported_as: str = "") -> list[Service]:
    """The services of the actor's area that go on, place by place: whoever keeps the catalogue says
    what the yearly tables ask each of them for."""
    demand(actor, Deed.KEEP_CATALOGUE)
    rows = Service.objects.filter(community__range=(actor.lo, actor.hi), ended_on__isnull=True)
    if reported_as:
        rows = rows.filter(reported_as=reported_as)
    return list(rows.order_by("community", "code")[:MOST_SHOWN])

"""A need that was dispatched to the agency, and visits for it, for the tests of visits."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from sanshe.registry.people.models import Person
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.scope import scope
from sanshe.work.needs.models import Need
from sanshe.work.visits import actions
from sanshe.work.visits.models import Visit
from tests.factories.district import District, staff

FINE = dict.fromkeys(("health", "mood", "safety", "hygiene", "living"), "fine")
RECEIPT = "123456786"


def dispatched(district: District, *, receipt: str = RECEIPT, **more) -> Need:
    """A resident's matter that the agency leads."""
    facts = {
        "community": district.resident.lo,
        "receipt": receipt,
        "secret_hash": "x",
        "text": "想有人来坐坐",
        "channel": "web",
        "heard_at": timezone.now(),
        "contact_name": "周奶奶",
        "state": "dispatched",
        "kind": "need",
        "category": "elder_visit",
        "urgency": "P2",
        "item": district.visiting,
        "desk_org": district.committee.id,
        "lead_org": district.agency.id,
        "seen_by": [district.committee.id, district.agency.id],
        "due_at": timezone.now() + timedelta(days=3),
    }
    with scope(district.job):
        return Need.objects.create(**{**facts, **more})


def granny(district: District, **more) -> Person:
    with scope(district.job):
        return Person.objects.create(
            name="周奶奶", building="3栋", community=district.resident.lo,
            seen_by=[district.agency.id], made_by_org=district.agency.id, **more,
        )  # fmt: skip


def a_volunteer(district: District) -> Actor:
    with scope(district.job):
        return staff("何姐", Role.VOLUNTEER, district.agency.id, district.worker.lo)


def hours_ago(hours: float) -> datetime:
    return timezone.now() - timedelta(hours=hours)


def planned(district: District, *, hours: float = -2, worker=None, **more) -> Visit:
    """A visit of the worker; ``hours`` from now (before now by default), half an hour long."""
    worker = worker or district.worker
    start = timezone.now() + timedelta(hours=hours)
    facts = {"service": district.service, "worker": worker.user, "start": start}
    facts["end"] = start + timedelta(minutes=30)
    return actions.plan(worker, **{**facts, **more})


def recorded(district: District, visit: Visit, *, by=None, hours: float = 1, **more) -> Visit:
    """The same visit, made half an hour long and written down."""
    facts = {"outcome": "done", "checks": FINE, "started_at": hours_ago(hours)}
    facts["ended_at"] = facts["started_at"] + timedelta(minutes=30)
    return actions.record(
        by or district.worker, visit=visit.id, version=visit.version, **{**facts, **more}
    )


def code_of(district: District, visit: Visit) -> str:
    """What the resident reads; nobody else does."""
    with scope(district.job):
        return Visit.objects.get(pk=visit.pk).spoken_code


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10_000:04d}"


def standing_of(district: District, visit: Visit) -> str | None:
    """Where the visit's one line that counts stands; None where none does."""
    from sanshe.ledger.models import Place, Record

    with scope(district.job):
        record = Visit.objects.values_list("record", flat=True).get(pk=visit.pk)
        lines = Record.objects.filter(source="visit", source_id=visit.id).values("id")
        places = dict(Place.objects.filter(record__in=lines).values_list("record", "standing"))
        former = [standing for line, standing in places.items() if line != record]
        assert set(former) <= {"reversed"}
        return places.get(record)

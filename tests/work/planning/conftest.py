"""Elders and a month for the planning tests."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from sanshe.registry.people.actions import keep_person
from sanshe.trust.policy.scope import scope
from sanshe.work.planning.month import next_month
from tests.factories.district import FX

CHECKS = dict.fromkeys(("health", "mood", "safety", "hygiene", "living"), "fine")


@pytest.fixture
def month() -> date:
    """Next month: it lies ahead as a whole, whatever today is."""
    return next_month(timezone.localdate())


@pytest.fixture
def elder(district):
    """``elder("周", "A")``: somebody of a tier, known to the agency."""

    def keep(name: str, tier: str = "C", **more):
        facts = {"building": "3栋", "birth_year": 1940, **more}
        return keep_person(
            district.worker, community=FX, name=name, tier=tier, even_so=True, **facts
        )

    return keep


def at(day: date, clock: str = "10:00") -> datetime:
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))


def a_visit(district, person, day, worker=None, clock="10:00", **more):
    """A planned visit by one of the agency's workers."""
    from sanshe.work.visits import actions as visits

    who = worker or district.worker
    start = at(day, clock)
    return visits.plan(
        district.worker, service=district.service, person=person, worker=who.user,
        start=start, end=start + timedelta(minutes=45), **more,
    )  # fmt: skip


def seen(actor, read, **facts):
    with scope(actor, read_only=True):
        return read(actor, **facts)

"""A pooled connection never carries one actor's scope to the next, also when things go wrong."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection, connections

from sanshe.registry.people.models import Person
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.scope import scope

FX = 530112003008
AGENCIES = {uuid4(): number for number in range(1, 6)}  # agency: how many people it keeps


def worker(agency) -> Actor:
    return Actor.staff(user=uuid4(), name="w", role=Role.WORKER, org=agency, area=FX)


@pytest.fixture
def pooled(committed):
    """Two server connections for everybody."""
    for agency, number in AGENCIES.items():
        with scope(worker(agency)):
            for _each in range(number):
                Person.objects.create(name="x", community=FX, seen_by=[agency], made_by_org=agency)
    connection.close()
    options = connections["default"].settings_dict["OPTIONS"]
    options["pool"] = {"min_size": 1, "max_size": 2, "timeout": 30}
    yield
    connections["default"].close()
    connections["default"].close_pool()
    del options["pool"]


def look(seed: int) -> list[str]:
    """Act as somebody again and again; give what should not have been seen."""
    chance = random.Random(seed)
    wrong = []
    for _turn in range(40):
        agency, kept = chance.choice(list(AGENCIES.items()))
        try:
            with scope(worker(agency), read_only=chance.random() < 0.5):
                if (seen := Person.objects.count()) != kept:
                    wrong.append(f"{seen} of {kept}")
                if chance.random() < 0.3:
                    raise ZeroDivisionError
        except ZeroDivisionError:
            pass
        if left := Person.objects.count():
            wrong.append(f"{left} without a scope")
        connections["default"].close()  # back to the pool, as at the end of a request
    return wrong


def test_no_scope_is_left_in_a_pooled_connection(pooled):
    with ThreadPoolExecutor(8) as threads:
        assert [w for wrong in threads.map(look, range(8)) for w in wrong] == []

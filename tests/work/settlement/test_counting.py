"""Counting the book bit by bit equals counting it anew: at any moment, whatever is killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.conf import settings
from django.utils import timezone

from sanshe.ground.kit.database import socket_url
from sanshe.ground.kit.errors import NotAllowed, NotFound
from sanshe.ledger import actions as ledger
from sanshe.ledger import queries as book
from sanshe.registry.agreements import actions as agreements
from sanshe.registry.people import actions as people
from sanshe.trust.policy.scope import scope
from sanshe.work.settlement import actions, counters, counting, queries
from sanshe.work.settlement.enums import Why
from sanshe.work.settlement.models import Day, Verdict
from tests import database
from tests.factories.book import record
from tests.factories.district import COUNTY, make_district
from tests.ledger import players
from tests.registry.agreements.cast import now, signed
from tests.work.visits.cast import granny


def settle(district) -> int:
    """Everything that waits, as the job does."""
    with scope(district.job) as job:
        waiting = queries.to_settle(job)
    return sum(actions.settle(district.job, chain=chain) for chain in waiting)


def kept(district) -> dict[UUID, tuple]:
    with scope(district.job):
        return {
            row[0]: row[1:]
            for row in Verdict.objects.values_list("record", "why", "indicator", "amount")
        }


def anew(district) -> dict[UUID, tuple]:
    """What a count from nothing would say."""
    found = {}
    with scope(district.job, read_only=True) as job:
        for chain in book.chains(job, [district.agency.id]):
            rulings = counting.whole(job, chain, counters.of_agency(chain.agency))[1]
            for id, ruling in rulings.items():
                counter = ruling.counter.indicator if ruling.counter else None
                found[id] = (ruling.why.value, counter, ruling.amount)
    return found


def agrees(district) -> None:
    """Verdicts equal a recount, and days are their sums."""
    assert kept(district) == anew(district)
    with scope(district.job):
        days = sum(Day.objects.values_list("amount", flat=True), Decimal(0))
        assert days == sum(Verdict.objects.values_list("amount", flat=True), Decimal(0))


def progress(district, row):
    with scope(district.manager, read_only=True) as actor:
        return queries.progress(actor, row.id)


def confirm(district, id):
    ledger.confirm(district.supervisor, county=COUNTY, record=id, method="callback")


@pytest.fixture
def agreement(district):
    return signed(district)


def test_a_record_counts_once_it_is_confirmed(district, agreement):
    id = record(district)
    settle(district)
    assert kept(district)[id][0] == Why.NOT_CONFIRMED
    confirm(district, id)
    assert progress(district, agreement).waiting == 1
    settle(district)
    (visits, measured) = progress(district, agreement).standings
    assert (visits.done, visits.records) == (1, 1) and measured.share is None
    assert progress(district, agreement).waiting == 0
    agrees(district)


def test_what_is_reversed_counts_no_more(district, agreement):
    id = record(district)
    confirm(district, id)
    settle(district)
    ledger.reverse(district.supervisor, county=COUNTY, record=id, reason="记错了")
    settle(district)
    assert progress(district, agreement).standings[0].done == 0
    assert kept(district)[id][0] == Why.REVERSED


def test_settling_twice_changes_nothing(district, agreement):
    confirm(district, record(district))
    assert settle(district) == 1
    assert settle(district) == 0


def test_a_new_rule_recounts_everything_and_shows_the_difference_before(district, agreement):
    for _ in range(3):
        confirm(district, record(district))
    settle(district)
    assert progress(district, agreement).standings[0].done == 3
    with scope(district.bureau) as actor:
        indicator = agreement.indicators.get(code="I01")
        rule = indicator.rules.get()
        rule.pk, rule.min_minutes = UUID(int=1), 60
        (change, _measured) = queries.preview(actor, agreement.id, rule)
    assert (change.before, change.after) == (3, 0)
    assert progress(district, agreement).standings[0].done == 3  # nothing was written
    agreements.change_rule(
        district.bureau, agreement=agreement.id, version=now(district, agreement).version,
        indicator=indicator.id, reason="双方商定", min_minutes=60,
    )  # fmt: skip
    settle(district)
    assert progress(district, agreement).standings[0].done == 0
    agrees(district)


def test_a_death_that_becomes_known_later(district, agreement):
    elder = granny(district)
    id = record(district, persons=[elder.id])
    confirm(district, id)
    settle(district)
    assert kept(district)[id][0] == Why.COUNTED
    people.mark_died(district.worker, person=elder.id, on=timezone.localdate() - timedelta(days=2))
    actions.touch_person(district.job, person=elder.id)
    assert kept(district)[id][0] == Why.PERSON_DIED
    agrees(district)


def test_a_terminated_agreement_counts_up_to_its_end(district, agreement):
    id = record(district)
    confirm(district, id)
    agreements.stop(
        district.bureau, agreement=agreement.id, version=now(district, agreement).version,
        side="terminated", reason="双方同意",
    )  # fmt: skip
    settle(district)
    assert kept(district)[id][0] == Why.COUNTED  # done before it ended
    agrees(district)


def test_the_weighted_progress_is_exact(district, agreement):
    with scope(district.job):
        indicator = agreement.indicators.get(code="I01")
        Day.objects.create(
            indicator=indicator.pk, county=COUNTY, day=date(2026, 6, 30), amount=312, records=312
        )
    found = progress(district, agreement)
    assert found.weighted == 50 and found.standings[0].share == Decimal("0.5")
    with scope(district.job):
        Day.objects.update(amount=Decimal("280.79"))
    assert progress(district, agreement).weighted < 45  # 44.998…: a gate is not rounded open


def test_who_sees_how_it_stands(district, agreement):
    confirm(district, record(district))
    settle(district)
    with scope(district.job):
        indicator = agreement.indicators.get(code="I01").id
    for one, sees, opens in [
        (district.manager, True, 1),
        (district.clerk, True, 1),
        (district.bureau, True, 1),
        (district.auditor, True, 1),
        (district.other_agency, False, 0),
        (district.other_district, False, 0),
        (district.stranger, False, 0),
    ]:
        with scope(one, read_only=True):
            assert len(queries.behind(one, indicator).rows) == opens, one.name
            if sees:
                assert queries.progress(one, agreement.id).standings[0].done == 1
            else:
                with pytest.raises(NotFound):
                    queries.progress(one, agreement.id)
    with pytest.raises(NotAllowed):
        actions.settle(district.manager, chain=book.Chain(COUNTY, district.agency.id, 1))


@pytest.mark.parametrize("seed", [0, 2])
def test_any_moves_settled_at_any_moments(committed, seed):
    district = make_district()
    signed(district)
    dice, house = random.Random(seed), players.cast()
    for _ in range(150):
        players.move(dice, house)
        if dice.random() < 0.2:
            settle(district)
    settle(district)
    agrees(district)
    assert any(why == Why.COUNTED for why, *_rest in kept(district).values())


SETTLE = """
import django, os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanshe.settings")
django.setup()
from sanshe.entrances.jobs.loop import settle
print("ready", flush=True)
while True:
    settle()
"""


def test_settlers_killed_while_others_write(committed):
    """Two processes settle and are killed without warning while the book is written: what was
    counted is counted once, and the rest is taken up later."""
    district = make_district()
    signed(district)
    owner = settings.DATABASES["owner"]
    env = {
        **os.environ,
        "DATABASE_URL": socket_url("sanshe_app", owner["HOST"], committed),
        "DATABASE_OWNER_URL": socket_url(owner["USER"], owner["HOST"], committed),
    }
    dice, house = random.Random(7), players.cast()
    command = [sys.executable, "-c", SETTLE]
    settlers = [
        subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True, cwd=database.ROOT)
        for _ in range(2)
    ]
    for one in settlers:
        assert one.stdout.readline() == "ready\n"
    for one in settlers:
        until = time.monotonic() + dice.uniform(0.2, 0.7)
        while time.monotonic() < until:
            players.move(dice, house)
        one.send_signal(signal.SIGKILL)
        one.communicate()
    settle(district)
    agrees(district)

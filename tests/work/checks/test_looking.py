"""What is seen in plain times and counts: equal to looking at every pair, whatever the order."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import combinations
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from sanshe.work.checks import looking, rules
from sanshe.work.checks.looking import Signing, Spot, Stay, Told

START = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
AGENCY = UUID(int=7)


def stay(n: int, begins: int, lasts: int, place: int = 1) -> Stay:
    """Minutes after the start of a Monday, Shanghai eight o'clock."""
    at = START + timedelta(minutes=begins)
    return Stay(UUID(int=n), 530112000000, AGENCY, place, at.date(), at,
                at + timedelta(minutes=lasts), UUID(int=place), False)  # fmt: skip


times = st.lists(st.tuples(st.integers(0, 90), st.integers(0, 40)), max_size=12)


@settings(max_examples=60, deadline=None)
@given(times, st.randoms())
def test_overlaps_are_those_of_every_pair(rows: list[tuple[int, int]], chance: random.Random):
    stays = [stay(n, *row) for n, row in enumerate(rows)]
    brute = set()
    for a, b in combinations(stays, 2):
        first, then = sorted((a, b), key=lambda one: one.started_at)
        if first.started_at == then.started_at or then.started_at < first.ended_at:
            brute.add(frozenset((a.record, b.record)))
    chance.shuffle(stays)
    found = [frozenset((a.record, b.record)) for a, b in looking.overlaps(stays)]
    assert set(found) == brute and len(found) == len(brute)


def test_the_way_takes_time_and_what_is_not_known_is_not_said():
    here, there = Spot(25.03, 102.70), Spot(25.03, 102.71)  # 1 km: a quarter of an hour
    stays = [stay(1, 0, 30, 1), stay(2, 35, 30, 2)]
    where = {UUID(int=1): here, UUID(int=2): there}
    ((_a, _b, metres, minutes),) = looking.hurried(stays, where)
    assert 990 < metres < 1020 and minutes == 5
    assert looking.hurried([stays[0], stay(2, 45, 30, 2)], where) == []  # 15 + 5 minutes' grace
    assert looking.hurried(stays, {UUID(int=1): here}) == []  # cannot say
    assert looking.hurried(stays, {UUID(int=1): here, UUID(int=2): here}) == []
    assert looking.hurried([stays[0], stay(2, 20, 30, 2)], where) == []  # together: not a way
    assert rules.way_minutes(500) == 650 / 80 and rules.way_minutes(4000) == 5200 / 400 + 5


def signing(n: int, second: int) -> Signing:
    at = START + timedelta(seconds=second)
    return Signing(UUID(int=n), 1, AGENCY, 1, at, UUID(int=100 + n), False)


def test_a_run_is_many_confirmations_in_one_breath():
    ten = [signing(n, n * 60) for n in range(10)]
    assert len(looking.runs(ten)) == 10
    assert looking.runs(ten[:9]) == []
    assert looking.runs([*ten[:5], *(signing(n, n * 60 + 61) for n in range(5, 10))]) == []
    one_home = [one._replace(person=UUID(int=1)) for one in ten]
    assert looking.runs(one_home) == []  # a whole course of one person, caught up on


def test_groups_are_compared_only_where_there_is_enough_to_say():
    assert looking.rounder(Told(60, 80, 40, 200))
    assert not looking.rounder(Told(30, 40, 40, 200))  # too few to say
    assert not looking.rounder(Told(60, 80, 30, 40))  # nobody to compare with
    assert not looking.rounder(Told(24, 80, 40, 200))  # 30 % against 20 %: not far
    assert not looking.rounder(Told(80, 80, 200, 200))  # everybody does it
    assert looking.less_confirmed(Told(20, 60, 180, 200))
    assert not looking.less_confirmed(Told(6, 20, 180, 200))  # too few
    assert not looking.less_confirmed(Told(48, 60, 180, 200))  # not far, and intervals touch

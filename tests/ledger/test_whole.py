"""The book stays whole: any interleaving, from many connections, with processes killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from threading import Timer

import pytest
from django.conf import settings
from django.db import connections
from hypothesis import HealthCheck
from hypothesis import settings as examples
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as run

from sanshe.ground.kit.database import socket_url
from sanshe.ground.kit.errors import Problem
from sanshe.ledger import actions
from sanshe.ledger.models import Record, Remark
from sanshe.ledger.queries import recount, verify
from sanshe.trust.policy.scope import scope
from tests import database
from tests.factories.book import record
from tests.factories.district import COUNTY, make_district

from . import players

ROUNDS = int(os.environ.get("SANSHE_LEDGER_ROUNDS", "2"))
EXAMPLES = int(os.environ.get("SANSHE_LEDGER_EXAMPLES", "6"))


def is_whole(district) -> Counter:
    """Verify everything; how many entries of which sort there are."""
    report = verify(district.job)
    assert report.whole, report.faults
    assert recount(district.job) == []
    with scope(district.job):
        counted = Counter(Remark.objects.values_list("standing", flat=True))
        counted["recorded"] = Record.objects.count()
        assert report.entries == sum(counted.values())
    return counted


class Book(RuleBasedStateMachine):
    """Any sequence of moves by one process; the readings are compared after each."""

    @initialize()
    def begin(self) -> None:
        self.database = f"test_{os.getpid()}_own"
        connections["default"].close()
        connections["owner"].close()
        database.drop(self.database)
        database.copy_of_template(self.database)
        self.district = make_district()
        self.house = players.cast()

    @rule(dice=st.randoms(use_true_random=False))
    def move(self, dice: random.Random) -> None:
        players.move(dice, self.house)

    @rule(dice=st.randoms(use_true_random=False))
    def fail_in_the_middle(self, dice: random.Random) -> None:
        """Something breaks after the move and before the commit: nothing of it stays."""
        with pytest.raises(ZeroDivisionError), scope(self.district.worker):
            players.move(dice, self.house)
            raise ZeroDivisionError

    @invariant()
    def whole(self) -> None:
        if hasattr(self, "district"):
            is_whole(self.district)


def test_any_sequence_of_moves(committed):
    run(
        Book,
        settings=examples(
            max_examples=EXAMPLES,
            stateful_step_count=15,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def start_player(name: str, seed: int, moves: int) -> subprocess.Popen:
    """A player in a process of its own, as the application's role."""
    owner = settings.DATABASES["owner"]
    env = {
        **os.environ,
        "DATABASE_URL": socket_url("sanshe_app", owner["HOST"], name),
        "DATABASE_OWNER_URL": socket_url(owner["USER"], owner["HOST"], name),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tests.ledger.players", str(seed), str(moves)],
        env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=database.ROOT,
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_processes_killed_in_the_middle(committed, seed):
    """Four processes write at once; three of them are killed without warning while they do."""
    district = make_district()
    dice = random.Random(seed)
    procs = [start_player(committed, seed * 10 + n, 300 if n == 0 else 10_000) for n in range(4)]
    for proc in procs:
        assert proc.stdout.readline() == "ready\n"
    timers = []
    for proc in procs:
        proc.stdin.write("\n")
        proc.stdin.flush()
    for proc in procs[1:]:
        timers.append(Timer(dice.uniform(0.05, 0.7), proc.send_signal, [signal.SIGKILL]))
        timers[-1].start()
    told = [proc.communicate(timeout=60)[0].split() for proc in procs]
    assert [proc.returncode for proc in procs] == [0, -9, -9, -9]
    did = sum((Counter(words) for words in told), Counter())
    kept = is_whole(district)
    # what was said to be done is done; the last word of a killed process may not have been said
    assert did["record"] <= kept["recorded"] <= did["record"] + 3
    assert kept["confirmed"] >= did["confirm"] > 0
    assert kept["reversed"] >= did["reverse"]


def test_the_players_do_reach_every_standing(committed):
    district, dice = make_district(), random.Random(1)
    house = players.cast()
    did = Counter(players.move(dice, house) for _ in range(120))
    kept = is_whole(district)
    assert min(kept[s] for s in ("recorded", "confirmed", "disputed", "reversed")) > 0
    assert did["refused"] > 0
    assert kept["recorded"] == did["record"]


def test_a_lost_server_loses_nothing_committed(committed):
    """All connections are cut while a transaction is open: the open one is gone, no other."""
    district = make_district()
    house = players.cast()
    dice = random.Random(2)
    for _ in range(20):
        players.move(dice, house)
    before = is_whole(district)
    with pytest.raises(Exception, match=r"terminat|closed|lost"), scope(district.worker):
        while players.move(dice, house) != "record":
            pass
        with database.admin() as admin:
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                [committed],
            )
        players.move(dice, house)
    connections["default"].close()
    assert is_whole(district) == before


CHANGED_PASTS = [
    ("UPDATE ledger_record SET quantity = quantity + 1 WHERE seq = 1", "第1号的内容"),
    ("UPDATE ledger_record SET persons = '{}' WHERE seq = 1", "第1号的内容"),
    ("UPDATE ledger_remark SET reason = 'y'", "第3号的内容"),
    ("DELETE FROM ledger_record WHERE seq = 2", "第3号之前"),
    ("DELETE FROM ledger_remark", "末尾"),
    ("UPDATE ledger_record SET hash = sha256('x') WHERE seq = 1", "第2号接不上"),
    ("UPDATE ledger_remark SET was = 'confirmed'", "此前的状态"),
    ("UPDATE ledger_head SET seq = 9", "末尾"),
    ("DELETE FROM ledger_head", "末尾"),
    ("UPDATE ledger_standing SET standing = 'confirmed'", "状态"),
    ("DELETE FROM ledger_standing", "状态"),
    ("UPDATE ledger_tally SET heads = heads + 1", "合计"),
    ("UPDATE ledger_tally SET persons = 9", "合计"),
    ("DELETE FROM ledger_tally", "合计"),
    ("UPDATE ledger_presence SET times = 9", "人数"),
    ("DELETE FROM ledger_presence", "人数"),
]
TABLES = ("record", "remark", "standing", "tally", "presence", "head")


def as_master(*statements: str) -> None:
    """Change the book as the master of the server can: past its triggers."""
    with connections["owner"].cursor() as cursor:
        for statement in ("SET session_replication_role = replica", *statements,
                          "RESET session_replication_role"):  # fmt: skip
            cursor.execute(statement)


def test_a_changed_past_shows(three_entries):
    district = three_entries
    as_master(*(f"CREATE TABLE kept_{t} AS TABLE ledger_{t}" for t in TABLES))
    for statement, word in CHANGED_PASTS:
        as_master(statement)
        report = verify(district.job)
        assert any(word in fault for fault in report.faults), (statement, report.faults)
        readings = any(w in f for f in report.faults for w in ("状态", "合计", "人数"))
        assert bool(recount(district.job)) == readings, statement
        for table in TABLES:
            as_master(f"TRUNCATE ledger_{table}", f"INSERT INTO ledger_{table} TABLE kept_{table}")
        is_whole(district)


@pytest.fixture
def three_entries(committed):
    """Two records and a dispute."""
    district = make_district()
    first = record(district)
    record(district)
    actions.dispute(district.clerk, county=COUNTY, record=first, reason="x")
    is_whole(district)
    return district


def test_who_may_verify(three_entries):
    for actor in (three_entries.auditor, three_entries.job):
        assert verify(actor).entries == 3
        assert verify(actor, county=COUNTY, agency=three_entries.agency.id).entries == 3
        assert verify(actor, county=COUNTY, agency=three_entries.other.id).chains == 0
    for actor in (
        three_entries.worker,
        three_entries.clerk,
        three_entries.system,
        three_entries.resident,
    ):
        with pytest.raises(Problem):
            verify(actor)
    with pytest.raises(Problem):
        verify(three_entries.auditor, county=530102000000)


def test_progress_is_told(three_entries):
    told = []
    verify(three_entries.job, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (3, 3)

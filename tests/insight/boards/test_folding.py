"""Every record is in every board exactly once: whatever happens to it, and whoever dies."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from uuid import uuid4

from django.db import transaction
from django.db.models import F
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sanshe.insight.boards import actions, queries
from sanshe.insight.boards.models import Month, Reached, ReachedBy, Seen
from sanshe.ledger import actions as ledger
from sanshe.trust.policy.scope import scope
from tests.factories.book import record
from tests.factories.district import FX, make_district
from tests.insight.boards.raw import assert_boards_are_the_book, rows
from tests.insight.boards.world import World

MOVES = st.lists(
    st.tuples(st.sampled_from(("record", "record", "record", "confirm", "dispute", "reverse",
                               "fold")), st.integers(0, 10**6)),
    min_size=5, max_size=30,
)  # fmt: skip


@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(moves=MOVES)
def test_boards_equal_a_recount_whatever_was_done_in_whatever_order(district, moves):
    with transaction.atomic():
        world = World(district)
        for kind, seed in moves:
            world.move(kind, random.Random(seed))
        actions.fold(district.job)
        with scope(district.job):
            assert_boards_are_the_book()
            assert_pools_are_sound()
        transaction.set_rollback(True)


def assert_pools_are_sound():
    """What is shown by itself has five records or more; no pool has fewer."""
    assert not rows("""SELECT * FROM boards_month WHERE level = 5 AND NOT sealed AND pool = 0
                       AND records <> 0 AND records < 5""")
    for level, step in ((5, 1), (4, 10**3), (3, 10**6), (2, 10**8), (1, 10**10)):
        pools = rows(f"""SELECT sum(records) FROM boards_month WHERE level = 5 AND NOT sealed
                         AND pool = {level} AND records <> 0 GROUP BY area / {step}, month""")
        assert all(size >= 5 for (size,) in pools), level


def test_nothing_is_read_twice_and_nobody_waits(district):
    record(district)
    assert actions.fold(district.job).entries == 1
    assert actions.fold(district.job).entries == 0
    with scope(district.job):
        assert_boards_are_the_book()


def test_exactly_once_though_folders_and_writers_are_killed(committed):
    """Two folders and a writer, killed with -9 again and again; in the end the boards are right."""
    district = make_district()
    dice = random.Random(4)
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "sanshe.settings", **address(committed)}

    def start(*words: str) -> subprocess.Popen:
        return subprocess.Popen([sys.executable, "-m", *words], env=env)

    running = [
        start("tests.insight.boards.folder"), start("tests.insight.boards.folder"),
        start("tests.ledger.players", "1", "100000"),
    ]  # fmt: skip
    try:
        for victim in (2, 0, 1, 0):
            grown()
            time.sleep(dice.uniform(0.0, 0.2))
            dead = running[victim]
            dead.send_signal(signal.SIGKILL)
            dead.wait()
            running[victim] = start(*dead.args[2:])  # type: ignore[index]
        grown()
    finally:
        for one in running:
            one.kill()
            one.wait()
    for n in range(3):
        record(district, persons=[], heads=n + 1)
    while actions.fold(district.job).busy:
        time.sleep(0.05)
    with scope(district.job):
        written = rows("SELECT count(*) FROM ledger_record")[0][0]
        assert written > 5
        assert_boards_are_the_book()
        assert rows("SELECT sum(h.seq - m.seq) FROM ledger_head h JOIN boards_mark m"
                    " USING (county, agency)") == [(0,)]  # fmt: skip


def grown() -> None:
    """Wait until something more was written, and something more folded."""
    ask = """SELECT (SELECT coalesce(sum(seq), 0) FROM ledger_head),
                    (SELECT coalesce(sum(seq), 0) FROM boards_mark)"""
    written, folded = rows(ask)[0]
    until = time.monotonic() + 30
    while time.monotonic() < until:
        time.sleep(0.02)
        now = rows(ask)[0]
        if now[0] > written and now[1] > folded:
            return
    raise AssertionError("nothing happens any more")


def address(database: str) -> dict[str, str]:
    """The environment of a process that works in ``database``."""
    from django.conf import settings as house

    from sanshe.ground.kit.database import socket_url

    host = house.DATABASES["owner"]["HOST"]
    return {
        "DATABASE_URL": socket_url("sanshe_app", host, database),
        "DATABASE_OWNER_URL": socket_url("postgres", host, database),
    }


def test_a_late_word_about_an_old_record_moves_it(district):
    one = record(district)
    actions.fold(district.job)
    ledger.confirm(district.clerk, county=FX // 10**6 * 10**6, record=one, method="co_signed")
    ledger.reverse(district.manager, county=FX // 10**6 * 10**6, record=one, reason="记错了")
    actions.fold(district.job)
    with scope(district.job):
        assert rows("SELECT sum(records), sum(confirmed), sum(heads) FROM boards_month") == [
            (0, 0, 0)
        ]
        assert rows("SELECT sum(persons) FROM boards_reached") == [(0,)]


def test_a_recount_goes_on_where_it_stopped_and_finds_what_is_wrong(district):
    world = World(district)
    for n in range(12):
        world.move("record" if n % 3 else "confirm", random.Random(n))
    actions.fold(district.job)

    def one_seen() -> tuple:
        return Seen.objects.filter(times__gt=0).values_list("pk", flat=True)[0]

    def recount() -> int:
        run = actions.begin_recount(district.job)
        actions.recount_step(district.job, run=run)
        assert actions.begin_recount(district.job) == run  # as after a crash
        while actions.recount_step(district.job, run=run) is not None:
            pass
        with scope(district.job):
            far = queries.recounted(district.job, run)
        assert far.done == far.of > 2
        return far.differ

    assert recount() == 0
    for wrong in (
        lambda: Month.objects.filter(level=2).update(heads=F("heads") + 1),
        lambda: Month.objects.filter(level=5).update(confirmed=F("confirmed") + 1),
        lambda: Seen.objects.filter(community=FX).update(times=9),
        lambda: Seen.objects.filter(pk__in=[one_seen()]).update(person=uuid4()),
        lambda: Reached.objects.filter(level=3).update(persons=F("persons") + 1),
        lambda: ReachedBy.objects.filter(level=1, whole_year=True).update(persons=1000),
    ):
        with transaction.atomic():
            with scope(district.job):
                assert wrong()
            assert recount() > 0
            transaction.set_rollback(True)

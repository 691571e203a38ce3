"""What boards cost: beside raw records, beside SQL by hand, beside a book a hundred times smaller.

The year is a province's: 10,000,000 records, or what ``SANSHE_BENCH_RECORDS`` says (200000 for
those in a hurry). It is made once and kept (``bench_year``). Each function prints the size it
measured.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from itertools import islice
from statistics import median, quantiles
from typing import Any

import psycopg
from django.db import connection
from django.test import override_settings

from tests.benchmarks.bench_year import RECORDS, YEAR, Database, Year, addresses

SMALLER = 100
PROVINCE = 530000000000
AT_ONCE = 30_000
SCAN = """SELECT count(*), sum(quantity), sum(cardinality(persons)) FROM ledger_record"""
PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
FILES = "django.core.files.storage.FileSystemStorage"


def bulk_vs_copy() -> float:
    """Rows a second of the bulk path (checked, chained, tallied) over those of a bare COPY of the
    same rows into an empty-handed table with the book's columns and indexes; taking turns."""
    from sanshe.entrances.jobs import year
    from sanshe.ledger import actions
    from sanshe.trust.policy.actor import Actor

    job, ours, theirs = Actor.job("bench"), [], []
    with ExitStack() as stack:
        url = stack.enter_context(Database("bulk"))
        places = year.lay_out(job, random.Random(1), 100, year=YEAR)
        coming = year.made_up(places, random.Random(1), 3 * AT_ONCE, YEAR)
        bare = stack.enter_context(psycopg.connect(url, autocommit=True))
        bare.execute("CREATE TABLE bench_bare (LIKE ledger_record INCLUDING ALL)")
        for turn in range(3):
            part = list(islice(coming, AT_ONCE))
            ours.append(_timed(lambda part=part: actions.record_many(job, records=part)))
            with bare.cursor().copy(
                f"COPY (SELECT * FROM ledger_record ORDER BY recorded_at, seq"
                f" OFFSET {turn * AT_ONCE}) TO STDOUT"
            ) as copy:
                text = b"".join(bytes(each) for each in copy)
            theirs.append(_timed(lambda text=text: _copy(bare, text)))
    return median(theirs) / median(ours)


def _copy(bare: psycopg.Connection, text: bytes) -> None:
    with bare.cursor().copy("COPY bench_bare FROM STDIN") as copy:
        copy.write(text)


def board_vs_raw_10m() -> float:
    """Time of a province's board from raw records over that from the boards, after both were found
    equal to the last digit."""
    with Year(RECORDS):
        raw = """
            SELECT r.community / 100000000 * 100000000, r.unit, count(*), sum(r.quantity),
                   sum(r.heads)
            FROM ledger_record r JOIN ledger_standing s ON s.county = r.county AND s.record = r.id
            WHERE s.standing <> 'reversed' AND NOT r.sealed
              AND r.day BETWEEN '2025-01-01' AND '2025-12-31' GROUP BY 1, 2 ORDER BY 1, 2"""
        kept = """
            SELECT area, unit, sum(records), sum(quantity), sum(heads) FROM boards_month
            WHERE level = 2 AND item <> 0 AND month BETWEEN '2025-01-01' AND '2025-12-31'
              AND NOT sealed GROUP BY 1, 2 ORDER BY 1, 2"""
        from sanshe.trust.policy.scope import scope

        with scope(_job(), read_only=True):
            _with_helpers()
            assert _ask(raw) == _ask(kept)
            slow = min(_timed(lambda: _ask(raw)) for _ in range(3))
        fast = median(_timed(_board) for _ in range(30))
    return slow / fast


def board_vs_handsql() -> float:
    """Time of the board's query through our code over that of the same rows by hand-written SQL."""
    from sanshe.trust.policy.scope import scope

    hand = f"""
        SELECT area, unit, sum(records) FILTER (WHERE pool = 0 OR pool >= 2), sum(quantity),
               sum(heads) FILTER (WHERE pool = 0 OR pool >= 2) FROM boards_month
        WHERE level = 2 AND area BETWEEN {PROVINCE} AND {PROVINCE + 10**10 - 1} AND item <> 0
          AND agency = '00000000-0000-0000-0000-000000000000' AND NOT sealed
          AND month BETWEEN '2025-01-01' AND '2025-12-01' GROUP BY 1, 2
        UNION ALL
        SELECT area, unit, sum(records) FILTER (WHERE pool = 0 OR pool >= 1), sum(quantity),
               sum(heads) FILTER (WHERE pool = 0 OR pool >= 1) FROM boards_month
        WHERE level = 1 AND area = {PROVINCE} AND item <> 0 AND NOT sealed
          AND agency = '00000000-0000-0000-0000-000000000000'
          AND month BETWEEN '2025-01-01' AND '2025-12-01' GROUP BY 1, 2
        UNION ALL
        SELECT area, '', persons, 0, 0 FROM boards_reached WHERE level IN (1, 2) AND whole_year
          AND start = '2025-01-01' AND area BETWEEN {PROVINCE} AND {PROVINCE + 10**10 - 1}"""
    with Year(RECORDS), scope(_bureau(), read_only=True):
        ours, theirs = [], []
        for _ in range(40):
            ours.append(_timed(_board_inside))
            theirs.append(_timed(lambda: _ask(hand)))
    return median(ours) / median(theirs)


def board_10m_vs_100k() -> float:
    """The same province's board with the whole year over one of a hundredth of the records. Of
    100,000 records and more every prefecture is shown in both."""
    return _grown(min(RECORDS, 10**7) // SMALLER, min(RECORDS, 10**7))


def board_100m_vs_10m() -> float:
    """The same with ten times the default year over the default (with SANSHE_BENCH_RECORDS=10⁸)."""
    return _grown(RECORDS // 10, RECORDS)


def _grown(small: int, large: int) -> float:
    times: dict[int, list[float]] = {small: [], large: []}
    for _turn in range(3):
        for records, taken in times.items():
            with Year(records):
                _board()
                taken.extend(_timed(_board) for _ in range(20))
    return median(times[large]) / median(times[small])


def recount_vs_seqscan() -> float:
    """The recount of a year by two processes over one sequential scan of its records."""
    from sanshe.insight.boards import actions, queries
    from sanshe.trust.policy.scope import scope

    with Year(RECORDS):
        with scope(_job(), read_only=True):
            _with_helpers()
            scan = min(_timed(lambda: _ask(SCAN)) for _ in range(3))
        env = {**os.environ, "DJANGO_SETTINGS_MODULE": "sanshe.settings", **addresses()}
        run = actions.begin_recount(_job())
        words = [sys.executable, "-m", "sanshe", "boards", "recount-steps", str(run)]
        began = time.perf_counter()
        crew = [subprocess.Popen(words, env=env) for _n in range(2)]
        assert [process.wait() for process in crew] == [0, 0]
        took = time.perf_counter() - began
        with scope(_job(), read_only=True):
            far = queries.recounted(_job(), run)
        assert far.done == far.of and far.differ == 0, far
    return took / scan


def board_page_p95_ms() -> float:
    """The whole page, signed in, through every part of the application but the socket."""
    from sanshe.trust.accounts.models import Assignment, User
    from sanshe.trust.policy.scope import at_the_door, scope

    with Year(RECORDS):
        with scope(_job()):
            user, _new = User.objects.get_or_create(username="bench", name="省厅")
            Assignment.objects.get_or_create(
                user=user, role="bureau_officer", area=PROVINCE, org=user.id,
                since=date(2024, 1, 1),
            )  # fmt: skip
        plain = {"staticfiles": {"BACKEND": PLAIN}, "default": {"BACKEND": FILES}}
        with override_settings(STORAGES=plain):  # no manifest of static files is made here
            client = _client()
            with at_the_door():
                client.force_login(user)
            address = "/desk/boards/?period=2025"
            assert client.get(address).status_code == 200
            times = [_timed(lambda: client.get(address)) for _ in range(60)]
    return quantiles(times, n=20)[18] * 1000


def _client() -> Any:
    from django.contrib.auth.signals import user_logged_in
    from django.test import Client

    def whole(sender: object, *, request: Any, **rest: object) -> None:
        request.session["second_factor"] = True

    user_logged_in.connect(whole, weak=False)
    return Client(HTTP_HOST="localhost")


def _job() -> Any:
    from sanshe.trust.policy.actor import Actor

    return Actor.job("bench")


def _bureau() -> Any:
    from sanshe.ground.kit.ids import new_id
    from sanshe.trust.policy.actor import Actor

    return Actor.staff(user=new_id(), name="", role="bureau_officer", org=new_id(), area=PROVINCE)


def _board() -> None:
    from sanshe.trust.policy.scope import scope

    with scope(_bureau(), read_only=True):
        _board_inside()


def _board_inside() -> None:
    from sanshe.insight.boards import queries
    from sanshe.trust.policy.scope import current_actor

    actor = current_actor()
    assert actor is not None
    view = queries.View(date(YEAR, 1, 1), whole_year=True, area=PROVINCE)
    assert queries.services(actor, view).lines


def _with_helpers() -> None:
    """What is compared with runs as fast as the server can: the application itself asks for none of
    its helpers."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 2")


def _ask(question: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


def _timed(do: Callable[[], object]) -> float:
    start = time.perf_counter()
    do()
    return time.perf_counter() - start

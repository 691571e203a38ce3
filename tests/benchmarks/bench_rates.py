"""What keeping the boards costs whoever records, and how far behind a board is."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from functools import cache
from statistics import quantiles
from typing import Any

import psycopg


def record_with_tallies_vs_bare() -> float:
    """Records a second through the real action by eight processes, boards folded beside, over bare
    inserts of rows of the same width by eight connections; rounds take turns."""
    return _rates()[0]


def record_with_folding_vs_without() -> float:
    """The same eight recorders with the boards folded beside them over nobody folding."""
    return _rates()[1]


def freshness_p99_s() -> float:
    """How long after its commit an entry is in every board: of a hundred, ninety-nine sooner."""
    return _rates()[2]


@cache
def _rates() -> tuple[float, float, float]:
    from tests.benchmarks import bench_ledger as one

    seconds, fresh = 3.0, []
    with one._database() as (url, agencies):
        recorders = [one._recorder(url, agency) for agency in agencies]
        folding = None
        try:
            alone = _recorded(one, recorders, seconds, warm=True)
            bare = _bare_rate(url, seconds)
            folding = _folder(url)
            _caught_up(url)
            beside = _recorded(one, recorders, seconds, url=url, fresh=fresh)
        finally:
            for process in (*recorders, *([folding] if folding else [])):
                process.kill()
                process.wait()
    print(f"  {beside:.0f} records/s with boards, {alone:.0f} without, {bare:.0f} bare inserts/s")
    return beside / bare, beside / alone, quantiles(fresh, n=100)[98]


def _recorded(
    one: Any, recorders: list[Any], seconds: float, *, warm: bool = False, url: str = "",
    fresh: list[float] | None = None,
) -> float:  # fmt: skip
    if warm:
        _told(one, recorders, 0.5)
    for recorder in recorders:
        one._ask(recorder, seconds)
    if fresh is not None:
        fresh.extend(_freshness(url, seconds))
    return sum(one._answer(recorder) for recorder in recorders) / seconds


def _told(one: Any, recorders: list[Any], seconds: float) -> None:
    for recorder in recorders:
        one._ask(recorder, seconds)
    for recorder in recorders:
        one._answer(recorder)


def _freshness(url: str, seconds: float) -> list[float]:
    """For each entry, from when it was first seen committed to when it was seen folded."""
    seen: list[tuple[float, int, int]] = []
    with psycopg.connect(url, autocommit=True) as look:
        until = time.perf_counter() + seconds
        while time.perf_counter() < until or seen[-1][2] < seen[-1][1]:
            row = look.execute(
                "SELECT (SELECT sum(seq) FROM ledger_head), (SELECT sum(seq) FROM boards_mark)"
            ).fetchone()
            assert row is not None
            seen.append((time.perf_counter(), int(row[0] or 0), int(row[1] or 0)))
            time.sleep(0.01)
    first, last = seen[0][1], min(seen[-1][1:])
    waits, at = [], 0
    written = 0
    for entry in range(first + 1, last + 1):
        while seen[written][1] < entry:
            written += 1
        while seen[at][2] < entry:
            at += 1
        waits.append(max(0.0, seen[at][0] - seen[written][0]))
    return waits


def _caught_up(url: str) -> None:
    """Wait until the folder runs and nothing waits for it."""
    with psycopg.connect(url, autocommit=True) as look:
        while True:
            row = look.execute(
                "SELECT (SELECT sum(seq) FROM ledger_head) = (SELECT sum(seq) FROM boards_mark)"
            ).fetchone()
            if row is not None and row[0]:
                return
            time.sleep(0.05)


def _bare_rate(url: str, seconds: float) -> float:
    """Eight processes, each inserting rows as wide as a record, a commit each."""
    script = (
        "import sys, time, psycopg\n"
        "from tests.benchmarks.bench_ledger import _bare_insert\n"
        "c = psycopg.connect(sys.argv[1], autocommit=True)\n"
        "c.execute('SET search_path = ' + sys.argv[2])\n"
        "insert = _bare_insert(c); until = time.perf_counter() + float(sys.argv[3]); n = 0\n"
        "while time.perf_counter() < until: insert(); n += 1\n"
        "print(n)"
    )
    with psycopg.connect(url, autocommit=True) as owner:
        for n in range(8):
            owner.execute(f"CREATE SCHEMA bench{n}")  # type: ignore[arg-type]
    crew = [
        subprocess.Popen(
            [sys.executable, "-c", script, url, f"bench{n}, public", str(seconds)],
            stdout=subprocess.PIPE, text=True,
        ) for n in range(8)
    ]  # fmt: skip
    return sum(int(process.communicate()[0]) for process in crew) / seconds


def _folder(url: str) -> subprocess.Popen:
    script = (
        "import django; django.setup()\n"
        "from sanshe.entrances.jobs.folding import _always\n"
        "_always()"
    )
    env = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "sanshe.settings",
        "DATABASE_URL": url.replace("postgres@", "sanshe_app@"), "DATABASE_OWNER_URL": url,
    }  # fmt: skip
    return subprocess.Popen([sys.executable, "-c", script], env=env)

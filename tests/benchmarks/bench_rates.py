"""What keeping the boards costs whoever records, and how far behind a board is.

python -m tests.benchmarks.bench_rates <address> <schema>    a process that inserts bare rows
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from functools import cache
from statistics import median, quantiles
from typing import Any, NamedTuple

import psycopg

from tests.benchmarks import bench_ledger as one

SECONDS, ROUNDS = 2.0, 3
ENTRIES_A_SECOND = 500


def record_with_tallies_vs_bare() -> float:
    """Records a second through the real action by eight processes, boards folded beside, over bare
    inserts of rows of the same width by eight connections; rounds take turns."""
    return _rates().folding / _rates().bare


def record_with_tallies_vs_untallied() -> float:
    """The same action (checked, chained, audited) with every reading kept, boards folded beside,
    over the same without standing, tally, presence and boards: what keeping them costs."""
    return _rates().folding / _rates().untallied


def record_with_folding_vs_without() -> float:
    """The same eight recorders with the boards folded beside them over nobody folding."""
    return _rates().folding / _rates().alone


def freshness_p99_s() -> float:
    """How long after its commit an entry is in every board while eight record 500 a second: of a
    hundred, ninety-nine sooner."""
    return _rates().fresh


class _Rates(NamedTuple):
    bare: float
    untallied: float
    alone: float
    folding: float
    fresh: float


@cache
def _rates() -> _Rates:
    with one._database() as (url, agencies):
        bare = _bare_crew(url, len(agencies))
        crew = [one._recorder(url, agency) for agency in agencies]
        folder = None
        try:
            for each in (bare, crew):
                _round(each, 0.5)
            turns = ((bare, ""), (crew, "untallied"), (crew, ""))
            rounds = [
                [_round(who, SECONDS, kind=kind) for who, kind in turns] for _ in range(ROUNDS)
            ]
            folder = _folder(url)
            _caught_up(url)
            pairs = [[_round(who, SECONDS) for who in (bare, crew)] for _ in range(ROUNDS)]
            _caught_up(url)
            fresh: list[float] = []
            reached = _round(crew, 2 * SECONDS, at_most=ENTRIES_A_SECOND, url=url, fresh=fresh)
        finally:
            for process in (*bare, *crew, *([folder] if folder else [])):
                process.kill()
                process.wait()
    inserts, untallied, alone = (median(column) for column in zip(*rounds, strict=True))
    beside = median(pair[1] / pair[0] for pair in pairs) * inserts
    print(
        f"  a second, eight at once: {inserts:.0f} bare inserts, {untallied:.0f} records without"
        f" readings, {alone:.0f} with, {beside:.0f} with boards folded beside;"
        f" freshness at {reached:.0f}"
    )
    return _Rates(inserts, untallied, alone, beside, quantiles(fresh, n=100)[98])


def _round(
    crew: list[Any], seconds: float, *, kind: str = "", at_most: float = 0, url: str = "",
    fresh: list[float] | None = None,
) -> float:  # fmt: skip
    """How many a second they did together."""
    for each in crew:
        one._ask(each, seconds, at_most / len(crew), kind)
    if fresh is not None:
        fresh.extend(_freshness(url, seconds))
    return sum(one._answer(each) for each in crew) / seconds


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


def _bare_crew(url: str, count: int) -> list[subprocess.Popen]:
    """Processes that insert rows as wide as a record, a commit each, into a table of their own."""
    with psycopg.connect(url, autocommit=True) as owner:
        for n in range(count):
            owner.execute(f"CREATE SCHEMA bench{n}")  # type: ignore[arg-type]
    return [
        subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.bench_rates", url, f"bench{n}"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        ) for n in range(count)
    ]  # fmt: skip


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


def main(url: str, schema: str) -> None:
    """Insert as each line of the input says; answer how many."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"SET search_path = {schema}, public")  # type: ignore[arg-type]
        insert = one._bare_insert(connection)
        for line in sys.stdin:
            one._as_fast(insert, float(line.split()[0]))


if __name__ == "__main__":
    main(*sys.argv[1:])

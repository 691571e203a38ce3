"""What the real action of recording costs: beside a bare INSERT, and with eight at once.

The server syncs to disk (the test server does not): ``make bench`` starts one of its own.

    python -m tests.benchmarks.bench_ledger <agency id>     a process that records until told to end
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from statistics import median
from typing import Any
from uuid import UUID

import psycopg
from django.utils import timezone

from sanshe.ground.kit.ids import new_id

EIGHT = 8
ROUNDS = 3
SECONDS = 2.0
PAIRS = 600
SHIFT = 20
"""How many of one kind are done in a row before it is the other's turn."""


def ledger_record_vs_insert() -> float:
    """Median time of ``actions.record`` over that of an INSERT of a row of the same width with a
    primary key, each committing by itself on one connection, taking turns."""
    from sanshe.ledger import actions
    from sanshe.trust.policy.actor import Actor

    with _database() as (url, agencies):
        actor, visit = _visits(Actor, agencies[0])
        with psycopg.connect(url, autocommit=True) as bare:
            assert bare.execute("SHOW fsync").fetchone() == ("on",)
            assert bare.execute("SHOW synchronous_commit").fetchone() == ("on",)
            insert = _bare_insert(bare)
            ours, theirs = [], []
            for turn in range(2 * PAIRS // SHIFT):
                times, do = (
                    (ours, lambda: actions.record(actor, **visit())) if turn % 2
                    else (theirs, insert)
                )  # fmt: skip
                times.extend(_timed(do) for _ in range(SHIFT))
    warm = SHIFT
    return median(ours[warm:]) / median(theirs[warm:])


def ledger_record_8_vs_1() -> float:
    """Records a second by eight processes, each for an agency of its own in one community, over
    those by one; rounds take turns."""
    with _database() as (url, agencies):
        recorders = [_recorder(url, agency) for agency in agencies]
        try:
            for recorder in recorders:
                _ask(recorder, 0.3)
            for recorder in recorders:
                _answer(recorder)
            one, eight = [], []
            for _ in range(ROUNDS):
                for rates, crew in ((one, recorders[:1]), (eight, recorders)):
                    for recorder in crew:
                        _ask(recorder, SECONDS)
                    rates.append(sum(_answer(recorder) for recorder in crew) / SECONDS)
        finally:
            for recorder in recorders:
                recorder.kill()
                recorder.wait()
    return median(eight) / median(one)


def _timed(do: Callable[[], object]) -> float:
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


@contextmanager
def _database() -> Iterator[tuple[str, list[UUID]]]:
    """A database of its own with eight agencies; the application's address of it."""
    from django.conf import settings

    from sanshe.ground.kit.database import socket_url
    from tests import database

    name = f"bench_ledger_{os.getpid()}"
    database.drop(name)
    database.copy_of_template(name)
    try:
        with database.pointed_at(name):
            agencies = _lay_out()
            yield socket_url("postgres", settings.DATABASES["owner"]["HOST"], name), agencies
    finally:
        database.drop(name)


def _lay_out() -> list[UUID]:
    """Eight agencies in one community, each with a platform and a service."""
    from sanshe.registry.catalogue.models import Service
    from sanshe.registry.organisations.models import Organisation, Platform, Settlement
    from sanshe.trust.policy.scope import scope
    from tests.factories.district import FX, make_district

    district = make_district()
    since = date(2020, 1, 1)
    agencies = []
    with scope(district.job):
        for n in range(EIGHT):
            agency = Organisation.objects.create(kind="agency", name=f"机构{n}", area=FX)
            station = Platform.objects.create(
                kind="station", name=f"站{n}", community=FX, opened_on=since
            )
            Settlement.objects.create(platform=station, operator=agency, during=(since, None))
            Service.objects.create(
                code=f"B-{n}", name="探访", community=FX, item=district.visiting,
                platform=station, unit="person_times",
            )  # fmt: skip
            agencies.append(agency.id)
    return agencies


def _visits(actor_type: Any, agency: UUID) -> tuple[Any, Callable[[], dict[str, Any]]]:
    """A worker of the agency, and good visits for that worker to record: one known person each,
    over 200 persons and 30 days."""
    from sanshe.registry.catalogue.models import Service
    from sanshe.registry.organisations.models import Settlement
    from sanshe.trust.policy.scope import scope

    with scope(actor_type.job("bench")):
        platform = Settlement.objects.get(operator=agency).platform_id
        service = Service.objects.get(platform=platform)
    actor = actor_type.staff(
        user=new_id(), name="", role="worker", org=agency, area=service.community
    )
    persons, now, count = [new_id() for _ in range(200)], timezone.now(), iter(range(10**9))

    def visit() -> dict[str, Any]:
        n = next(count)
        start = now - timedelta(days=1 + n % 30)
        return {
            "community": service.community, "agency": agency, "item": service.item_id,
            "service": service.id, "platform": platform, "started_at": start,
            "ended_at": start + timedelta(minutes=40), "persons": [persons[n * 7 % 200]],
            "heads": 1, "workers": [actor.user], "quantity": 1, "unit": service.unit,
            "source": "visit", "source_id": new_id(),
        }  # fmt: skip

    return actor, visit


def _bare_insert(connection: psycopg.Connection) -> Callable[[], object]:
    """One prepared INSERT into a table with the columns of a record and a primary key."""
    connection.execute("CREATE TABLE bench_bare (LIKE ledger_record)")
    connection.execute("ALTER TABLE bench_bare ADD PRIMARY KEY (county, id)")
    statement = f"INSERT INTO bench_bare VALUES ({', '.join(['%s'] * 25)})"
    now, item, someone, mark = timezone.now(), 1, new_id(), b"x" * 32

    def insert() -> object:
        return connection.execute(
            statement,
            [530112000000, new_id(), 530112003008, someone, item, 1, 1, now.date(), now, now,
             [someone], 1, [someone], 1, "person_times", "visit", new_id(), 0, False, now,
             someone, 1, mark, mark, None],
            prepare=True,
        )  # fmt: skip

    columns = connection.execute(
        "SELECT array_agg(attname::text ORDER BY attnum) FROM pg_attribute"
        " WHERE attrelid = 'bench_bare'::regclass AND attnum > 0"
    ).fetchone()
    assert columns is not None
    order = [
        "county", "id", "community", "agency", "item_id", "service", "platform", "day",
        "started_at", "ended_at", "persons", "heads", "workers", "quantity", "unit", "source",
        "source_id", "revision", "sealed", "recorded_at", "recorded_by", "seq", "previous",
        "hash", "series",
    ]  # fmt: skip
    assert sorted(columns[0]) == sorted(order)
    statement = statement.replace("bench_bare VALUES", f"bench_bare ({', '.join(order)}) VALUES")
    return insert


def _recorder(url: str, agency: UUID) -> subprocess.Popen:
    env = {
        **os.environ,
        "DATABASE_URL": url.replace("postgres@", "sanshe_app@"),
        "DATABASE_OWNER_URL": url,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.bench_ledger", str(agency)],
        env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def _ask(recorder: subprocess.Popen, seconds: float, at_most: float = 0, kind: str = "") -> None:
    """``at_most`` so many a second (0: as fast as it can); ``kind`` "untallied" leaves out what
    the readings cost."""
    assert recorder.stdin is not None
    recorder.stdin.write(f"{seconds} {at_most} {kind}\n")
    recorder.stdin.flush()


def _answer(recorder: subprocess.Popen) -> int:
    assert recorder.stdout is not None
    return int(recorder.stdout.readline())


def _untallied(statement: str) -> str:
    """The record and the chain's end, without standing, tally and presence."""
    head = statement[statement.index("head AS (") : statement.index("place AS (")]
    record = statement[statement.index("INSERT INTO ledger_record") :]
    return f"WITH {head.rstrip().removesuffix(',')} {record}"


def main(agency: UUID) -> None:
    """Record as each line of the input says (``_ask``); answer how many."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanshe.settings")
    import django

    django.setup()
    from sanshe.ledger import actions, book
    from sanshe.trust.policy.actor import Actor

    actor, visit = _visits(Actor, agency)
    statements = {"": book._RECORD, "untallied": _untallied(book._RECORD)}
    for line in sys.stdin:
        seconds, at_most, *kind = line.split()
        book._RECORD = statements["".join(kind)]
        _as_fast(lambda: actions.record(actor, **visit()), float(seconds), float(at_most))


def _as_fast(do: Callable[[], object], seconds: float, at_most: float = 0) -> None:
    """Do it again and again, and say how many times."""
    began, done = time.perf_counter(), 0
    while (now := time.perf_counter() - began) < seconds:
        if at_most and now * at_most < done:
            time.sleep(done / at_most - now)
            continue
        do()
        done += 1
    print(done, flush=True)


if __name__ == "__main__":
    main(UUID(sys.argv[1]))

"""A year of a province to measure by: made by the product's generator, once, and kept.

It lies in the benchmarks' own database server (under ``build/``), and is made anew when the
generator, the folding or the tables they write changed; other migrations are brought to it. While
it is made nothing is synced to disk; afterwards all is.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db import connection
from psycopg import sql

RECORDS = int(os.environ.get("SANSHE_BENCH_RECORDS", "10000000"))
YEAR, SEED = 2025, 1
ROOM = 3_500
"""Bytes on disk that a record takes with all that is read from it (measured), and a third more."""
MADE_BY = ("ledger/bulk.py", "ledger/queries/moves.py", "ledger/migrations/*.py",
           "entrances/jobs/year.py", "entrances/jobs/year.toml",
           "insight/boards/folding.py", "insight/boards/adding.py", "insight/boards/shades.py",
           "insight/boards/shading.py", "insight/boards/migrations/*.py")  # fmt: skip
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
         "max_wal_size": "8GB", "checkpoint_timeout": "1h", "autovacuum": "off"}  # fmt: skip


class Database:
    """A database of its own with every area of the province; gone at the end."""

    def __init__(self, name: str) -> None:
        self.name = f"bench_boards_{name}_{os.getpid()}"

    def __enter__(self) -> str:
        from django.conf import settings

        from sanshe.entrances.jobs.prepare import yunnan
        from sanshe.ground.areas.actions import import_csv
        from sanshe.ground.kit.database import socket_url
        from tests import database

        database.drop(self.name)
        database.copy_of_template(self.name)
        self.pointed = database.pointed_at(self.name)
        self.pointed.__enter__()
        import_csv(yunnan())
        return socket_url("postgres", settings.DATABASES["owner"]["HOST"], self.name)

    def __exit__(self, *error: object) -> None:
        from tests import database

        self.pointed.__exit__(*error)
        database.drop(self.name)


class Year:
    """A database with a year of so many records; made where there is none yet, and kept."""

    def __init__(self, records: int) -> None:
        self.records = records
        self.name = f"bench_year_{records}_{_fingerprint()}"

    def __enter__(self) -> None:
        from sanshe.entrances.jobs.migrate import migrate
        from tests import database

        if self.name not in _names():
            self._make()
        self.pointed = database.pointed_at(self.name)
        self.pointed.__enter__()
        migrate(quiet=True)
        print(f"  a year of {self.records:,} records")

    def __exit__(self, *error: object) -> None:
        self.pointed.__exit__(*error)

    def _make(self) -> None:
        from sanshe.entrances.jobs import year
        from sanshe.entrances.jobs.folding import fold
        from tests import database

        for old in _names():
            if old.startswith(f"bench_year_{self.records}_"):
                database.drop(old)
        _room_for(self.records)
        began = time.perf_counter()
        with _quick(), Database(f"year_{self.records}") as url:
            with _pointed_processes():
                written = 0
                for more in year.generate(
                    records=self.records, seed=SEED, year=YEAR, processes=os.cpu_count() or 1
                ):
                    written += more
                    _say(f"  made {written:,} of {self.records:,} records")
            made = time.perf_counter() - began
            fold()
            folded = time.perf_counter() - began - made
            connection.close()
            with psycopg.connect(url, autocommit=True) as owner:
                owner.execute("VACUUM (FREEZE, ANALYZE)")
            connection.close()
            _rename(url.rsplit("/", 1)[1].split("?")[0], self.name)
        whole = time.perf_counter() - began
        _say(f"  {self.records:,} records: made in {made:.0f} s, folded in {folded:.0f} s,"
             f" {whole:.0f} s in all\n")  # fmt: skip


def addresses() -> dict[str, str]:
    """The environment of a process that works in the database this one is pointed at."""
    from django.conf import settings

    from sanshe.ground.kit.database import socket_url

    host, name = settings.DATABASES["owner"]["HOST"], connection.settings_dict["NAME"]
    return {
        "DATABASE_URL": socket_url("sanshe_app", host, str(name)),
        "DATABASE_OWNER_URL": socket_url("postgres", host, str(name)),
    }


@contextmanager
def _pointed_processes() -> Iterator[None]:
    """Processes started inside work in the database this one is pointed at."""
    before = {key: os.environ.get(key) for key in addresses()}
    os.environ.update(addresses())
    try:
        yield
    finally:
        for key, value in before.items():
            if value is None:
                del os.environ[key]
            else:
                os.environ[key] = value


@contextmanager
def _quick() -> Iterator[None]:
    """Inside, the server syncs nothing; at the end everything is on disk and it syncs again."""
    from tests import database

    with database.admin() as admin:
        for name, value in QUICK.items():
            admin.execute(sql.SQL("ALTER SYSTEM SET {} = {}").format(sql.Identifier(name), value))
        admin.execute("SELECT pg_reload_conf()")
        try:
            yield
        finally:
            admin.execute("CHECKPOINT")
            os.sync()
            for name in QUICK:
                admin.execute(sql.SQL("ALTER SYSTEM RESET {}").format(sql.Identifier(name)))
            admin.execute("SELECT pg_reload_conf()")


def _fingerprint() -> str:
    from tests import database

    digest = hashlib.sha256()
    for pattern in MADE_BY:
        for path in sorted((database.ROOT / "src" / "sanshe").glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def _names() -> list[str]:
    from tests import database

    with database.admin() as admin:
        return [name for (name,) in admin.execute("SELECT datname FROM pg_database")]


def _rename(was: str, name: str) -> None:
    from tests import database

    with database.admin() as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [was]
        )
        admin.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*map(sql.Identifier, (was, name)))
        )


def _room_for(records: int) -> None:
    free = shutil.disk_usage(Path(os.environ["SANSHE_DATA"])).free
    if free < records * ROOM:
        sys.exit(
            f"A year of {records:,} records takes {records * ROOM / 1e9:.0f} GB of disk, and"
            f" {free / 1e9:.0f} GB are free. SANSHE_BENCH_RECORDS makes a smaller one."
        )


def _say(words: str) -> None:
    print(f"\r{words}" if sys.stdout.isatty() or words.endswith("\n") else "", end="", flush=True)

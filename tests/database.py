"""A real PostgreSQL for the tests: started once, kept between runs, a fresh database each run."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
MEMORY = Path("/dev/shm")
ROOM = 3 << 30  # bytes free that the test server may come to need
SETTINGS = {"max_wal_size": "256MB", "autovacuum_naptime": "10min"}
"""Small, and left alone: autovacuum would call on one of many short-lived databases each second."""
KEPT = 4  # templates of earlier schemas that somebody may still be testing


def start() -> None:
    """Point the environment at a test server (embedded, without fsync) and a key of its own."""
    os.environ.setdefault("SANSHE_DATA", str(place()))
    from sanshe.ground.kit.database import data_dir, ensure_database

    data_dir().mkdir(parents=True, exist_ok=True)
    ensure_database(stop_at_exit=False, fsync=False)
    (data_dir() / "static").mkdir(exist_ok=True)  # WhiteNoise looks for it


def place() -> Path:
    """Where the test server keeps its data: in memory where there is room, else under build/.

    A database is some 800 files. A copy takes 25 ms in memory; on a disk the file system needs
    0.1 to 1.6 s to make them, the more the busier the machine is.
    """
    name = hashlib.sha256(os.fsencode(ROOT)).hexdigest()[:8]
    mine = MEMORY / f"sanshe-tests-{os.geteuid()}-{name}"
    if mine.is_dir() and mine.stat().st_uid == os.geteuid():
        return mine
    if _is_roomy():
        mine.mkdir(mode=0o700)
        return mine
    return ROOT / "build" / "test-data"


def _is_roomy() -> bool:
    return (
        os.access(MEMORY, os.W_OK)
        and shutil.disk_usage(MEMORY).free > ROOM
        and psutil.virtual_memory().available > 2 * ROOM
    )


def fingerprint() -> str:
    """A short name for the schema: changes when any migration (or what it calls) does."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "src").rglob("migrations/*.py")):
        digest.update(path.read_bytes())
    for name in ("src/sanshe/trust/policy/walls.py", "src/sanshe/trust/policy/enums.py",
                 "tests/factories/places.py", "tests/factories/district.py"):  # fmt: skip
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()[:12]


def admin() -> psycopg.Connection:
    """A connection to the server's own database, for creating others."""
    from django.conf import settings

    owner = settings.DATABASES["owner"]
    return psycopg.connect(
        host=owner["HOST"], port=owner["PORT"] or None, user=owner["USER"],
        password=owner["PASSWORD"] or None, dbname="postgres", autocommit=True,
    )  # fmt: skip


def copy_of_template(name: str, *, with_district: bool = False) -> None:
    """Create database ``name`` from the template of the present schema (made if need be); with
    the district of ``tests.factories`` in it where that is asked for."""
    with admin() as connection:
        connection.execute("SELECT pg_advisory_lock(20152026)")
        _copy(connection, _template(connection, with_district), name)
        connection.execute("SELECT pg_advisory_unlock(20152026)")


def drop(name: str) -> None:
    """Drop database ``name`` and whoever is connected to it."""
    with admin() as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


def _template(connection: psycopg.Connection, with_district: bool) -> str:
    """The name of a template, which stands when this returns."""
    from sanshe.entrances.jobs.migrate import migrate
    from tests.factories.district import keep_district
    from tests.factories.places import lay_out_places

    template = f"sanshe_{'district' if with_district else 'template'}_{fingerprint()}"
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template]).fetchone():
        return template
    making = f"{template}_making"
    drop(making)
    if with_district:
        _copy(connection, _template(connection, False), making)
        with pointed_at(making):
            keep_district()
    else:
        _sweep(connection)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(making)))
        with pointed_at(making):
            migrate(quiet=True)
            lay_out_places()
    connection.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
            sql.Identifier(making), sql.Identifier(template)
        )
    )
    return template


def _copy(connection: psycopg.Connection, template: str, name: str) -> None:
    connection.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
            sql.Identifier(name), sql.Identifier(template)
        )
    )


def _sweep(connection: psycopg.Connection) -> None:
    """Once for every new schema: the databases of runs that died, and templates of the past."""
    for setting, value in SETTINGS.items():
        connection.execute(f"ALTER SYSTEM SET {setting} = '{value}'")
    connection.execute("SELECT pg_reload_conf()")
    names = [n for (n,) in connection.execute("SELECT datname FROM pg_database ORDER BY oid DESC")]
    runs = [n for n in names if n.startswith("test_") and not _runs(n.split("_")[1])]
    templates = [n for n in names if n.startswith(("sanshe_template_", "sanshe_district_"))]
    for name in runs + templates[KEPT:]:
        drop(name)


def _runs(pid: str) -> bool:
    return not pid.isdigit() or psutil.pid_exists(int(pid))


class pointed_at:
    """Both Django connections use database ``name`` inside; closed at both ends."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        self.before = _point(self.name)

    def __exit__(self, *error: object) -> None:
        _point(self.before)


def _point(name: str) -> str:
    from django.db import connections

    before = connections["default"].settings_dict["NAME"]
    for alias in ("default", "owner"):
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
    return before

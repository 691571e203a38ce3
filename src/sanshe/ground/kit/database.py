"""Where the database is: DATABASE_URL, or a PostgreSQL that comes with the product.

Knows nothing of Django, so that it can run before the settings are read.

Two roles meet the database. The *owner* makes tables and takes backups. The *application*
(``sanshe_app``) owns nothing and cannot bypass row-level security; the web and the jobs
connect as it. ``DATABASE_URL`` names the application's connection, ``DATABASE_OWNER_URL`` the
owner's. Where only one is given, the application's sessions take the role at connection time.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

APP_ROLE = "sanshe_app"
DATABASE = "sanshe"
ALONE = "-c max_parallel_workers_per_gather=0 -c jit=off"
"""A page reads some thousand rows: starting the server's helpers took 20 of the 29 ms that a
province's board needs at ten million records. What counts millions runs as several processes."""


def data_dir() -> Path:
    """The folder for everything this installation keeps (``SANSHE_DATA``, else ``./var``)."""
    return Path(os.environ.get("SANSHE_DATA") or "var").expanduser().resolve()


def ensure_database(*, stop_at_exit: bool = True, fsync: bool = True) -> None:
    """Make sure the environment names a database; start the embedded one where it does not.

    Sets ``DATABASE_URL`` and ``DATABASE_OWNER_URL`` for this process and its children.
    With ``stop_at_exit`` the server stops when the last process that asked for it ends.
    ``fsync=False`` is for tests: fast, and not safe against a power cut. Raises
    ``embedded.NotStarted``.
    """
    if os.environ.get("DATABASE_URL"):
        return
    from .embedded import start

    socket_dir = start(data_dir(), stop_at_exit=stop_at_exit)
    _prepare(socket_dir, fsync=fsync)
    os.environ["DATABASE_OWNER_URL"] = socket_url("postgres", socket_dir)
    os.environ["DATABASE_URL"] = socket_url(APP_ROLE, socket_dir)


def socket_url(user: str, socket_dir: str, database: str = DATABASE) -> str:
    """A connection address through a Unix socket."""
    return f"postgresql://{user}@/{database}?host={quote(socket_dir, safe='')}"


def _prepare(socket_dir: str, *, fsync: bool) -> None:
    """Create the application's role and the database once; harmless when they exist."""
    import psycopg

    with psycopg.connect(
        socket_url("postgres", socket_dir, "postgres"), autocommit=True
    ) as connection:
        if not connection.execute(
            "SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE]
        ).fetchone():
            connection.execute(f"CREATE ROLE {APP_ROLE} LOGIN NOSUPERUSER NOBYPASSRLS")
        if not connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]
        ).fetchone():
            connection.execute(f"CREATE DATABASE {DATABASE} TEMPLATE template0 ENCODING 'UTF8'")
        if not fsync:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(f"ALTER SYSTEM SET {setting} = off")
            connection.execute("SELECT pg_reload_conf()")


def django_settings(url: str, *, as_app: bool, pool: bool) -> dict:
    """Django's DATABASES entry for a connection address.

    ``as_app``: where the address logs in as somebody else, take the application's role at
    connection time, so that row-level security holds there too.
    """
    from psycopg.conninfo import conninfo_to_dict

    parts = conninfo_to_dict(url)
    options: dict = {"application_name": "sanshe"}
    if as_app:
        role = "" if parts.get("user") == APP_ROLE else f" -c role={APP_ROLE}"
        options["options"] = ALONE + role
    for key in ("sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout"):
        if key in parts:
            options[key] = parts[key]
    if pool:
        options["pool"] = {"min_size": 1, "max_size": 10, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname", DATABASE),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": str(parts.get("port", "")),
        "OPTIONS": options,
        "CONN_MAX_AGE": 0,
        "ATOMIC_REQUESTS": False,
    }

"""The real product for a browser: ``sanshe run --demo`` over an empty database of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from psycopg import sql

from sanshe.ground.kit.database import APP_ROLE, socket_url
from tests import database

LOG = database.ROOT / "build" / "journeys.log"
UP_WITHIN = 240  # seconds; it lays out half a year of demo first


@contextmanager
def open_house() -> Iterator[str]:
    """Start the product as ``make run`` does; gives its address. All is gone at the end."""
    name = f"test_{os.getpid()}_house"
    database.drop(name)
    with database.admin() as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    port = _free_port()
    command = [sys.executable, "-m", "sanshe", "run", "--demo", "--port", str(port)]
    LOG.parent.mkdir(parents=True, exist_ok=True)
    with LOG.open("w") as log:
        house = subprocess.Popen(
            [*command, "--workers", "1"], env=_environment(name), cwd=database.ROOT,
            stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        try:
            _wait(port, house)
            yield f"http://127.0.0.1:{port}"
        finally:
            _close(house)
            database.drop(name)


def _environment(name: str) -> dict[str, str]:
    from django.conf import settings

    folder = settings.DATABASES["owner"]["HOST"]
    environment = {k: v for k, v in os.environ.items() if k != "SANSHE_STATIC"}
    return environment | {
        "DATABASE_URL": socket_url(APP_ROLE, folder, name),
        "DATABASE_OWNER_URL": socket_url("postgres", folder, name),
        "SANSHE_DATA": str(database.ROOT / "build" / "journeys"),
        "SANSHE_DEBUG": "0",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, house: subprocess.Popen) -> None:
    deadline = time.monotonic() + UP_WITHIN
    while time.monotonic() < deadline and house.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise RuntimeError("the house did not open:\n" + LOG.read_text())


def _close(house: subprocess.Popen) -> None:
    house.send_signal(signal.SIGTERM)
    try:
        house.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(house.pid, signal.SIGKILL)

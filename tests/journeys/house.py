"""The real product for a browser: granian over a database of its own, as an installation runs."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sanshe.ground.kit.database import APP_ROLE, socket_url
from tests import database

LOG = database.ROOT / "build" / "journeys.log"


@contextmanager
def open_house(name: str, *, demo: bool) -> Iterator[str]:
    """Serve database ``name`` on a free port; gives the address. Stopped at the end."""
    environment = _environment(name, demo=demo)
    _run(environment, "-m", "sanshe", "django", "collectstatic", "--noinput", "-v0")
    port = _free_port()
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", "1"),
        *("--blocking-threads", "4", "--log-level", "warning", "sanshe.wsgi:application"),
    ]
    LOG.parent.mkdir(parents=True, exist_ok=True)
    with LOG.open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            _wait(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()


def _environment(name: str, *, demo: bool) -> dict[str, str]:
    """That of this process (same keys, same data folder), pointed at the other database."""
    from django.conf import settings

    folder = settings.DATABASES["owner"]["HOST"]
    environment = {k: v for k, v in os.environ.items() if k != "SANSHE_STATIC"}
    return environment | {
        "DATABASE_URL": socket_url(APP_ROLE, folder, name),
        "DATABASE_OWNER_URL": socket_url("postgres", folder, name),
        "DJANGO_SETTINGS_MODULE": "sanshe.settings",
        "SANSHE_DEMO": "1" if demo else "0",
        "SANSHE_POOL": "1",
        "SANSHE_DEBUG": "0",
    }


def _run(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], env=environment, check=True, cwd=database.ROOT)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, server: subprocess.Popen) -> None:
    for _attempt in range(200):
        if server.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not start:\n" + Path(LOG).read_text())

"""``sanshe run``: everything a small installation needs, started and stopped as one.

The parent prepares (database, migrations, texts, static files), then holds two children: the web
server and the jobs loop. Whatever ends first takes the others with it; Ctrl-C ends all.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable

import click
from django.utils.translation import gettext as _

STOP_WITHIN = 10.0  # seconds a child gets before it is killed
PR_SET_PDEATHSIG = 1


def serve(*, host: str, port: int, demo: bool, workers: int) -> None:
    """Run until a signal comes or a child dies. Raises click.ClickException with plain words."""
    _require_free(host, port)
    environment = os.environ | {"SANSHE_POOL": "1", "SANSHE_DEMO": "1" if demo else "0"}
    commands = [
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
            *("--host", host, "--port", str(port), "--workers", str(workers)),
            *("--blocking-threads", "4", "--log-level", "warning"),
            *("--respawn-failed-workers", "sanshe.wsgi:application"),
        ],
        [sys.executable, "-m", "sanshe", "jobs"],
    ]
    signal.signal(signal.SIGTERM, _as_interrupt)
    children = [
        subprocess.Popen(command, env=environment, preexec_fn=_die_with_parent())
        for command in commands
    ]
    try:
        _wait_until_answering(host, port, children)
        click.secho(f"\n  三社 Sanshe  →  http://{host}:{port}/   (Ctrl-C)\n", bold=True)
        while all(child.poll() is None for child in children):
            time.sleep(0.3)
        raise click.ClickException(_("一个进程自己停了,全部停下。请看上面的日志。"))
    except KeyboardInterrupt:
        click.echo("\n" + _("正在停止…"))
    finally:
        _stop(children)


def _require_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                _("%(address)s 已被占用。换一个端口:PORT=8001 make run")
                % {"address": f"{host}:{port}"}
            ) from error


def _wait_until_answering(host: str, port: int, children: list[subprocess.Popen]) -> None:
    for _attempt in range(300):
        if any(child.poll() is not None for child in children):
            return
        with socket.socket() as probe:
            if probe.connect_ex((host, port)) == 0:
                return
        time.sleep(0.1)


def _stop(children: list[subprocess.Popen]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for child in children:
        child.terminate()
    deadline = time.monotonic() + STOP_WITHIN
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()


def _as_interrupt(signum: int, frame: object) -> None:
    raise KeyboardInterrupt


def _die_with_parent() -> Callable[[], None] | None:
    """On Linux a child gets SIGTERM when its parent is gone, however it went."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    return lambda: libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)

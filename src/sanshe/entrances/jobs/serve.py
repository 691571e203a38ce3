"""``sanshe run``: everything a small installation needs, started and stopped as one.

The parent prepares (database, migrations, texts, static files), then holds two children: the web
server and the jobs loop. Whatever ends first takes the others with it; Ctrl-C ends all. The
children have sessions of their own: the terminal's Ctrl-C reaches the parent alone, which stops
them in order. A worker that hears it twice, or before it listens, may never end.
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
from contextlib import suppress
from http.client import HTTPConnection, HTTPException

import click
import psutil
from django.conf import settings
from django.utils.translation import gettext as _

from sanshe.ground.kit.embedded import is_alive

STOP_WITHIN = 10.0  # seconds a child gets before it is killed
WORKER_STOPS_WITHIN = 4  # seconds a worker of the web gets
THREAD_STACK = 8 << 20
"""Bytes for each thread of the web server. Its own two megabytes are too few for the linear algebra
that sorts a message: the worker dies of a segmentation fault."""
PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36


def serve(*, host: str, port: int, demo: bool, workers: int) -> None:
    """Run until a signal comes or a child dies. Raises click.ClickException with plain words."""
    _require_free(host, port)
    environment = os.environ | {
        "SANSHE_POOL": "1",
        "SANSHE_DEMO": "1" if demo else "0",
        "RUST_MIN_STACK": str(THREAD_STACK),
    }
    commands = [
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
            *("--host", host, "--port", str(port), "--workers", str(workers)),
            *("--blocking-threads", "4", "--log-level", "warning"),
            *("--workers-kill-timeout", str(WORKER_STOPS_WITHIN)),
            *("--respawn-failed-workers", "sanshe.wsgi:application"),
        ],
        [sys.executable, "-m", "sanshe", "jobs"],
    ]
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, _as_interrupt)
    _adopt_orphans()
    children = [
        subprocess.Popen(
            command, env=environment, preexec_fn=_die_with_parent(), start_new_session=True
        )
        for command in commands
    ]
    try:
        _wait_until_answering(host, port, children)
        click.secho(f"\n  三社 Sanshe  →  http://{host}:{port}/   (Ctrl-C)\n", bold=True)
        while all(child.poll() is None for child in children) and is_alive():
            time.sleep(0.3)
        if not is_alive():
            raise click.ClickException(_("数据库自己停了,全部停下。再启动一次,它会自己恢复。"))
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
    """A whole answer, not an open port: the port opens before the workers can serve."""
    for _attempt in range(300):
        if any(child.poll() is not None for child in children):
            return
        asking = HTTPConnection("127.0.0.1" if host == "0.0.0.0" else host, port, timeout=5)
        try:
            asking.request("GET", "/", headers={"Host": settings.ALLOWED_HOSTS[0]})
            asking.getresponse()
            return
        except (OSError, HTTPException):
            time.sleep(0.1)
        finally:
            asking.close()


def _stop(children: list[subprocess.Popen]) -> None:
    """All of them and theirs; what does not go by itself is killed."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    for child in children:
        child.terminate()
    deadline = time.monotonic() + STOP_WITHIN
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            process.kill()


def _as_interrupt(signum: int, frame: object) -> None:
    raise KeyboardInterrupt


def _adopt_orphans() -> None:
    """On Linux the workers of a web server that was killed become ours, to be stopped."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1)


def _die_with_parent() -> Callable[[], None] | None:
    """On Linux a child gets SIGTERM when its parent is gone, however it went."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    return lambda: libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)

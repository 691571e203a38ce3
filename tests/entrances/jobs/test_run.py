"""``sanshe run``: starts everything, answers, and stops everything it started."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import psutil
import pytest

from tests import database

WITHIN = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def data():
    """Nothing at first; whichever test comes first sets everything up from nothing."""
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=database.place()))
    yield folder / "data"
    shutil.rmtree(folder)


@pytest.fixture
def house(data):
    """Starts ``sanshe run`` on data of its own; ends it if the test did not."""
    started = []

    def start(port):
        environment = {
            k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "SANSHE_"))
        }
        environment |= {"PORT": str(port), "SANSHE_DATA": str(data)}
        process = subprocess.Popen(
            [sys.executable, "-m", "sanshe", "run", "--workers", "1"], env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        started.append(process)
        return process

    start.data = data
    yield start
    for process in started:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def server_of(house):
    """The database of these data, or None."""
    try:
        pid = int((house.data / "postgres" / "postmaster.pid").read_text().split()[0])
        process = psutil.Process(pid)
        return None if process.status() == psutil.STATUS_ZOMBIE else process
    except (OSError, psutil.NoSuchProcess):
        return None


def stop_server(house):
    if server := server_of(house):
        server.send_signal(signal.SIGINT)
        server.wait(10)


def wait_for_answer(port, process):
    until = time.monotonic() + WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).status
        except OSError:
            time.sleep(0.2)
    raise AssertionError(process.stdout.read())


def test_starts_answers_stops_and_starts_again(house):
    port = free_port()
    first = house(port)
    assert wait_for_answer(port, first) == 200
    family = psutil.Process(first.pid).children(recursive=True)
    assert len(family) >= 2

    second = house(port)  # the port is taken: said in words, and nothing is broken
    assert second.wait(WITHIN) != 0
    assert str(port) in second.stdout.read()

    first.send_signal(signal.SIGINT)
    began = time.monotonic()
    assert first.wait(20) == 0
    assert time.monotonic() - began < 5  # asked, not killed
    _gone, alive = psutil.wait_procs(family, timeout=10)
    assert alive == []
    assert not server_of(house)

    again = house(port)
    began = time.monotonic()
    assert wait_for_answer(port, again) == 200
    assert time.monotonic() - began < WITHIN / 2
    children = psutil.Process(again.pid).children(recursive=True)
    again.kill()  # however the parent goes, its children go too
    _gone, alive = psutil.wait_procs(children, timeout=15)
    assert alive == []


def test_nothing_is_left_whatever_is_killed(house):
    port = free_port()
    for victim in ("granian", "jobs", "postgres"):
        running = house(port)
        assert wait_for_answer(port, running) == 200
        family = psutil.Process(running.pid).children(recursive=True)
        children = psutil.Process(running.pid).children()
        killed = [p for p in children if victim in p.cmdline()] or [server_of(house)]
        killed[0].kill()
        assert running.wait(30) == 1
        assert psutil.wait_procs(family, timeout=5)[1] == []
        assert not server_of(house)

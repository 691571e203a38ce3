"""``sanshe run``: starts everything, answers, and stops everything it started."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import psutil
import pytest

WITHIN = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def house(tmp_path):
    """Starts ``sanshe run`` on data of its own; ends it if the test did not."""
    started = []

    def start(port):
        environment = {
            k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "SANSHE_"))
        }
        environment |= {"PORT": str(port), "SANSHE_DATA": str(tmp_path / "data")}
        process = subprocess.Popen(
            [sys.executable, "-m", "sanshe", "run"], env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()


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
    assert first.wait(20) == 0
    _gone, alive = psutil.wait_procs(family, timeout=10)
    assert alive == []

    again = house(port)
    began = time.monotonic()
    assert wait_for_answer(port, again) == 200
    assert time.monotonic() - began < WITHIN / 2
    children = psutil.Process(again.pid).children(recursive=True)
    again.kill()  # however the parent goes, its children go too
    _gone, alive = psutil.wait_procs(children, timeout=15)
    assert alive == []

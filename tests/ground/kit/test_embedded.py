"""The database that comes along starts in any folder, however it was left, and stops."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from sanshe.ground.kit import embedded

PROGRAM = """
import os, psycopg, sys
from sanshe.ground.kit.database import ensure_database
ensure_database()
with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as c:
    c.execute("CREATE TABLE IF NOT EXISTS kept (n int)")
    c.execute("INSERT INTO kept VALUES (1)")
    print(c.execute("SELECT count(*) FROM kept").fetchone()[0], flush=True)
if "killed" in sys.argv:
    os.kill(os.getpid(), 9)
"""


def use(folder: Path, *words: str) -> subprocess.CompletedProcess:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DATABASE_")}
    environment |= {"SANSHE_DATA": str(folder), "LANG": "xx_XX.UTF-8"}  # a locale nobody has
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *words], env=environment,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def server_of(folder: Path) -> list[psutil.Process]:
    wanted = str(folder / "postgres")
    return [p for p in psutil.process_iter() if wanted in (_words(p) or ())]


def _words(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def test_keeps_the_data_and_stops_whatever_became_of_the_last_user(tmp_path):
    folder = tmp_path / "数据 with spaces" / ("long" * 25)
    folder.parent.mkdir()
    first = use(folder, "killed")
    assert first.stdout == "1\n"
    [server] = server_of(folder)
    assert json.loads((folder / "postgres" / ".handle_pids.json").read_text()) != []

    joined = use(folder)
    assert joined.stdout == "2\n", joined.stderr
    assert server_of(folder) == []  # the dead user does not hold it any more

    use(folder, "killed")
    [server] = server_of(folder)
    server.kill()
    server.wait(10)
    after = use(folder)
    assert after.stdout == "4\n", after.stderr
    assert server_of(folder) == []


def test_a_strangers_process_with_the_old_number_is_not_the_server(tmp_path):
    data = tmp_path / "postgres"
    data.mkdir()
    with subprocess.Popen(["/bin/sleep", "60"]) as stranger:
        (data / "postmaster.pid").write_text(f"{stranger.pid}\n{data}\n")  # cut off half-way
        (data / ".handle_pids.json").write_text(json.dumps([stranger.pid, os.getpid()]))
        embedded.forget_the_dead(data)
        assert not (data / "postmaster.pid").exists()
        assert json.loads((data / ".handle_pids.json").read_text()) == [os.getpid()]
        stranger.kill()


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(embedded.NotStarted) as said:
        embedded.start(tmp_path / "file" / "data", stop_at_exit=True)
    assert said.value.code == "folder"


def test_the_socket_is_the_servers_own(tmp_path):
    short = tmp_path / "d"
    assert use(short, "killed").stdout == "1\n"
    try:
        mode = (short / "postgres" / ".s.PGSQL.5432").stat().st_mode
        assert mode & 0o077 == 0
    finally:
        use(short)

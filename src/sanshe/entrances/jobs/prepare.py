"""Make an installation ready to serve: shape, texts, static files, areas, and the demo district."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.utils.translation import gettext as _

from sanshe.ground.areas.actions import import_csv
from sanshe.ground.areas.queries import total
from sanshe.ground.kit.texts import compile_texts
from sanshe.trust.accounts.queries import is_demo

from .migrate import migrate


def prepare(*, demo: bool) -> bool:
    """Bring everything up to date; quick when nothing is to do.

    With ``demo`` an empty database gets the demo district. Gives whether this database is the
    demo's.
    """
    compile_texts()
    _collect_static()
    migrate(quiet=True)
    if not total():
        click.echo(_("导入云南省行政区划…"))
        import_csv(yunnan())
    if demo and _is_empty():
        from .demo.lay_out import lay_out

        click.echo(_("铺开演示区:三个社区、40项服务、60条来话、半年的探访…"))
        with _unhurried():
            lay_out()
    return is_demo()


@contextmanager
def _unhurried() -> Iterator[None]:
    """No commit waits for the disk: some 7,000 commits of 1 to 2.5 ms. A power cut meanwhile
    leaves half a demo in any case."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
    try:
        yield
    finally:
        connections["default"].close()


def yunnan() -> Path:
    """The areas that ship with the product (public statistics as of 2023-06-30)."""
    return Path(apps.get_app_config("areas").path) / "data" / "yunnan.csv"


def _is_empty() -> bool:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT NOT EXISTS (SELECT 1 FROM accounts_user)")
        return bool(cursor.fetchone()[0])


def reset_demo() -> None:
    """Empty the demo's database. Refuses any other. Raises click.ClickException."""
    migrate(quiet=True)
    if not is_demo() and not _is_empty():
        raise click.ClickException(_("这不是演示库,不能清空。"))
    owner = connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    owner.close()
    connections["default"].close()


def _collect_static() -> None:
    """Only when a source file changed: the stamp holds a hash of names, sizes and times."""
    digest = hashlib.sha256()
    roots = [*map(Path, settings.STATICFILES_DIRS)]
    roots += [Path(config.path) / "static" for config in apps.get_app_configs()]
    for root in roots:
        for path in sorted(root.rglob("*")) if root.is_dir() else ():
            if path.is_file():
                stat = path.stat()
                digest.update(f"{path}{stat.st_size}{stat.st_mtime_ns}".encode())
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(digest.hexdigest())

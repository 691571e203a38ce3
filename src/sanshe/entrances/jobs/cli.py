"""The command line: starts the database and Django, then offers the commands."""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable
from importlib import import_module

import click
from psycopg import Error as DatabaseError

from sanshe.ground.kit.database import data_dir, ensure_database
from sanshe.ground.kit.embedded import NotStarted
from sanshe.ground.kit.texts import LOCALE, compile_texts

MODULES = ("commands", "accounts", "areas", "audit", "ledger", "triage", "organisations", "hotline",
           "agreements", "year", "boards")  # fmt: skip
"""Where the commands are: every top-level click command of these is one of ``sanshe``'s."""


UNKNOWN_SHAPE = ("42P01", "42703", "42883")
"""PostgreSQL: no such table, column, function."""


class House(click.Group):
    """Opens the house before the first command is looked for: their modules need Django."""

    def list_commands(self, context: click.Context) -> list[str]:
        self._open()
        return super().list_commands(context)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        self._open()
        return super().get_command(context, name)

    def _open(self) -> None:
        if self.commands:
            return
        _stand()
        for name in MODULES:
            module = import_module(f"sanshe.entrances.jobs.{name}")
            commands = [v for v in vars(module).values() if isinstance(v, click.Command)]
            inner = {c for g in commands if isinstance(g, click.Group) for c in g.commands.values()}
            for command in commands:
                if command not in inner:
                    self.add_command(command)

    def invoke(self, context: click.Context) -> object:
        """A database that is gone or of another shape, in plain words."""
        from django.db import OperationalError, ProgrammingError
        from django.utils.translation import gettext as _

        try:
            return super().invoke(context)
        except OperationalError as error:
            raise click.ClickException(_("连不上数据库:%(why)s") % {"why": error}) from error
        except ProgrammingError as error:
            if getattr(error.__cause__, "sqlstate", "") not in UNKNOWN_SHAPE:
                raise
            raise click.ClickException(
                _("数据库不是这个版本的样子,先运行 sanshe migrate(%(why)s)")
                % {"why": str(error).splitlines()[0]}
            ) from error


def _stand() -> None:
    """Database, texts, Django. What fails here is told without Django."""
    english = _language().startswith("en")
    _ = _early_words(english)
    try:
        ensure_database()
        import django
        from django.utils.translation import activate

        django.setup()
    except NotStarted as error:
        said = {"place": error.place, "why": error.why}
        if error.code == "folder":
            raise click.ClickException(
                _("数据目录 %(place)s 写不进去:%(why)s。换一个目录:SANSHE_DATA=…") % said
            ) from error
        raise click.ClickException(
            _("自带的数据库没有启动。日志在 %(place)s,最后几行:\n%(why)s") % said
        ) from error
    except OSError as error:
        raise click.ClickException(
            _("数据目录 %(place)s 用不了:%(why)s") % {"place": data_dir(), "why": error}
        ) from error
    except (ValueError, DatabaseError) as error:
        raise click.ClickException(
            _("有一项设置看不懂:%(why)s(见 docs/operations.md)") % {"why": error}
        ) from error
    activate("en" if english else "zh-hans")


def _language() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value
    return ""


def _early_words(english: bool) -> Callable[[str], str]:
    compile_texts()
    if not english:
        return str
    return gettext.translation("django", LOCALE, ["en"], fallback=True).gettext


@click.group(cls=House)
def cli() -> None:
    """三社 Sanshe."""

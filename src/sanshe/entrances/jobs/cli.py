"""The command line: starts the database and Django, then offers the commands."""

from __future__ import annotations

import os
from importlib import import_module
from importlib.util import find_spec

import click

from sanshe.ground.kit.database import ensure_database

MODULES = ("commands", "accounts", "areas", "audit", "ledger")
"""Where the commands are: every top-level click command of these is one of ``sanshe``'s."""


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
        ensure_database()
        import django
        from django.utils.translation import activate

        from sanshe.ground.kit.texts import compile_texts

        compile_texts()
        django.setup()
        activate("en" if os.environ.get("LANG", "").startswith("en_") else "zh-hans")
        for name in MODULES:
            if not find_spec(f"sanshe.entrances.jobs.{name}"):
                continue
            module = import_module(f"sanshe.entrances.jobs.{name}")
            commands = [v for v in vars(module).values() if isinstance(v, click.Command)]
            inner = {c for g in commands if isinstance(g, click.Group) for c in g.commands.values()}
            for command in commands:
                if command not in inner:
                    self.add_command(command)


@click.group(cls=House)
def cli() -> None:
    """三社 Sanshe."""

"""The command line. Each command is one call into the house; no rules here."""

from __future__ import annotations

import click

from sanshe.ground.kit.database import ensure_database


@click.group()
def cli() -> None:
    """三社 Sanshe."""
    ensure_database()
    import django

    django.setup()


@cli.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def django_command(arguments: tuple[str, ...]) -> None:
    """For developers: any command of Django's (`sanshe django makemigrations`)."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["sanshe", *arguments])


cli.add_command(django_command, "django")

"""Law: models and migrations agree; the catalogue of errors is one."""

from __future__ import annotations

import importlib

import pytest
from django.core.management import call_command

from sanshe.ground.kit.errors import catalogue
from tests.laws.house import rooms


def test_no_missing_migration(db):
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_every_error_has_a_code_of_its_own_and_words():
    for room in rooms():
        try:
            importlib.import_module(f"{room}.errors")
        except ModuleNotFoundError as missing:
            if not str(missing.name).startswith(room):
                raise
    for code, kind in catalogue().items():
        assert str(kind.text).strip(), code
        assert 400 <= kind.status < 500, code


@pytest.mark.parametrize("role", ["sanshe_app"])
def test_the_application_cannot_bypass_the_walls(db, role):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles "
                       "WHERE rolname = current_user")  # fmt: skip
        assert cursor.fetchone() == (role, False, False)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        assert cursor.fetchone() == (0,)

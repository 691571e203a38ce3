"""Every test meets a real PostgreSQL, as the application's role, behind the walls."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests import database
from tests.factories.district import District, make_district


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """One database a run (and a worker), copied from the template of the present schema."""
    name = f"test_{os.getpid()}"
    with django_db_blocker.unblock():
        database.copy_of_template(name)
        with database.pointed_at(name):
            yield
        database.drop(name)


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[str]:
    """A database of its own for tests that commit, use several connections or kill processes.

    Gives the database's name; dropped afterwards.
    """
    name = f"test_{os.getpid()}_own"
    with django_db_blocker.unblock():
        database.drop(name)
        database.copy_of_template(name)
        with database.pointed_at(name):
            yield name
        database.drop(name)


@pytest.fixture
def district(db: None) -> District:
    """The cast, inside the test's transaction."""
    return make_district()

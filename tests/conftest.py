"""Every test meets a real PostgreSQL, as the application's role, behind the walls."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from sanshe.trust.accounts.models import Assignment, User
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import at_the_door, scope
from tests import database
from tests.factories.district import District, kept_district

_meanings = None

gc.set_threshold(50_000, 20, 50)  # a test's objects go with it; looking for rings costs a tenth


@pytest.fixture(autouse=True, scope="session")
def meanings_are_kept() -> Iterator[None]:
    """The encoder's rows are kept between runs (``tests.meanings``)."""
    global _meanings
    from sanshe.work.needs.sorting import encoder

    if not encoder.installed():
        yield
        return
    from tests.meanings import Meanings

    real = encoder.load
    _meanings = Meanings(real)
    encoder.load = lambda: _meanings
    yield
    encoder.load = real
    _meanings.keep()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """The tests of sorting ask the encoder itself."""
    if _meanings is not None:
        _meanings.straight = "sorting" in item.path.parts


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """One database a run (and a worker), copied from the template of the present schema."""
    name = f"test_{os.getpid()}"
    with django_db_blocker.unblock():
        database.copy_of_template(name, with_district=True)
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
    """The cast, which every test finds as it was laid out."""
    return kept_district()


@pytest.fixture
def nobody_yet(db: None) -> None:
    """Before the first account: the district's are gone until the test ends."""
    with scope(Actor.job("test")):
        Assignment.objects.all().delete()
        User.objects.all().delete()


@pytest.fixture
def as_(district: District) -> Callable[[Actor], Client]:
    """``as_(district.clerk)``: a browser in which that person is signed in."""

    def sign_in(actor: Actor) -> Client:
        with scope(district.job):
            user = User.objects.get(id=actor.user)
        client = Client()
        with at_the_door():
            client.force_login(user)
        return client

    return sign_in


@pytest.fixture(autouse=True, scope="session")
def force_login_is_a_whole_sign_in() -> Iterator[None]:
    """``client.force_login(user)`` stands for password and second factor. (A real sign-in comes
    through allauth and shows its second factor itself: tests/trust/accounts.)"""
    from django.contrib.auth.signals import user_logged_in

    def whole(sender: object, *, request: object, **rest: object) -> None:
        if not hasattr(request, "allauth"):
            request.session["second_factor"] = True

    user_logged_in.connect(whole)
    yield
    user_logged_in.disconnect(whole)


@pytest.fixture(autouse=True, scope="session")
def quick_passwords() -> Iterator[None]:
    """Argon2 is slow on purpose; the tests type many passwords."""
    from django.conf import settings
    from django.contrib.auth.hashers import get_hashers

    kept = settings.PASSWORD_HASHERS
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    get_hashers.cache_clear()
    yield
    settings.PASSWORD_HASHERS = kept

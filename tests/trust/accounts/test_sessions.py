"""Ten hours, one idle hour, three at a time; one's own are listed and ended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from sanshe.trust.accounts import actions, sessions
from sanshe.trust.policy.scope import at_the_door, scope

from .signing import CODE, HOME, LOGIN, PASSWORD, account_of, code_of, enter, with_app


@pytest.fixture
def user(district):
    user = account_of(district.worker)
    user.secret = with_app(user)
    return user


def signed_in(user, **extra) -> Client:
    """Through the front."""
    client = Client(**extra)
    enter(client, user)
    code = code_of(user.secret)
    cache.clear()  # a code counts once, and several sign-ins here happen in one half minute
    assert client.post(CODE, {"code": code}).url == HOME
    return client


def age(client: Client, key: str, seconds: int) -> None:
    session = client.session
    session[key] -= seconds
    session.save()


def test_an_idle_hour_ends_it(user):
    client = signed_in(user)
    age(client, sessions.SEEN, 3500)
    assert client.get(HOME).status_code == 200
    age(client, sessions.SEEN, 3700)
    assert client.get(HOME).url.startswith(LOGIN)
    assert "登录已经过时" in client.get(LOGIN).content.decode()


def test_ten_hours_end_it_however_busy(user):
    client = signed_in(user)
    age(client, sessions.BEGAN, 10 * 3600 - 60)
    assert client.get(HOME).status_code == 200
    age(client, sessions.BEGAN, 120)
    assert client.get(HOME).url.startswith(LOGIN)


def test_the_fourth_ends_the_first(user):
    first, *later = [signed_in(user) for _ in range(4)]
    assert first.get(HOME).url.startswith(LOGIN)
    assert [client.get(HOME).status_code for client in later] == [200, 200, 200]


def test_one_left_properly_does_not_count(user):
    gone = signed_in(user)
    first = signed_in(user)
    gone.post("/accounts/logout/")
    clients = [first, signed_in(user), signed_in(user)]
    assert [client.get(HOME).status_code for client in clients] == [200, 200, 200]


def test_listed_and_the_others_ended(user):
    here = signed_in(user, REMOTE_ADDR="127.0.0.1", HTTP_USER_AGENT="Firefox here")
    there = signed_in(user, REMOTE_ADDR="10.0.0.7", HTTP_USER_AGENT="Chrome there")
    page = here.get("/accounts/sessions/").content.decode()
    assert "Chrome there" in page and "10.0.0.7" in page and "就是这里" in page
    here.post("/accounts/sessions/")
    assert there.get(HOME).url.startswith(LOGIN)
    assert here.get(HOME).status_code == 200


def test_addresses_are_their_owners(district, user):
    signed_in(user)
    for actor, seen in [(district.worker, 1), (district.colleague, 0), (district.security, 0)]:
        with scope(actor):
            assert UserSession.objects.count() == seen
    assert UserSession.objects.count() == 0


@pytest.mark.parametrize(
    "weaken, given",
    [
        (actions.set_password, {"password": PASSWORD + "!"}),
        (actions.reset_second_factor, {}),
        (actions.deactivate, {}),
    ],
)
def test_whatever_weakens_an_account_ends_its_sessions(district, user, weaken, given):
    client = signed_in(user)
    weaken(district.security, user=user.id, **given)
    assert client.get(HOME).url.startswith(LOGIN)
    with at_the_door():
        assert not UserSession.objects.filter(user=user).exists()


def test_a_new_factor_ends_what_never_showed_it(district, django_capture_on_commit_callbacks):
    """Somebody who knew the password got in before a factor was set up: they are out."""
    user = account_of(district.worker)
    thief, owner = Client(), Client()
    enter(thief, user)
    enter(owner, user)
    owner.get("/accounts/2fa/app/")
    code = code_of(owner.session["mfa.totp.secret"])
    with django_capture_on_commit_callbacks(execute=True):
        assert owner.post("/accounts/2fa/app/", {"code": code}).status_code == 302
    assert thief.get(HOME).url.startswith(LOGIN)
    assert owner.get(HOME).status_code == 200


def test_what_is_over_is_forgotten(user):
    client, other = signed_in(user), signed_in(user)
    Session.objects.filter(session_key=client.session.session_key).update(
        expire_date=timezone.now() - timedelta(seconds=1)
    )
    cache.set("old", 1, timeout=-1)
    cache.set("new", 1, timeout=60)
    sessions.tidy()
    assert list(Session.objects.values_list("session_key", flat=True)) == [
        other.session.session_key
    ]
    with at_the_door():
        assert UserSession.objects.get().session_key == other.session.session_key
    assert cache.get("new") == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM kit_cache WHERE expires < now()")
        assert cursor.fetchone() == (0,)

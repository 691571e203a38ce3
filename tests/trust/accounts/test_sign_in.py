"""Staff sign in with a password and then a second factor; nobody gets in with less."""

from __future__ import annotations

import pytest
from django.test import Client

from sanshe.trust.accounts.models import User
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import at_the_door, scope
from tests.factories.district import make_district

from .signing import CODE, HOME, LOGIN, account_of, code_of, enter, with_app


@pytest.fixture
def district(committed):
    """Committed, as the door commits: nothing here hides in a test's transaction."""
    return make_district()


def deeds(user: User) -> list[str]:
    with scope(Actor.job("test")):
        return [e.detail["what"] for e in Entry.objects.filter(subject_id=str(user.id))]


def test_password_and_code_open_the_desk(district):
    user, client = account_of(district.worker), Client()
    secret = with_app(user)
    answer = enter(client, user)
    assert answer.url == CODE
    assert client.get(HOME).url.startswith(LOGIN)  # the password alone opens nothing
    answer = client.post(CODE, {"code": code_of(secret)})
    assert answer.url == HOME
    assert client.get(HOME).status_code == 200
    assert "in" in deeds(user)


def test_back_to_where_one_wanted_to_go(district):
    user, client = account_of(district.worker), Client()
    secret = with_app(user)
    answer = client.get("/desk/inbox/")
    client.post(answer.url, {"login": user.username, "password": "四更天的猫 42 只",
                             "next": "/desk/inbox/"})  # fmt: skip
    assert client.post(CODE, {"code": code_of(secret)}).url == "/desk/inbox/"


def test_a_wrong_password_says_so_and_leaves_a_line(district):
    user, client = account_of(district.worker), Client()
    answer = enter(client, user, password="不对的密码一二三")
    assert "用户名或密码不对" in answer.content.decode()
    assert deeds(user) == ["wrong_password"]


def test_a_wrong_code_says_so(district):
    user, client = account_of(district.worker), Client()
    with_app(user)
    enter(client, user)
    answer = client.post(CODE, {"code": "000000"})
    assert "验证码不对" in answer.content.decode()
    assert "wrong_code" in deeds(user)


def test_a_code_counts_once(district):
    user, client = account_of(district.worker), Client()
    secret = with_app(user)
    code = code_of(secret, steps=1)  # still good a minute later
    enter(client, user)
    assert client.post(CODE, {"code": code}).url == HOME
    other = Client()
    enter(other, user)
    assert other.post(CODE, {"code": code}).status_code == 200
    assert other.get(HOME).url.startswith(LOGIN)


def test_without_a_second_factor_one_sets_it_up_first(district):
    user, client = account_of(district.worker), Client()
    assert enter(client, user).url == HOME
    assert client.get(HOME).url == "/accounts/2fa/"
    assert client.get("/accounts/2fa/").status_code == 200
    page = client.get("/accounts/2fa/app/")
    assert "<svg" in page.content.decode() and "style=" not in page.content.decode()
    secret = client.session["mfa.totp.secret"]
    answer = client.post("/accounts/2fa/app/", {"code": code_of(secret)})
    assert answer.url == "/accounts/2fa/codes/"
    codes = client.get(answer.url).content.decode()
    assert codes.count("<li><code>") == 10
    assert client.get(answer.url).content.decode().count("<li><code>") == 0  # shown once
    assert client.get(HOME).status_code == 200
    assert "added" in deeds(user)


def test_a_recovery_code_stands_in_once(district):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    user = account_of(district.worker)
    with_app(user)
    with at_the_door():
        code = RecoveryCodes.activate(user).get_unused_codes()[0]
    for expected in (302, 200):
        client = Client()
        enter(client, user)
        assert client.post(CODE, {"code": code}).status_code == expected


def test_secrets_are_sealed_on_disk(district):
    from django.db import connections

    user = account_of(district.worker)
    secret = with_app(user)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT data::text FROM mfa_authenticator")
        (stored,) = cursor.fetchone()
    assert secret not in stored and "aesgcm256:" in stored


def test_an_inactive_account_stays_outside(district):
    user, client = account_of(district.worker), Client()
    with scope(Actor.job("test")):
        User.objects.filter(pk=user.pk).update(is_active=False)
    assert enter(client, user).url == "/accounts/inactive/"
    assert client.get("/accounts/inactive/").status_code == 200
    assert client.get(HOME).url.startswith(LOGIN)


def test_a_password_given_by_somebody_else_is_changed_first(district):
    user, client = account_of(district.worker), Client()
    secret = with_app(user)
    with scope(Actor.job("test")):
        User.objects.filter(pk=user.pk).update(first_password=True)
    enter(client, user)
    client.post(CODE, {"code": code_of(secret)})
    assert client.get(HOME).url == "/accounts/password/"
    new = "另一只四更天的猫 7"
    answer = client.post(
        "/accounts/password/",
        {"oldpassword": "四更天的猫 42 只", "password1": new, "password2": new},
    )
    assert answer.status_code == 302, answer.content.decode()
    assert client.get(HOME).status_code == 200
    assert enter(Client(), user, password=new).url == CODE


def test_there_is_no_sign_up_and_no_reset_by_mail(district):
    for gone in ("signup/", "password/reset/", "email/", "login/code/", "password/set/"):
        assert Client().get(f"/accounts/{gone}").status_code == 404

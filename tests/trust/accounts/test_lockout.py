"""Too many wrong tries: a wait with a number, per account and per address, lifted by an
administrator."""

from __future__ import annotations

import pytest
from django.test import Client

from sanshe.trust.accounts import actions, queries
from sanshe.trust.policy.scope import scope

from .signing import CODE, account_of, code_of, enter, with_app


def wrong(client: Client, user, times: int, **extra) -> str:
    for _ in range(times):
        answer = enter(client, user, password="不对的密码一二三", **extra)
    return answer.content.decode()


@pytest.fixture
def user(district):
    return account_of(district.worker)


def test_the_sixth_try_waits_even_with_the_right_password(district, user, client):
    assert "用户名或密码不对" in wrong(client, user, 5)
    said = enter(client, user).content.decode()
    assert "请过15分钟再试" in said
    with scope(district.security):
        assert queries.get(district.security, user.id).locked
        assert not queries.get(district.security, district.colleague.user).locked


def test_another_account_is_not_locked(district, user, client):
    wrong(client, user, 6)
    other = account_of(district.colleague)
    assert enter(Client(), other).status_code == 302


def test_from_another_address_the_account_stays_locked(user, client):
    wrong(client, user, 5)
    assert "请过" in wrong(Client(), user, 1, REMOTE_ADDR="10.0.0.9")


def test_an_address_that_tries_many_accounts_waits_too(district, user, client):
    for number in range(30):
        client.post("/accounts/login/", {"login": f"nobody{number}", "password": "x" * 12})
    assert "请过" in enter(client, user).content.decode()
    assert enter(Client(), user, REMOTE_ADDR="10.0.0.9").status_code == 302


def test_a_good_sign_in_does_not_wipe_the_count(user):
    wrong(Client(), user, 4)
    assert enter(Client(), user).status_code == 302
    wrong(Client(), user, 1)
    assert "请过" in enter(Client(), user).content.decode()


def test_wrong_codes_lock_too(user, client):
    secret = with_app(user)
    enter(client, user)
    for _ in range(5):
        client.post(CODE, {"code": "000000"})
    assert "请过" in client.post(CODE, {"code": code_of(secret)}).content.decode()


def test_unlocking(district, user, client):
    secret = with_app(user)
    wrong(client, user, 5)
    actions.unlock(district.security, user=user.id)
    assert enter(client, user).url == CODE
    for _ in range(5):
        client.post(CODE, {"code": "000000"})
    actions.unlock(district.security, user=user.id)
    assert client.post(CODE, {"code": code_of(secret)}).url == "/desk/"

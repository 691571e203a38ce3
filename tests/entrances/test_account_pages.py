"""The pages of one's own account: in our words, with nothing inline, from nowhere else."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from sanshe.trust.accounts import sessions
from sanshe.trust.accounts.models import User
from sanshe.trust.policy.scope import at_the_door, scope
from tests.trust.accounts.signing import CODE, account_of, enter, with_app

PAGES = [
    "/accounts/logout/", "/accounts/password/", "/accounts/sessions/", "/accounts/2fa/",
    "/accounts/2fa/keys/", "/accounts/2fa/app/", "/accounts/2fa/keys/add/",
    "/accounts/2fa/codes/new/",
]  # fmt: skip
FOREIGN = re.compile(r"(?:src|href|action)=\"(?:https?:)?//")
INLINE = re.compile(
    r"<script(?![^>]*(?:\ssrc=|type=\"application/json\"))|<style|\sstyle=|\son\w+="
)
ENGLISH = re.compile(r">[^<]*\b(?:the|your|you|Password|Sign|Code|Authenticator)\b[^<]*<")


def check(page: str) -> None:
    """What a strict policy would refuse, and what allauth would say in its own words."""
    assert not INLINE.search(page), INLINE.search(page)
    assert not FOREIGN.search(page), FOREIGN.search(page)
    assert not ENGLISH.search(page), ENGLISH.search(page)
    assert "data:" not in page.replace("data-", "")


def get(client: Client, address: str) -> str:
    answer = client.get(address, follow=True)
    assert answer.status_code == 200, (address, answer.status_code)
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    return answer.content.decode()


@pytest.fixture
def user(district) -> User:
    return account_of(district.worker)


@pytest.mark.parametrize("address", PAGES)
def test_own_pages_without_a_second_factor(user, client, address):
    enter(client, user)
    check(get(client, address))


@pytest.mark.parametrize("address", PAGES)
def test_own_pages_with_one(user, address):
    client = Client()
    client.force_login(user)
    with_app(user)
    check(get(client, address))  # most ask for the password again: that page is ours, too


@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/inactive/"])
def test_pages_before_sign_in(db, client, address):
    check(get(client, address))


def test_the_page_for_the_second_factor(user, client):
    with_app(user)
    enter(client, user)
    check(get(client, CODE))
    check(client.post(CODE, {"code": "000000"}).content.decode())


def again(client: Client, address: str) -> str:
    """Through the question for the password to the page behind it."""
    session = client.session
    session[sessions.BEGAN] -= 400  # signed in some minutes ago
    session.save()
    page = client.get(address, follow=True)
    check(page.content.decode())
    answer = client.post(
        page.redirect_chain[-1][0], {"password": "四更天的猫 42 只", "next": address}, follow=True
    )
    assert answer.status_code == 200 and answer.request["PATH_INFO"] == address
    return answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/accounts/2fa/app/off/", "/accounts/2fa/keys/add/", "/accounts/2fa/codes/new/"]
)
def test_what_asks_for_the_password_again(user, client, address):
    with_app(user)
    client.force_login(user)
    check(again(client, address))


def test_taking_the_last_factor_away_shuts_the_desk(
    user, client, django_capture_on_commit_callbacks
):
    with_app(user)
    client.force_login(user)
    assert client.get("/desk/").status_code == 200
    again(client, "/accounts/2fa/app/off/")
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/accounts/2fa/app/off/").status_code == 302
    assert client.get("/desk/").url == "/accounts/2fa/"


def test_a_wrong_password_is_not_enough_to_change_the_locks(user, client):
    with_app(user)
    client.force_login(user)
    address = "/accounts/reauthenticate/?next=/accounts/2fa/app/off/"
    assert "密码不对" in client.post(address, {"password": "x"}).content.decode()


def test_passkeys_are_offered_and_listed(user, client):
    from allauth.mfa.models import Authenticator

    answer = client.get("/accounts/2fa/keys/login/", headers={"Accept": "application/json"})
    assert answer.json()["request_options"]["publicKey"]["userVerification"] == "required"
    enter(client, user)
    page = get(client, "/accounts/2fa/keys/add/")
    assert 'id="passkey-options"' in page and "mfa/js/webauthn.js" in page
    with at_the_door():
        assert not Authenticator.objects.filter(user=user).exists()


def test_too_many_from_one_address_is_a_page_of_ours(db, client):
    for _ in range(31):
        answer = client.post("/accounts/login/", {"login": "x"})
    assert answer.status_code == 429 and "试得太多次了" in answer.content.decode()


def test_the_menu_stands_on_own_pages_without_opening_anything(district, user, client):
    client.force_login(user)
    page = get(client, "/accounts/sessions/")
    assert "社工" in page and "/desk/inbox/" in page
    with scope(district.worker):
        assert user.name in page

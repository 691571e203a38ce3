"""One-click sign-in: in a demonstration, started as one, on this very machine; else not there."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from sanshe.ground.kit.errors import NotAllowed
from sanshe.ground.kit.ids import new_id
from sanshe.trust.accounts import actions, queries
from sanshe.trust.accounts.models import Installation, User
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.scope import scope
from tests.factories.district import FX

JOB = Actor.job("test")
ADDRESS = "/demo/sign-in/"


@pytest.fixture
def worker(nobody_yet, settings) -> User:
    """Somebody to be, in a demonstration that is open."""
    settings.DEMO = True
    settings.ALLOWED_HOSTS = ["*"]
    actions.mark_as_demo(JOB)
    user = actions.create_user(JOB, username="demo-worker", name="小何", is_demo=True)
    actions.grant(JOB, user=user.id, role=Role.WORKER, org=new_id(), area=FX)
    return user


def click(user: User, **extra):
    client = Client(**{"HTTP_HOST": "127.0.0.1:8000", "REMOTE_ADDR": "127.0.0.1"} | extra)
    return client, client.post(ADDRESS, {"account": user.id})


def test_the_name_of_the_address():
    assert reverse("public:demo_sign_in") == ADDRESS


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "localhost"])
@pytest.mark.parametrize("address", ["127.0.0.1", "127.9.9.9", "::1"])
def test_one_click_and_at_the_desk(worker, host, address):
    client, answer = click(worker, HTTP_HOST=host, REMOTE_ADDR=address)
    assert answer.url == "/desk/"
    page = client.get("/desk/")
    assert page.status_code == 200 and "小何" in page.content.decode()


def refused(user: User, **extra) -> bool:
    client, answer = click(user, **extra)
    return answer.status_code == 404 and client.get("/desk/").status_code == 302


@pytest.mark.parametrize(
    "extra",
    [
        {"REMOTE_ADDR": "10.0.0.7"},
        {"REMOTE_ADDR": "192.168.1.2"},
        {"REMOTE_ADDR": "::2"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "unix:"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_VIA": "1.1 proxy"},
        {"HTTP_X_REAL_IP": "127.0.0.1"},
        {"HTTP_HOST": "sanshe.example"},
        {"HTTP_HOST": "10.0.0.7:8000"},
    ],
)
def test_only_on_this_machine(worker, extra):
    assert refused(worker, **extra)


def test_only_when_started_as_one(worker, settings):
    settings.DEMO = False
    assert refused(worker)


def test_only_in_a_demonstrations_database(worker):
    with scope(JOB):
        Installation.objects.update(demo=False)  # this way is open, the way back is not
    assert refused(worker)


def test_only_accounts_to_try_out(worker):
    real = actions.create_user(JOB, username="real", name="真人")
    assert refused(real)


def test_only_accounts_in_use(worker):
    actions.deactivate(JOB, user=worker.id)
    assert refused(worker)


@pytest.mark.parametrize("account", ["", "x", "01a208d6-eabd-761a-b960-cb375990c570"])
def test_only_accounts_there_are(worker, account):
    client = Client(HTTP_HOST="localhost")
    assert client.post(ADDRESS, {"account": account}).status_code == 404


def test_only_by_a_form_of_ours(worker):
    client = Client(HTTP_HOST="localhost", enforce_csrf_checks=True)
    assert client.post(ADDRESS, {"account": worker.id}).status_code == 403
    assert client.get(ADDRESS).status_code == 405


def test_it_ends_when_the_demonstration_closes(worker, settings):
    client, _ = click(worker)
    assert client.get("/desk/").status_code == 200
    settings.DEMO = False
    assert client.get("/desk/").status_code == 302
    settings.DEMO = True
    assert client.get("/desk/").status_code == 302


def test_it_does_not_go_along_to_another_address(worker):
    client, _ = click(worker)
    assert client.get("/desk/", REMOTE_ADDR="10.0.0.7").status_code == 302


def test_another_click_is_another_person(worker):
    other = actions.create_user(JOB, username="demo-clerk", name="老李", is_demo=True)
    actions.grant(JOB, user=other.id, role=Role.COMMITTEE_CLERK, org=new_id(), area=FX)
    client, _ = click(worker)
    client.post(ADDRESS, {"account": other.id})
    page = client.get("/desk/").content.decode()
    assert "老李" in page and "小何" not in page


def test_nobody_changes_the_locks_of_a_demonstration(worker):
    client, _ = click(worker)
    for address in ("/accounts/2fa/", "/accounts/password/", "/accounts/sessions/"):
        assert client.get(address).status_code == 403
    assert client.post("/accounts/logout/").status_code == 302


def test_nobody_signs_in_to_one_by_password(worker):
    assert not worker.has_usable_password()
    with pytest.raises(NotAllowed):
        actions.set_password(JOB, user=worker.id, password="四更天的猫 42 只")


def test_who_can_be_tried_says_what_they_do(worker):
    (one,) = queries.demo_accounts()
    assert (one.user, one.role_label, one.area) == (worker.id, "社工", FX)


def test_the_start_page_offers_it_only_where_it_works(worker, settings):
    here = {"HTTP_HOST": "localhost", "REMOTE_ADDR": "127.0.0.1"}
    assert "小何" in Client().get("/", **here).content.decode()
    assert "小何" not in Client().get("/", **here | {"REMOTE_ADDR": "10.0.0.7"}).content.decode()
    settings.DEMO = False
    assert "小何" not in Client().get("/", **here).content.decode()

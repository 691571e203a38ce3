"""The accounts page: found, made, given, taken back; nobody but the security administrator."""

from __future__ import annotations

import pytest
from django.test import Client

from sanshe.trust.accounts import queries
from sanshe.trust.accounts.models import Assignment, User
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.scope import scope
from tests.factories.district import FX

PASSWORD = "四更天的猫 42 只"


def at_desk(actor: Actor) -> Client:
    client = Client()
    with scope(Actor.job("test")):
        client.force_login(User.objects.get(pk=actor.user))
    return client


@pytest.fixture
def desk(district) -> Client:
    return at_desk(district.security)


def test_the_list(district, desk):
    page = desk.get("/desk/accounts/").content.decode()
    assert "孟社工" in page and "春熙社会事务服务中心" in page and "王干事" not in page
    assert "孟社工" not in desk.get("/desk/accounts/?q=冯").content.decode()
    assert "没有找到账号" in desk.get("/desk/accounts/?q=没有这个人").content.decode()


def test_the_list_asks_the_same_few_questions_however_long(
    district, desk, django_assert_max_num_queries
):
    with django_assert_max_num_queries(60):
        desk.get("/desk/accounts/")


def test_nobody_else(district):
    for actor in (district.worker, district.clerk, district.system, district.auditor):
        client = at_desk(actor)
        for address in ("/desk/accounts/", f"/desk/accounts/{district.colleague.user}/"):
            assert client.get(address).status_code == 403, (actor, address)
        answer = client.post("/desk/accounts/new/", {"username": "x", "name": "x",
                                                     "password": PASSWORD})  # fmt: skip
        assert answer.status_code == 400 and "不能做这一步" in answer.content.decode()


def test_made_and_given_a_role(district, desk):
    answer = desk.post(
        "/desk/accounts/new/", {"username": "xinlai", "name": "新来的", "password": PASSWORD}
    )
    assert answer.status_code == 302, answer.content.decode()
    granted = desk.post(
        f"{answer.url}grant/",
        {"role": "worker", "org": district.agency.id, "area": FX, "since": "2026-01-01"},
    )
    assert granted.status_code == 302, granted.content.decode()
    page = desk.get(answer.url).content.decode()
    assert "社工" in page and "复兴社区居委会" in page


def test_what_was_typed_is_kept_and_what_is_wrong_said(district, desk):
    page = desk.post(
        "/desk/accounts/new/", {"username": "xinlai", "name": "新来的", "password": "short"}
    )
    assert page.status_code == 400
    text = page.content.decode()
    assert "这个密码不行" in text and 'value="xinlai"' in text
    with scope(district.job):
        held = Assignment.objects.get(user=district.colleague.user)
    page = desk.post(
        f"/desk/accounts/{district.colleague.user}/grant/",
        {"role": Role.AUDIT_ADMIN, "org": held.org, "area": FX, "since": "2026-01-01"},
    )
    assert page.status_code == 400 and "要由不同的人担任" in page.content.decode()


def test_taken_back(district, desk):
    with scope(district.job):
        held = Assignment.objects.get(user=district.colleague.user)
    address = f"/desk/accounts/{district.colleague.user}/revoke/"
    assert desk.post(address, {"assignment": held.id}).status_code == 302
    assert queries.choices_of(district.colleague.user) == []
    assert desk.post(address, {"assignment": "x"}).status_code == 404


@pytest.mark.parametrize("step", ["reset", "unlock", "deactivate", "reactivate"])
def test_the_steps(district, desk, step):
    address = f"/desk/accounts/{district.colleague.user}/"
    assert desk.post(f"{address}{step}/").url == address
    assert desk.get(f"{address}{step}/").status_code == 405
    own = f"/desk/accounts/{district.security.user}/{step}/"
    assert desk.post(own).status_code == 403
    assert desk.post(f"{address}nonsense/").status_code == 404


def test_renamed_and_a_new_password(district, desk):
    address = f"/desk/accounts/{district.colleague.user}/"
    assert desk.post(f"{address}rename/", {"name": "何社工"}).status_code == 302
    assert desk.post(f"{address}password/", {"password": PASSWORD}).status_code == 302
    assert "还没换第一个密码" in desk.get(address).content.decode()
    assert desk.post(f"{address}password/", {"password": "x"}).status_code == 400


def test_ones_own_account_shows_no_buttons(district, desk):
    page = desk.get(f"/desk/accounts/{district.security.user}/").content.decode()
    assert "不由您来管" in page and "/grant/" not in page

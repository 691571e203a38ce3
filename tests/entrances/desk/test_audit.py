"""The audit page: lines in words, filters in the address, the chains walked at a button."""

from __future__ import annotations

import pytest
from django.test import Client

from sanshe.trust.accounts.models import User
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import scope
from tests.factories.district import FX


def at_desk(actor: Actor) -> Client:
    client = Client()
    with scope(Actor.job("test")):
        client.force_login(User.objects.get(pk=actor.user))
    return client


@pytest.fixture
def desk(district) -> Client:
    with scope(district.worker):
        note(
            district.worker, Deed.REVEAL_PERSON, kind="person", id="p1", community=FX,
            purpose="探访前核对地址", fields=2,
        )  # fmt: skip
    return at_desk(district.auditor)


def test_lines_in_words(district, desk):
    page = desk.get("/desk/audit/").content.decode()
    for word in ("孟社工", "看居民的完整信息", "复兴社区", "探访前核对地址", "改了 2"):
        assert word in page, word


@pytest.mark.parametrize(
    "query, there",
    [
        ("deed=people.reveal", True),
        ("deed=needs.hear", False),
        ("kind=person&subject=p1", True),
        ("subject=p2", False),
        ("day=2020-01-01", False),
        ("day=nonsense&deed=nonsense", True),
        ("person=孟社工", True),
        ("person=李干事", False),
        ("person=没有这个人", False),
    ],
)
def test_filters_are_in_the_address(desk, query, there):
    assert ("探访前核对地址" in desk.get(f"/desk/audit/?{query}").content.decode()) is there


def test_by_person(district, desk):
    for actor, there in ((district.worker, True), (district.clerk, False)):
        page = desk.get(f"/desk/audit/?person={actor.user}").content.decode()
        assert ("探访前核对地址" in page) is there


def test_looking_is_itself_in_the_book(desk):
    desk.get("/desk/audit/?subject=p1")
    assert "对象 p1" in desk.get("/desk/audit/?deed=audit.read").content.decode()


def test_verified_at_a_button(desk):
    assert "没有被动过" in desk.post("/desk/audit/verify/").content.decode()


def test_nobody_else(district):
    for actor in (district.worker, district.bureau, district.security, district.system):
        client = at_desk(actor)
        assert client.get("/desk/audit/").status_code == 403
        assert client.post("/desk/audit/verify/").status_code == 403

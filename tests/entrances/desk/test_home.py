"""The start of the desk and the inbox: what waits, and where to go."""

from __future__ import annotations

import pytest
from django.test import Client

from sanshe.ground.messages.actions import tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.ground.messages.queries import unread_count
from sanshe.trust.accounts.models import User
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions as needs
from tests.factories.district import FX


def at_desk(actor: Actor) -> Client:
    client = Client()
    with scope(Actor.job("test")):
        client.force_login(User.objects.get(pk=actor.user))
    return client


def unread(actor: Actor) -> int:
    with scope(actor):
        return unread_count(actor.user, actor.org, actor.role)


@pytest.fixture
def told(district):
    with scope(district.job):
        tell(code=NoticeCode.ASSIGNED, link="/desk/", user=district.worker.user)
        tell(code=NoticeCode.DUE_SOON, link="/desk/", org=district.agency.id, role="worker")
    return district


def test_the_start_page_of_every_role(district):
    for name in ("worker", "supervisor", "manager", "clerk", "secretary", "street", "bureau",
                 "auditor", "security", "system"):  # fmt: skip
        actor = getattr(district, name)
        answer = at_desk(actor).get("/desk/")
        assert answer.status_code == 200, name
        assert actor.name in answer.content.decode()
        assert ("/desk/accounts/" in answer.content.decode()) is (name == "security")


def test_the_inbox_is_ones_own_and_the_organisations(told):
    page = at_desk(told.worker).get("/desk/inbox/").content.decode()
    assert "有一件事派给了您" in page and "有一件事快到期了" in page
    page = at_desk(told.colleague).get("/desk/inbox/").content.decode()
    assert "有一件事派给了您" not in page and "有一件事快到期了" in page
    assert "没有提醒" in at_desk(told.clerk).get("/desk/inbox/").content.decode()


def test_opening_one_marks_it_read(told):
    from sanshe.ground.messages.queries import inbox

    with scope(told.worker):
        notice = inbox(told.worker.user, None, "").get()
    client = at_desk(told.worker)
    assert client.post("/desk/inbox/read/", {"notice": notice.id}).url == "/desk/"
    assert unread(told.worker) == 1
    assert at_desk(told.clerk).post("/desk/inbox/read/", {"notice": notice.id}).status_code == 404
    assert client.post("/desk/inbox/read/", {"notice": "x"}).status_code == 404


def test_all_at_once(told):
    client = at_desk(told.worker)
    client.post("/desk/inbox/read/", {"all": 1})
    assert unread(told.worker) == 0
    assert "全部算看过" not in client.get("/desk/inbox/").content.decode()


def test_a_notice_says_what_it_is_about_to_whoever_may_see_it(district):
    """Read with the rights of now: who may not see the matter sees the notice alone."""
    heard = needs.hear(district.resident, community=FX, text="楼道的灯坏了", channel="web")
    with scope(district.job):
        link = f"/desk/needs/{heard.need.id}/"
        for actor in (district.clerk, district.other_district):
            tell(code=NoticeCode.WAITING, link=link, user=actor.user)
    page = at_desk(district.clerk).get("/desk/inbox/").content.decode()
    assert "事项" in page and "楼道的灯坏了" in page
    page = at_desk(district.other_district).get("/desk/inbox/").content.decode()
    assert "有一件事等您处理" in page and "楼道的灯坏了" not in page

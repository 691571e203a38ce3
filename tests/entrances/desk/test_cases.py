"""Casework at the desk: led from opening to closing; each page shows what one may see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from sanshe.entrances.jobs.demo.clock import at, morning
from sanshe.ground.kit.ids import new_id
from tests.work.casework.cast import Work, today


@pytest.fixture
def work(district):
    with at(morning(today()) + timedelta(hours=4)):
        yield Work(district)


def go(client, name, *args, **typed):
    return client.post(reverse(f"desk:{name}", args=args), typed, follow=True)


def test_a_case_led_on_its_pages(work, as_, district):
    worker = as_(district.worker)
    person = f"{reverse('desk:case_new')}?person={work.person.id}"
    assert "开个案" in worker.get(reverse("desk:person", args=[work.person.id])).content.decode()
    work.case = new_id()
    typed = {"id": work.case, "service": work.service.id, "worker": district.worker.user,
             "why": "想有个人商量"}  # fmt: skip
    refused = worker.post(person, typed)
    assert refused.status_code == 400 and "想有个人商量" in refused.content.decode()
    worker.post(person, typed | {"agreed_how": "signed"})
    assert work.now().state == "open"
    go(worker, "case_step", work.case, "assess", version=0, assessment="一个人住")
    late = go(worker, "case_step", work.case, "assess", version=0, assessment="写了很久的话")
    assert late.status_code == 400 and "写了很久的话" in late.content.decode()
    days = {"review_by": today() + timedelta(days=90), "next_on": today() + timedelta(days=9)}
    wrong = go(worker, "case_step", work.case, "plan", version=1, goal_1="出门", **days)
    assert wrong.status_code == 400 and "出门" in wrong.content.decode()
    go(worker, "case_step", work.case, "plan", version=1, plan="去看她", goal_1="出门",
       scale_1="0", goal_2="打电话", scale_2="1", **days)  # fmt: skip
    assert work.now().state == "planned"
    late = go(worker, "case_step", work.case, "assess", version=2, assessment="晚到的预估")
    assert late.status_code == 400 and "晚到的预估" in late.content.decode()
    contact = {"id": new_id(), "way": "visit", "note": "聊了很久", "minutes": 20,
               "day": today() - timedelta(days=1), "clock": "10:00",
               "next_on": days["next_on"]}  # fmt: skip
    wrong = go(worker, "case_contact", work.case, **contact)
    assert wrong.status_code == 400 and "聊了很久" in wrong.content.decode()
    contact |= {"day": today(), "clock": "08:00"}
    for _twice in range(2):
        go(worker, "case_contact", work.case, **contact)
    assert work.now().contacts == 1
    page = worker.get(reverse("desk:case", args=[work.case])).content.decode()
    assert "聊了很久" in page and "下一步" in page
    close = {"version": work.now().version, "evaluation": "好多了", "opinion": "good",
             "follow_up_on": today() + timedelta(days=30), "goal_1": "3"}  # fmt: skip
    assert go(worker, "case_step", work.case, "close", **close).status_code == 400
    go(worker, "case_step", work.case, "close", **close, goal_2="4")
    assert work.now().state == "closed" and len(work.book()) == 2


def test_each_sees_what_they_may(work, as_, district):
    work.running()
    case = reverse("desk:case", args=[work.case])
    seen = {name: as_(getattr(district, name)) for name in ("supervisor", "manager", "colleague")}
    assert "聊了女儿的电话" in seen["supervisor"].get(case).content.decode()
    page = seen["manager"].get(case).content.decode()
    assert "1次" in page and "3栋" not in page and "女儿" not in page
    assert work.service.name in seen["manager"].get(reverse("desk:cases")).content.decode()
    assert seen["colleague"].get(case).status_code == 404
    assert str(work.case) not in seen["colleague"].get(reverse("desk:cases")).content.decode()
    clerk = as_(district.clerk)
    assert clerk.get(case).status_code == clerk.get(reverse("desk:cases")).status_code == 403
    assert reverse("desk:cases") not in clerk.get(reverse("desk:home")).content.decode()

"""Matters at the desk: the queue, hearing, triage, every step, and what a stale form finds."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sanshe.entrances.desk.pages.needs.shown import marked
from sanshe.ground.kit.ids import new_id
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions
from sanshe.work.needs.enums import State
from sanshe.work.needs.models import Need
from tests.factories.district import FX

VISIT = "我一个人在家,电视开着,想有人来坐坐"
DANGER = "我不想活了,药都攒好了"


@pytest.fixture
def clerk(as_, district):
    return as_(district.clerk)


@pytest.fixture
def worker(as_, district):
    return as_(district.worker)


@pytest.fixture
def hear(district):
    def said(text=VISIT, **more):
        return actions.hear(
            district.resident, community=FX, text=text, channel="web", **more
        ).need  # fmt: skip

    return said


def now(district, need):
    with scope(district.job):
        return Need.objects.get(pk=need.pk)


def step(client, need, name, version, **sent):
    return client.post(
        reverse("desk:need_step", args=[need.pk, name]), {"version": version, **sent}
    )


SORTED = {"kind": "need", "category": "elder_visit", "urgency": "P2", "privacy": "normal"}


def test_the_queue_shows_what_waits_danger_first(clerk, hear):
    hear()
    hear("我闻到好大煤气味,头晕")
    page = clerk.get(reverse("desk:queue")).content.decode()
    assert page.index("煤气味") < page.index("想有人来坐坐")


def test_a_filter_lives_in_the_address(clerk, hear):
    hear()
    hear("我闻到好大煤气味,头晕")
    page = clerk.get(reverse("desk:queue"), {"urgency": "P0"}).content.decode()
    assert "煤气味" in page and "想有人来坐坐" not in page


def test_the_queue_costs_the_same_whatever_it_holds(clerk, hear):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert clerk.get(reverse("desk:queue")).status_code == 200
        return len(seen)

    hear()
    queries()
    few = queries()
    for _ in range(8):
        hear()
    assert queries() == few


def test_the_next_page_goes_on_where_this_one_ends(clerk, hear, monkeypatch):
    for n in range(55):
        hear(f"楼道灯坏了{n}号")
    seen, after = [], ""
    for _ in range(2):
        page = clerk.get(reverse("desk:queue"), {"after": after} if after else {})
        seen += re.findall(r"坏了(\d+)号", page.content.decode())
        after = page.context["page"].after
    assert sorted(map(int, seen)) == list(range(55)) and not after


def test_a_stranger_sees_nothing(as_, district, hear):
    need = hear()
    client = as_(district.other_district)
    assert (
        "想有人来坐坐" not in client.get(reverse("desk:queue"), {"whose": "all"}).content.decode()
    )
    assert client.get(reverse("desk:need", args=[need.pk])).status_code == 404
    assert step(client, need, "sort", 1, **SORTED).status_code == 404


def test_hearing_gives_a_receipt_once(clerk, district):
    form = clerk.get(reverse("desk:hear"))
    assert form.status_code == 200
    sent = {
        "id": str(new_id()),
        "channel": "phone",
        "text": VISIT,
        "contact_phone": "100-0000-0001",
    }
    first = clerk.post(reverse("desk:hear"), sent)
    again = clerk.post(reverse("desk:hear"), sent)
    with scope(district.job):
        need = Need.objects.get()
    assert first.status_code == 200 and first["Cache-Control"] == "no-store"
    assert f"{need.receipt[:3]} {need.receipt[3:6]}" in first.content.decode()
    assert first.context["heard"].secret == again.context["heard"].secret


def test_an_empty_form_comes_back_with_what_was_typed(clerk):
    answer = clerk.post(
        reverse("desk:hear"),
        {"id": str(new_id()), "channel": "phone", "text": " ", "contact_name": "张阿姨"},
    )
    assert answer.status_code == 400 and "张阿姨" in answer.content.decode()


def test_danger_shows_while_one_types_and_keeps_nothing(clerk, district):
    answer = clerk.post(reverse("desk:hear_danger"), {"text": DANGER})
    assert "tel:120" in answer.content.decode() and "tel:110" in answer.content.decode()
    assert "tel:" not in clerk.post(reverse("desk:hear_danger"), {"text": VISIT}).content.decode()
    with scope(district.job):
        assert not Need.objects.exists()


def test_what_a_clerk_hears_in_danger_goes_where_the_clerk_does_not_see(clerk, district):
    sent = {"id": str(new_id()), "channel": "phone", "text": DANGER}
    page = clerk.post(reverse("desk:hear"), sent).content.decode()
    assert "tel:120" in page
    with scope(district.job):
        need = Need.objects.get()
    assert clerk.get(reverse("desk:need", args=[need.pk])).status_code == 404


def test_triage_marks_the_words_and_one_press_hands_it_on(clerk, worker, district, hear):
    need = hear()
    page = clerk.get(reverse("desk:need", args=[need.pk])).content.decode()
    assert "<mark>" in page and "autofocus" in page and district.agency.name in page
    answer = step(clerk, need, "sort", need.version, then="dispatch", **SORTED)
    assert answer.status_code == 302 and answer.url == reverse("desk:queue")
    need = now(district, need)
    assert need.state == State.DISPATCHED and need.lead_org == district.agency.id
    assert "想有人来坐坐" in worker.get(reverse("desk:queue")).content.decode()


def test_words_in_letters_are_marked_whole():
    assert marked("My mother needs her pills, 打110", ["her", "110"]) == [
        ("My mother needs ", False), ("her", True), (" pills, 打", False), ("110", True),
    ]  # fmt: skip


def test_a_stale_form_keeps_what_was_typed_and_shows_the_present(clerk, district, hear):
    need = hear()
    actions.sort(district.secretary, need=need, version=need.version, reason="", **SORTED)
    late = {**SORTED, "urgency": "P1", "reason": "我觉得更急"}
    answer = step(clerk, need, "sort", need.version, **late)
    page = answer.content.decode()
    assert answer.status_code == 409 and "我觉得更急" in page and "刚才有人先动了" in page
    assert f'name="version" value="{now(district, need).version}"' in page
    assert now(district, need).urgency == "P2"


def test_words_for_a_step_that_is_over_meanwhile_are_not_lost(clerk, worker, district, hear):
    """Two write the answer: one is quicker, and the other's form has left the page."""
    need = hear()
    step(clerk, need, "sort", need.version, **SORTED)
    step(clerk, need, "dispatch", now(district, need).version, lead=str(district.agency.id))
    seen = now(district, need).version
    assert step(worker, need, "answer", seen, text="我们周三去").status_code == 302
    late = step(worker, need, "answer", seen, text="约好周四上午去看她")
    assert late.status_code in (400, 409)
    assert "约好周四上午去看她" in late.text and "我们周三去" in late.text
    assert late.text.count('class="wrong"') == 1


def test_the_whole_way_at_the_desk(clerk, worker, district, hear):
    need = hear()
    step(clerk, need, "sort", need.version, then="dispatch", **SORTED)
    for who, name, sent, state in [
        (worker, "answer", {"text": "周三下午来看您"}, State.ANSWERED),
        (clerk, "attempt", {"how": "phone", "note": "没人接"}, State.ANSWERED),
        (clerk, "not_solved", {"text": "没来"}, State.DISPATCHED),
        (worker, "answer", {"text": "今天来过了"}, State.ANSWERED),
        (clerk, "confirm", {"text": "来过了,好"}, State.CLOSED),
        (clerk, "thank", {"text": "谢谢", "to": "孟社工"}, State.CLOSED),
        (clerk, "reopen", {"text": "又要"}, State.DISPATCHED),
        (worker, "note", {"text": "已约"}, State.DISPATCHED),
        (worker, "send_back", {"text": "不归我们"}, State.SORTED),
    ]:
        at = now(district, need)
        answer = step(who, need, name, at.version, **sent)
        assert answer.status_code == 302, (name, answer.content.decode()[-3000:])
        assert now(district, need).state == state, name
    page = clerk.get(reverse("desk:need", args=[need.pk])).content.decode()
    assert "周三下午来看您" in page and "没人接" in page and "不归我们" in page


def test_the_worker_may_not_confirm_their_own_work(worker, clerk, district, hear):
    need = hear()
    step(clerk, need, "sort", need.version, then="dispatch", **SORTED)
    step(worker, need, "answer", now(district, need).version, text="好了")
    answer = step(worker, need, "confirm", now(district, need).version, text="")
    assert answer.status_code == 400 and now(district, need).state == State.ANSWERED


def test_raising_privacy_takes_it_out_of_the_clerks_sight(clerk, worker, district, hear):
    need = hear()
    answer = step(clerk, need, "sort", need.version, **{**SORTED, "privacy": "confidential"})
    assert answer.status_code == 302 and answer.url == reverse("desk:queue")
    assert clerk.get(reverse("desk:need", args=[need.pk])).status_code == 404
    assert worker.get(reverse("desk:need", args=[need.pk])).status_code == 200


def test_a_telephone_number_is_shown_for_a_purpose_only(clerk, district, hear):
    need = hear(contact_phone="100-0000-0042")
    assert "100-0000-0042" not in clerk.get(reverse("desk:need", args=[need.pk])).content.decode()
    contact = reverse("desk:need_contact", args=[need.pk])
    assert clerk.post(contact, {"c-purpose": ""}).status_code == 400
    assert "100-0000-0042" in clerk.post(contact, {"c-purpose": "回话"}).content.decode()
    with scope(district.job):
        assert Entry.objects.filter(deed=Deed.ASK_RESIDENT, purpose="回话").exists()


def test_an_unknown_step_is_not_found(clerk, hear):
    assert step(clerk, hear(), "vanish", 1).status_code == 404

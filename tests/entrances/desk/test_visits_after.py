"""Visits at the desk beyond the plain ones: looking for somebody, escorts, paper, what follows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sanshe.trust.policy.scope import scope
from sanshe.work.needs.models import Need
from sanshe.work.visits import actions
from sanshe.work.visits.models import Escort, Ladder, Visit
from tests.entrances.desk.test_visits import WEEK, form_of, only_visit, text_of
from tests.work.visits.cast import dispatched, granny, hours_ago, planned, recorded, standing_of


@pytest.fixture
def ladder(district) -> Ladder:
    visit = planned(district, person=granny(district, tier="A"))
    actions.record(district.worker, visit=visit, version=0, outcome="no_answer")
    with scope(district.job):
        return Ladder.objects.get()


def test_who_is_looked_for_stands_on_top_for_all_who_help(district, as_, ladder):
    address = f"{WEEK}ladders/{ladder.id}/"
    for actor in (district.worker, district.supervisor, district.clerk):
        client = as_(actor)
        assert address in text_of(client.get("/desk/")) and address in text_of(client.get(WEEK))
        assert "超时" in text_of(client.get(address))
    for actor in (district.other_agency, district.other_district):
        client = as_(actor)
        assert address not in text_of(client.get("/desk/"))
        text_of(client.get(address), 404)
        text_of(client.post(address, {"danger": "1", "version": 0}), 404)
    street = as_(district.street)
    assert "记下这一步" not in text_of(street.get(address))
    text_of(street.post(address, {"version": 0}), 403)


def test_climbing_by_the_page(district, as_, ladder):
    client, address = as_(district.worker), f"{WEEK}ladders/{ladder.id}/"
    step = {"version": 0, "rung": "contact", "found": "nobody", "text": "敲了门"}
    html = text_of(client.post(address, step), 400)
    assert "敲了门" in html and "为什么跳过" in html
    assert client.post(address, {**step, "why_skipped": "邻居不在"}).status_code == 302
    assert "刚才有人先动了" in text_of(client.post(address, step), 400)
    page = text_of(as_(district.clerk).get(address))
    assert "跳过" in page and "邻居不在" in page
    text_of(client.post(address, {"danger": "1", "version": 1}, follow=True))
    assert "tel:110" in text_of(client.get(address))
    done = {"version": 2, "rung": "police", "found": "taken_over", "text": "派出所接手"}
    assert "人有下落了" in text_of(client.post(address, done, follow=True))


def test_an_escort_by_the_pages(district, as_):
    need, client = dispatched(district), as_(district.worker)
    now = timezone.localtime()
    typed = {
        "id": "0197c3a0-0000-7000-8000-000000000002", "whom": "周奶奶", "way": "escort",
        "service": district.service.pk, "worker": str(district.worker.user),
        "day": f"{now:%Y-%m-%d}", "start": "08:00", "end": "10:00",
    }  # fmt: skip
    address = f"{WEEK}new/?need={need.id}"
    assert "都要写明" in text_of(client.post(address, typed), 400)
    way = {"destination": "医院", "risk": "fall", "contact": "女儿", "transport": "bus"}
    assert "要两个人陪" in text_of(client.post(address, {**typed, **way}), 400)
    both = {**typed, **way, "companions": [str(district.colleague.user)]}
    assert client.post(address, both).status_code == 302
    visit = only_visit(district)
    assert "小何" in text_of(client.get(f"{WEEK}{visit.id}/"))
    with scope(district.job):
        Escort.objects.update(back_by=now + timedelta(hours=1))
    assert client.post(f"{WEEK}{visit.id}/depart/", {}).status_code == 302
    assert "医院" in text_of(as_(district.clerk).get("/desk/"))
    html = text_of(client.post(f"{WEEK}{visit.id}/home/", {"how": ""}), 400)
    assert "请写一句" in html
    text_of(as_(district.other_agency).post(f"{WEEK}{visit.id}/home/", {"how": "x"}), 404)
    assert client.post(f"{WEEK}{visit.id}/home/", {"how": "送进家门"}).status_code == 302


def test_one_tap_for_all_fine_and_one_for_a_matter(district, as_):
    visit = planned(district, need=dispatched(district))
    typed = form_of(visit, all_fine="on", mood="concern", noticed="灯坏了", follow_up="")
    for check in ("health", "safety", "hygiene", "living"):
        typed.pop(check)
    client = as_(district.worker)
    assert client.post(f"{WEEK}{visit.id}/record/", typed).status_code == 302
    made = only_visit(district)
    assert (made.health, made.mood, standing_of(district, visit)) == ("fine", "concern", "recorded")
    client.post(f"{WEEK}{visit.id}/follow-up/")
    with scope(district.job):
        heard = Need.objects.get(channel="visit")
    assert str(visit.id) in text_of(as_(district.clerk).get(f"/desk/needs/{heard.id}/"))
    assert "已记成一件事" in text_of(client.get(f"{WEEK}{visit.id}/"))


def test_a_week_on_paper(district, as_):
    need = dispatched(district)
    noon = timezone.localtime().replace(hour=12) - timedelta(days=1)  # all on one day of one week
    since = (timezone.now() - noon).total_seconds() / 3600
    rows = [planned(district, need=need, hours=-since - n) for n in (0, 2, 4)]
    monday = timezone.localdate(rows[0].planned_start)
    client, address = as_(district.worker), f"{WEEK}paper/?week={monday}"
    sheet: dict = {}
    for row, outcome in zip(rows, ("done", "done", ""), strict=True):
        start = timezone.localtime(row.planned_start)
        minutes = 20 if row is rows[0] else 1
        end = start + timedelta(minutes=minutes)
        sheet |= {
            f"{row.id}-version": 0, f"{row.id}-outcome": outcome, f"{row.id}-day": start.date(),
            f"{row.id}-started_at": f"{start:%H:%M}", f"{row.id}-ended_at": f"{end:%H:%M}",
            f"{row.id}-odd_but_so": "on" if row is rows[0] else "",
        }  # fmt: skip
    html = text_of(client.post(address, sheet), 400)
    assert "录好了1次" in html and "时间太短或者太长" in html
    again = {**sheet, f"{rows[1].id}-odd_but_so": "on"}
    assert client.post(address, again).status_code == 302
    with scope(district.job):
        assert Visit.objects.filter(state="recorded", from_paper=True).count() == 2
    assert "当时记在纸上" in text_of(client.get(f"{WEEK}{rows[0].id}/"))
    text_of(as_(district.clerk).get(address), 403)


def test_a_wrong_record_and_somebody_who_died(district, as_):
    person = granny(district)
    visit = recorded(district, planned(district, person=person))
    address = f"{WEEK}{visit.id}/correct/"
    typed = form_of(visit, version=1, outcome="died", reason="点错了")
    assert "先冲正" in text_of(as_(district.worker).post(address, typed), 400)
    lead = as_(district.supervisor)
    assert "为什么改" in text_of(lead.get(address))
    assert lead.post(address, typed).status_code == 302
    assert "点错了" in text_of(lead.get(f"{WEEK}{visit.id}/"))
    leave = f"{WEEK}{visit.id}/leave/"
    text_of(lead.get(leave))
    text_of(lead.post(leave, {"on": timezone.localdate()}), 400)
    assert lead.post(leave, {"on": timezone.localdate(), "sure": "on"}).status_code == 302
    text_of(as_(district.other_agency).get(leave), 404)


def test_what_to_be_careful_of_and_who_was_not_met(district, as_):
    person = granny(district, tier="A")
    client, address = as_(district.worker), f"{WEEK}cautions/{person.id}/"
    client.post(address, {"risk": "house", "note": "有狗"})
    assert "有狗" in text_of(client.get(address))
    assert "有狗" in text_of(client.get(f"{WEEK}new/?person={person.id}"))
    text_of(as_(district.other_agency).get(address), 404)
    with scope(district.job):
        type(person).objects.update(made_at=hours_ago(24 * 40))
    assert "40天" in text_of(client.get(f"{WEEK}unreached/"))
    assert "40天" not in text_of(as_(district.other_agency).get(f"{WEEK}unreached/"))

"""Visits at the desk: the week, planning from a need, writing down, calling back."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sanshe.trust.policy.scope import scope
from sanshe.work.visits.models import Visit
from tests.work.visits.cast import (
    FINE,
    code_of,
    dispatched,
    granny,
    hours_ago,
    planned,
    recorded,
    standing_of,
)

WEEK = "/desk/visits/"


def text_of(answer, status=200) -> str:
    assert answer.status_code == status, answer.content.decode()[-3000:]
    html = answer.content.decode()
    assert "style=" not in html
    return html


def only_visit(district) -> Visit:
    with scope(district.job):
        return Visit.objects.get()


def form_of(visit: Visit, **more) -> dict[str, str]:
    """What a worker sends from the record form."""
    began, left = timezone.localtime(hours_ago(2)), timezone.localtime(hours_ago(1.5))
    typed = {
        "version": visit.version, "outcome": "done", "day": f"{began:%Y-%m-%d}",
        "started_at": f"{began:%H:%M}", "ended_at": f"{left:%H:%M}", **FINE,
    }  # fmt: skip
    return {**typed, **more}


def test_a_week_by_day_and_by_worker(district, as_):
    planned(district, need=dispatched(district), hours=0)
    client = as_(district.worker)
    for by in ("day", "worker"):
        html = text_of(client.get(WEEK, {"by": by}))
        assert "周奶奶" in html and "孟社工" in html
    far = timezone.localdate() + timedelta(days=30)
    assert "周奶奶" not in text_of(client.get(WEEK, {"week": far}))
    assert "周奶奶" not in text_of(client.get(WEEK, {"who": "小何"}))
    assert text_of(client.get(WEEK, {"week": "2026-99-99"}))


def test_who_sees_the_week(district, as_):
    visit = planned(district, need=dispatched(district), hours=0)
    for actor in (district.colleague, district.clerk, district.street):
        assert str(visit.id) in text_of(as_(actor).get(WEEK))
    for actor in (district.other_agency, district.other_district):
        assert str(visit.id) not in text_of(as_(actor).get(WEEK))
        text_of(as_(actor).get(f"{WEEK}{visit.id}/"), 404)
    text_of(as_(district.auditor).get(WEEK), 403)


def test_the_week_asks_as_much_for_many_as_for_few(district, as_):
    client = as_(district.worker)
    need = dispatched(district)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            text_of(client.get(WEEK))
        return len(queries)

    planned(district, need=need, hours=0)
    client.get(WEEK)
    few = asked()
    for n in range(1, 9):
        visit = planned(district, need=need, hours=-n)
        if n % 2:
            recorded(district, visit, hours=n)
    assert asked() == few


def test_planning_from_a_need(district, as_):
    need = dispatched(district)
    client = as_(district.worker)
    address = f"{WEEK}new/?need={need.id}"
    page = text_of(client.get(address))
    assert "周奶奶" in page and district.service.name in page
    typed = {
        "id": "0197c3a0-0000-7000-8000-000000000001", "whom": "周奶奶, 3栋",
        "service": district.service.pk, "worker": str(district.colleague.user),
        "day": "2026-12-01", "start": "10:00", "end": "09:00", "way": "home",
    }  # fmt: skip
    again = text_of(client.post(address, typed), 400)
    assert "周奶奶, 3栋" in again and "结束要晚于开始" in again
    for _ in range(2):
        assert client.post(address, {**typed, "end": "10:40"}).status_code == 302
    visit = only_visit(district)
    assert visit.worker_name == "小何" and timezone.localtime(visit.planned_start).hour == 10


def test_nobody_plans_for_a_need_they_do_not_see(district, as_):
    need = dispatched(district)
    text_of(as_(district.other_agency).get(f"{WEEK}new/?need={need.id}"), 404)
    text_of(as_(district.clerk).get(f"{WEEK}new/?need={need.id}"), 403)
    text_of(as_(district.worker).get(f"{WEEK}new/?need=nonsense"), 404)
    assert "先说为谁去" in text_of(as_(district.worker).get(f"{WEEK}new/"))


def test_the_worker_never_sees_the_code(district, as_):
    visit = planned(district, need=dispatched(district))
    code = code_of(district, visit)
    client = as_(district.worker)
    for page in ("", "record/"):
        assert code not in text_of(client.get(f"{WEEK}{visit.id}/{page}"))


def test_writing_a_visit_down(district, as_):
    visit = planned(district, need=dispatched(district))
    client = as_(district.worker)
    address = f"{WEEK}{visit.id}/record/"
    assert text_of(client.get(address)).count('type="radio"') == 7 + 5 * 3
    left_out = form_of(visit, mood="", noticed="灯坏了")
    html = text_of(client.post(address, left_out), 400)
    assert "灯坏了" in html and "还没选" in html
    typed = form_of(visit, spoken_code=code_of(district, visit))
    assert client.post(address, typed).status_code == 302
    assert standing_of(district, visit) == "confirmed"
    assert client.get(address).status_code == 302  # nothing left to write


def test_nobody_answered_needs_no_checks(district, as_):
    visit = planned(district, need=dispatched(district))
    client = as_(district.worker)
    typed = {"version": 0, "outcome": "no_answer", "day": f"{timezone.localdate():%Y-%m-%d}"}
    page = text_of(client.post(f"{WEEK}{visit.id}/record/", typed, follow=True))
    assert "第二天打电话再问" in page and "new/?need=" in page


def test_somebody_was_faster_and_what_was_typed_stays(district, as_):
    visit = planned(district, need=dispatched(district))
    client = as_(district.worker)
    typed = form_of(visit, noticed="地很滑")
    recorded(district, visit, by=district.colleague)
    html = text_of(client.post(f"{WEEK}{visit.id}/record/", typed), 400)
    assert "地很滑" in html and "刚才有人先动了" in html and "见到了" in html


def test_a_wrong_code_is_saved_and_said(district, as_):
    visit = planned(district, need=dispatched(district))
    client = as_(district.worker)
    typed = form_of(visit, spoken_code="x")
    page = text_of(client.post(f"{WEEK}{visit.id}/record/", typed, follow=True))
    assert "暗号不对" in page
    code = code_of(district, visit)
    text_of(client.post(f"{WEEK}{visit.id}/code/", {"spoken_code": code}, follow=True))
    assert standing_of(district, visit) == "confirmed"


def test_calling_back(district, as_):
    visit = recorded(district, planned(district, need=dispatched(district)))
    text_of(as_(district.worker).get(f"{WEEK}{visit.id}/call-back/"), 403)
    clerk = as_(district.clerk)
    assert str(visit.id) in text_of(clerk.get(f"{WEEK}call-backs/"))
    html = text_of(clerk.post(f"{WEEK}{visit.id}/call-back/", {"result": "nobody_came"}), 400)
    assert "请写一句原因" in html
    answer = clerk.post(
        f"{WEEK}{visit.id}/call-back/", {"result": "nobody_came", "remark": "说没人来"}, follow=True
    )
    assert "说没人来" in text_of(answer)
    assert standing_of(district, visit) == "disputed"


def test_calling_it_off(district, as_):
    visit = planned(district, need=dispatched(district))
    client = as_(district.worker)
    text_of(client.post(f"{WEEK}{visit.id}/cancel/", {"version": 0, "reason": ""}), 400)
    client.post(f"{WEEK}{visit.id}/cancel/", {"version": 0, "reason": "下大雨"})
    assert only_visit(district).why_cancelled == "下大雨"
    assert "下大雨" in text_of(client.get(f"{WEEK}{visit.id}/"))


def test_a_person_is_visited_without_a_need(district, as_):
    person = granny(district)
    client = as_(district.worker)
    address = f"{WEEK}new/?person={person.id}"
    assert address in text_of(client.get(f"/desk/people/{person.id}/"))
    form = client.get(address)
    assert "3栋" in text_of(form)
    sent = {**form.context["form"].initial, "id": form.context["form"]["id"].value(),
            "service": district.service.pk, "way": "home"}  # fmt: skip
    sent["start"], sent["end"] = (f"{sent[name]:%H:%M}" for name in ("start", "end"))
    assert client.post(address, sent).status_code == 302
    assert only_visit(district).person_id == person.id


def test_a_slip_for_a_resident_without_a_telephone(district, as_):
    visit = planned(district, need=dispatched(district), hours=3)
    address = f"{WEEK}{visit.id}/slip/"
    assert "slip/" in text_of(as_(district.clerk).get(f"{WEEK}{visit.id}/"))
    answer = as_(district.clerk).post(address, {"how": "paper"})
    assert code_of(district, visit) in text_of(answer)
    assert "no-store" in answer["Cache-Control"]
    worker = as_(district.worker)
    assert "slip/" not in text_of(worker.get(f"{WEEK}{visit.id}/"))
    assert code_of(district, visit) not in text_of(worker.post(address, {"how": "paper"}), 403)

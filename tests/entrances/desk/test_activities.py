"""Groups, classes and events at the desk: opened, listed, ticked off on a phone, closed."""

from __future__ import annotations

from datetime import time, timedelta

from django.test import Client
from django.utils import timezone

from sanshe.ledger.models import Place, Record
from sanshe.trust.policy.scope import scope
from sanshe.work.activities.models import Activity
from tests.factories.district import FX
from tests.work.activities.cast import long_ago, on_list, planned, service, sessions


def test_from_opening_to_the_book(district, as_):
    worker = as_(district.worker)
    of = service(district, "sessions")
    said = {
        "id": "01a20ac1-d595-76d9-bb3f-0bab55ff229d", "kind": "class", "name": "剪纸课",
        "service": of.pk, "workers": [str(district.worker.user)], "first": long_ago(),
        "starts": "09:00", "ends": "08:00", "every": "week", "count": 2, "privacy": "normal",
        "public": "on", "version": 0,
    }  # fmt: skip
    wrong = worker.post("/desk/activities/new/", said)
    assert wrong.status_code == 400 and "剪纸课" in wrong.content.decode()
    assert "结束要晚于开始" in wrong.content.decode()
    for _click in range(2):
        made = worker.post("/desk/activities/new/", {**said, "ends": "11:00"})
    with scope(district.job):
        (row,) = Activity.objects.all()
    assert made.url == f"/desk/activities/{row.id}/" and row.public
    zhou, wu = on_list(district, row, "周念念", "吴大爷")
    first, second = sessions(district, row)

    page = worker.get(f"/desk/activities/sessions/{first.id}/").content.decode()
    assert "周" in page and "吴" in page
    assert page.count("checked") >= 3  # all of the list, and who leads it
    tick = {
        "version": 0, "started_at": "09:05", "ended_at": "10:55", "present": [str(zhou.id)],
        "guests": "", "workers": [str(district.worker.user)], "happened": "剪了窗花",
    }  # fmt: skip
    for _repeat in range(2):  # the telephone had no signal and sends again
        assert worker.post(f"/desk/activities/sessions/{first.id}/", tick).status_code == 302
    kept = worker.post(f"/desk/activities/sessions/{first.id}/", {**tick, "guests": 5})
    assert kept.status_code == 400 and "剪了窗花" in kept.content.decode()
    with scope(district.job):
        (line,) = Record.objects.filter(series=row.id)
    assert (line.heads, line.persons) == (1, [zhou.person_id])

    clerk = as_(district.clerk)
    shown = clerk.get(f"/desk/activities/sessions/{first.id}/").content.decode()
    assert "请您核实" in shown
    clerk.post(f"/desk/activities/sessions/{first.id}/bear-out/", {"how": "list"})
    with scope(district.job):
        assert Place.objects.get(record=line.id).standing == "confirmed"
    assert clerk.post(f"/desk/activities/sessions/{second.id}/", tick).status_code == 404
    assert clerk.get(f"/desk/activities/{row.id}/edit/").status_code == 404
    for path in (f"sessions/{second.id}/drop/", f"{row.id}/close/"):
        assert clerk.post(f"/desk/activities/{path}", {"reason": "x"}).status_code == 404

    at = f"/desk/activities/members/{wu.id}/"
    for do in ("helper", "guardian"):  # the second names no guardian: refused, and still there
        assert worker.post(at, {"do": do}).url == f"/desk/activities/{row.id}/members/"
    assert as_(district.other_agency).post(at, {"do": "leave"}).status_code == 404
    worker.post(f"/desk/activities/sessions/{second.id}/drop/", {"reason": "下雨"})
    done = worker.post(f"/desk/activities/{row.id}/close/", {"version": 0, "learned": "多备剪刀"})
    assert done.status_code == 302
    whole = worker.get(f"/desk/activities/{row.id}/").content.decode()
    assert "多备剪刀" in whole and "来帮忙" in whole and "下雨" in whole
    assert worker.get("/desk/activities/?over=1").content.decode().count("剪纸课") == 1


def test_the_list_asks_no_more_for_many(district, as_, django_assert_max_num_queries):
    of = service(district, "sessions")
    today = timezone.localdate()
    worker = as_(district.worker)
    for place in range(6):
        row = planned(district, of, name=f"课{place}", first=today - timedelta(days=2), count=1)
        on_list(district, row, f"人{place}")
    worker.get("/desk/activities/")
    with django_assert_max_num_queries(20):
        page = worker.get("/desk/activities/").content.decode()
    assert page.count("该记了") >= 6


def test_the_community_page_tells_what_is_open_and_nothing_else(district):
    of = service(district, "sessions")
    week = {"first": timezone.localdate(), "starts": time(23, 58), "ends": time(23, 59, 59),
            "count": 1}  # fmt: skip
    planned(district, of, name="合唱课", public=True, **week)
    for name, said in (
        ("不登的课", {}), ("支持小组", {"kind": "group"}),
        ("保密的课", {"privacy": "confidential"}), ("封存的课", {"privacy": "sealed"}),
    ):  # fmt: skip
        planned(district, of, name=name, **{**week, **said})
    page = Client().get(f"/c/{FX}/").content.decode()
    assert "合唱课" in page and "复兴社工站" in page
    assert not any(word in page for word in ("不登的课", "支持小组", "保密的课", "封存的课"))

"""The bar above every page, the alarm's page, the roster and the end of a shift."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sanshe.trust.accounts import sessions
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.scope import scope
from sanshe.work.duty import queries
from sanshe.work.duty.models import Alarm, Shift
from sanshe.work.needs import actions as needs
from tests.factories.district import FX

GAS = "我闻到好大煤气味,头晕"


@pytest.fixture
def alarm(district):
    need = needs.hear(district.resident, community=FX, text=GAS, channel="web").need
    with scope(district.job):
        return Alarm.objects.get(need=need.id)


def test_every_page_rings_until_one_has_it(district, as_, alarm):
    clerk, secretary = as_(district.clerk), as_(district.secretary)
    page = clerk.get("/desk/people/").content.decode()
    assert "alarm-rings" in page and "tel:120" in page and GAS not in page
    assert "alarm-rings" not in as_(district.worker).get("/desk/").content.decode()
    first = secretary.get("/desk/live/").json()
    assert first["ringing"] == 1 and "alarm-rings" in first["bars"]
    assert "bars" not in secretary.get("/desk/live/", {"key": first["key"]}).json()
    answer = clerk.post(f"/desk/alarms/{alarm.id}/take/", follow=True).content.decode()
    assert "您接了" in answer and GAS not in answer and f"/desk/needs/{alarm.need}/" in answer
    second = secretary.get("/desk/live/", {"key": first["key"]}).json()
    assert second["ringing"] == 0 and district.clerk.name in second["bars"]
    late = secretary.post(f"/desk/alarms/{alarm.id}/take/", follow=True).content.decode()
    assert f"{district.clerk.name}在" in late
    wrong = clerk.post(f"/desk/alarms/{alarm.id}/stand_down/", {"s-reason": ""})
    assert wrong.status_code == 400
    done = {"r-did": ["119", "went"], "r-text": "燃气公司来了", "over": "1"}
    page = clerk.post(f"/desk/alarms/{alarm.id}/report/", done, follow=True).content.decode()
    assert "处理好了" in page and "燃气公司来了" in page and "打了119" in page
    assert as_(district.other_district).get(f"/desk/alarms/{alarm.id}/").status_code == 404


def test_asking_is_cheap_leaves_no_line_and_keeps_nobody_awake(district, as_, alarm):
    clerk = as_(district.clerk)
    clerk.get("/desk/live/")
    with scope(district.job):
        before = Entry.objects.count()
    with CaptureQueriesContext(connection) as asked:
        answer = clerk.get("/desk/live/", {"key": clerk.get("/desk/live/").json()["key"]})
    reads = [q["sql"] for q in asked if q["sql"].startswith("SELECT") and "duty_" in q["sql"]]
    assert answer.json()["counts"]["queue"] == "1"
    assert len(reads) == 2 and len(asked) <= 50, "one question about alarms an answer"
    with scope(district.job):
        assert Entry.objects.count() == before
    session = clerk.session
    session[sessions.SEEN] = seen = int(time.time()) - 1800
    session.save()
    clerk.get("/desk/live/")
    assert clerk.session[sessions.SEEN] == seen
    clerk.get("/desk/")
    assert clerk.session[sessions.SEEN] > seen
    session = clerk.session
    session[sessions.SEEN] = 0
    session.save()
    over = clerk.get("/desk/live/", headers={"HX-Request": "true"})
    assert over.status_code == 401


def test_a_week_is_written_copied_and_swapped(district, as_):
    keeper, clerk = as_(district.secretary), as_(district.clerk)
    today = timezone.localdate() + timedelta(days=1)
    shift = {"day": f"{today}", "start": "18:00", "end": "08:00", "user": str(district.clerk.user)}
    assert keeper.post("/desk/duty/", {**shift, "deputy": shift["user"]}).status_code == 400
    shift["deputy"] = str(district.secretary.user)
    assert keeper.post("/desk/duty/", shift).status_code == 302
    twice = keeper.post("/desk/duty/", shift)
    assert twice.status_code == 400 and "已经有班" in twice.content.decode()
    assert clerk.post("/desk/duty/", shift).status_code in (400, 403)
    page = clerk.get("/desk/duty/", {"week": f"{today}"}).content.decode()
    assert "18:00–08:00" in page and "没有人,叫所有人" in page
    with scope(district.job):
        row = Shift.objects.get()
    assert row.end - row.start == timedelta(hours=14)
    given = {"user": str(district.secretary.user), "deputy": "", "version": row.version}
    assert clerk.post(f"/desk/duty/{row.id}/", given).status_code == 302, "one's own is given away"
    assert clerk.get(f"/desk/duty/{row.id}/").status_code == 404, "and is no longer one's own"
    keeper.post("/desk/duty/copy/", {"week": f"{today}", "weeks": "2"})
    keeper.post("/desk/duty/copy/", {"week": f"{today}", "weeks": "2"})
    with scope(district.job):
        assert Shift.objects.count() == 3
        second = Shift.objects.order_by("start")[1]
    other = {**shift, "day": f"{today + timedelta(days=7)}", "start": "08:00", "end": "18:00"}
    keeper.post("/desk/duty/", {**other, "deputy": ""})
    with scope(district.job):
        mine = Shift.objects.get(user=district.clerk.user)
    clerk.post("/desk/duty/swap/", {"shift": str(mine.id), "other": str(second.id)})
    with scope(district.job):
        assert Shift.objects.get(pk=mine.id).user == district.secretary.user
        assert Shift.objects.get(pk=second.id).user == district.clerk.user
    stranger = as_(district.other_district)
    assert stranger.get(f"/desk/duty/{row.id}/").status_code == 404
    assert "18:00" not in stranger.get("/desk/duty/", {"week": f"{today}"}).content.decode()


def test_a_shift_is_handed_over_and_accepted_once(district, as_, alarm):
    clerk, secretary = as_(district.clerk), as_(district.secretary)
    page = clerk.get("/desk/handover/").content.decode()
    assert "没完的警报" in page and "煤气" in page
    sent = {"to": str(district.secretary.user), "words": "三楼的煤气,晚上再看一眼"}
    answer = clerk.post("/desk/handover/", sent)
    kept = answer.url
    assert "等" in clerk.get(kept).content.decode()
    assert clerk.post(kept, {"words": ""}).status_code == 400, "only whom it is for"
    assert secretary.post(kept, {"words": "知道了"}).status_code == 302
    assert secretary.post(kept, {"words": "知道了"}).status_code == 400
    page = secretary.get(kept).content.decode()
    assert "三楼的煤气" in page and "知道了" in page and f"/desk/alarms/{alarm.id}/" in page
    for stranger in (district.worker, district.other_district, district.street):
        assert as_(stranger).get(kept).status_code == 404
    with scope(district.clerk):
        (row,) = queries.handovers(district.clerk)
    assert row.items["alarms"] == [str(alarm.id)] and GAS not in str(row.items)


def test_the_pace_of_notices_is_ones_own(district, as_):
    clerk = as_(district.clerk)
    assert clerk.post("/desk/inbox/pace/", {"pace": "twice"}).status_code == 302
    page = clerk.get("/desk/inbox/pace/").content.decode()
    assert [line for line in page.splitlines() if "checked" in line and "twice" in line]

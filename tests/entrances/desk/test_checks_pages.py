"""The pages of checks: each of the cast sees exactly their part, and what was typed is kept."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from sanshe.registry.people.actions import keep_person
from sanshe.trust.policy.scope import scope
from sanshe.work.checks import actions
from sanshe.work.checks.models import Flag, Spot
from tests.factories import book
from tests.factories.district import FX


def test_a_flag_from_the_worker_to_the_purchaser(district, as_):
    at = timezone.now() - timedelta(days=2)
    for _twice in range(2):
        book.record(district, started_at=at, ended_at=at + timedelta(minutes=30))
    actions.run(district.job)
    with scope(district.job):
        (flag,) = Flag.objects.all()
    page = reverse("desk:checks_flag", args=[flag.pk])
    worker, manager = as_(district.worker), as_(district.manager)
    bureau, colleague, clerk = (
        as_(district.bureau),
        as_(district.colleague),
        as_(district.clerk),
    )
    shown = worker.get(page).content.decode()
    assert "也许是这样" in shown and "作结论" not in shown
    for stranger in (bureau, colleague, clerk, as_(district.other_agency)):
        assert stranger.get(page).status_code == 404
        assert str(flag.pk) not in stranger.get(reverse("desk:checks")).content.decode()
    assert "还没有结论" in bureau.get(reverse("desk:checks")).content.decode()
    assert "等您问一问" not in clerk.get(reverse("desk:checks")).content.decode()

    explain = reverse("desk:checks_step", args=[flag.pk, "explain"])
    assert worker.post(explain, {"version": 0, "text": ""}).status_code == 400
    assert worker.post(explain, {"version": 0, "text": "一户两位老人"}).status_code == 302
    decide = reverse("desk:checks_step", args=[flag.pk, "decide"])
    stale = manager.post(decide, {"version": 0, "outcome": "explained", "text": "问过了,没错"})
    assert stale.status_code == 400 and "问过了,没错" in stale.content.decode()
    wrong = manager.post(decide, {"version": 1, "outcome": "corrected", "text": "改"})
    assert "先把错的那条冲正" in wrong.content.decode()
    manager.post(decide, {"version": 1, "outcome": "explained", "text": "问过了,没错"})
    shown = bureau.get(page).content.decode()
    assert "问过了,没错" in shown and "转给有关方面" in shown
    assert district.worker.name not in shown.split("是这几条记录")[0]
    for name in ("checks_how", "checks_draws", "checks_calls", "checks_spots"):
        assert clerk.get(reverse(f"desk:{name}")).status_code == 200
    spot = {"community": "530112003008", "building": "1栋", "lat": "99", "lon": "1"}
    assert clerk.post(reverse("desk:checks_spots"), spot).status_code == 400


def test_buildings_from_a_list_line_by_line(district, as_):
    for building in ("1栋", "2栋"):
        keep_person(district.worker, community=FX, name="一家", building=building, even_so=True)
    clerk, page = as_(district.clerk), reverse("desk:checks_spots_list")

    def send(*lines: str):
        file = SimpleUploadedFile("楼.csv", "\n".join(("楼栋,纬度,经度", *lines)).encode())
        return clerk.post(page, {"file": file})

    shown = send("1栋,25.01,102.7", "9栋,25.01,102.7", "2栋,102.7,25.01", "2栋,,102")
    text = shown.content.decode()
    assert shown.status_code == 400
    assert all(f"第{line}行" in text for line in (3, 4, 5)) and "第2行" not in text
    assert "9栋" in text and "25.01000" in text
    assert send("1栋,25.02,102.7", "2栋,25.02,102.71").status_code == 302
    with scope(district.job):
        assert [float(one.lat) for one in Spot.objects.order_by("building")] == [25.02, 25.02]
    assert clerk.post(page, {}).status_code == 400
    assert as_(district.worker).post(page, {}).status_code in (403, 404)

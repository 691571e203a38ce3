"""The pages of checks: each of the cast sees exactly their part, and what was typed is kept."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from sanshe.trust.policy.scope import scope
from sanshe.work.checks import actions
from sanshe.work.checks.models import Flag
from tests.factories import book


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

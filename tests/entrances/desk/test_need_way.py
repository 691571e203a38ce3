"""The pages of a matter on its way: the next step open, what waits to be followed up, the load."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions
from sanshe.work.needs.models import Need
from tests.work.needs.conftest import Desk
from tests.work.needs.test_way import disputed, open_ruling


def test_the_street_decides_a_dispute_on_its_page(district, as_):
    need = disputed(Desk(district))
    street = as_(district.street)
    listed = street.get("/desk/needs/follow-up/").content.decode()
    assert f"/desk/needs/{need.pk}/" in listed
    page = street.get(f"/desk/needs/{need.pk}/").content.decode()
    assert "真的不归我们" in page and 'value="takes_over"' in page
    form = {"ruling": open_ruling(district, need).pk, "version": need.version, "text": "就是他们"}
    kept = street.post(f"/desk/needs/{need.pk}/decide/", {**form, "verdict": "instructs"})
    assert kept.status_code == 400 and "就是他们" in kept.content.decode()
    done = street.post(f"/desk/needs/{need.pk}/decide/", {**form, "verdict": "stays"})
    assert done.status_code == 302 and Desk(district).now(need).fixed
    assert as_(district.clerk).post(
        f"/desk/needs/{need.pk}/decide/", {**form, "verdict": "stays"}
    ).status_code == 404  # fmt: skip


def test_pausing_and_handing_over_on_the_page(district, as_):
    desk = Desk(district)
    need = desk.dispatched()
    day = timezone.localdate() + timedelta(days=5)
    worker = as_(district.worker)
    worker.post(f"/desk/needs/{need.pk}/pause/", {"version": need.version, "why": "papers",
                                                  "until": day, "text": "等材料"})  # fmt: skip
    assert desk.now(need).paused_until == day
    assert "等材料齐" in worker.get(f"/desk/needs/{need.pk}/").content.decode()
    other = desk.sorted()
    form = {"version": other.version, "to": district.police.id, "number": "A-1", "text": "归公安"}
    as_(district.clerk).post(f"/desk/needs/{other.pk}/hand_over/", form)
    assert desk.now(other).lead_org == district.police.id
    assert "A-1" in as_(district.clerk).get(f"/desk/needs/{other.pk}/").content.decode()
    for who in (district.clerk, district.worker, district.street):
        assert as_(who).get("/desk/needs/load/").status_code == 200
    assert as_(district.security).get("/desk/needs/load/").status_code in (403, 404)


def test_the_resident_appeals_complains_and_says_whether_it_lasts(district):
    desk = Desk(district)
    heard = desk.hear()
    need = desk.dispatch(desk.sort(heard.need))
    with scope(district.job):
        Need.objects.filter(pk=need.pk).update(due_at=timezone.now() - timedelta(days=1))
    browser = Client()
    browser.post("/follow/", {"receipt": need.receipt, "secret": heard.secret})
    page = browser.get("/follow/").content.decode()
    assert "/follow/appeal/" in page and "/follow/complain/" in page
    assert browser.post("/follow/appeal/", {"ground": "badly", "text": "还没"}).status_code == 400
    assert browser.post("/follow/appeal/", {"ground": "overdue", "text": "慢"}).status_code == 302
    about = {"about": district.agency.id, "id": need.pk}
    assert browser.post("/follow/complain/", {**about, "text": ""}).status_code == 400
    answer = browser.post("/follow/complain/", {**about, "text": "说话很凶"}, follow=True)
    assert answer.status_code == 200 and "receipt-number" in answer.content.decode()
    need = actions.answer(district.worker, need=desk.now(need), text="好了")
    actions.confirm(district.holding(need.receipt), need=need)
    with scope(district.job):
        Need.objects.filter(pk=need.pk).update(lasting="asked")
    browser.post("/follow/", {"receipt": need.receipt, "secret": heard.secret})
    assert "/follow/lasts/" in browser.get("/follow/").content.decode()
    browser.post("/follow/lasts-not/", {"text": "又坏了"})
    assert desk.now(need).state == "dispatched"

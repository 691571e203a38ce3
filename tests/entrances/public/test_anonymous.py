"""Somebody who says nothing of themselves: heard, answered and asked by the receipt alone."""

from __future__ import annotations

import re

from django.test import Client
from django.urls import reverse

from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions, queries
from sanshe.work.needs.models import Event, Need
from tests.entrances.public.test_ask import send
from tests.work.needs.conftest import Desk


def test_a_nameless_message_is_followed_from_any_device_by_its_receipt(district, as_):
    first, other = Client(), Client()
    slip = send(first, "三栋楼道的灯坏了,晚上看不见").content.decode()
    secret = re.search(r'receipt-secret">([\d ]+)<', slip).group(1).replace(" ", "")
    with scope(district.job):
        need = Need.objects.get()
        (heard,) = Event.objects.filter(need=need)
    assert not (need.contact_name or need.contact_phone or need.contact_address or need.person_id)
    assert (heard.by_user, heard.by_name, heard.by_role) == (None, "", "resident")

    desk = Desk(district)
    need = desk.dispatch(desk.sort(need))
    actions.answer(district.worker, need=need, text="换好了,您晚上看看")
    page = as_(district.clerk).get(reverse("desk:need", args=[need.pk])).content.decode()
    assert "tel:1" not in re.sub(r"tel:1(10|20|19|2345)\b", "", page)  # there is nobody to ring

    assert other.post("/follow/", {"receipt": need.receipt, "secret": "000000"}).status_code == 400
    other.post("/follow/", {"receipt": need.receipt, "secret": secret})
    page = other.get("/follow/").content.decode()
    assert "换好了,您晚上看看" in page and "三栋楼道的灯坏了" in page
    other.post("/follow/not-solved/", {"text": "又灭了"})
    assert (desk.now(need).state, desk.now(need).reopened) == ("dispatched", 1)
    actions.answer(district.worker, need=need, text="换了新灯")
    other.post("/follow/solved/", {"text": ""})
    closed = desk.now(need)
    assert (closed.state, closed.closed_how) == ("closed", "resident")
    with scope(district.clerk):
        told = queries.story(district.clerk, need.pk)
    assert {line.by for line in told if line.step in ("heard", "not_solved", "confirmed")} == {
        "居民"
    }  # the story names nobody

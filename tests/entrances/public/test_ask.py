"""Asking without an account, in a browser without JavaScript."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from sanshe.entrances.public.pages import ask as page
from sanshe.ground.kit.ids import new_id
from sanshe.trust.policy.scope import scope
from sanshe.work.needs.models import Need
from tests.factories.district import FX

ASK = f"/c/{FX}/ask/"


def send(client, text="想有人来坐坐", **more):
    return client.post(ASK, {"asked": str(new_id()), "text": text, **more}, follow=True)


def needs(district) -> list[Need]:
    with scope(district.job):
        return list(Need.objects.all())


def test_the_form_asks_for_nothing_but_words(client, district):
    html = client.get(ASK).content.decode()
    assert html.count("<textarea") == 1
    assert html.count("可不填") >= 3
    assert " required" not in re.sub(r"<textarea[^>]*>", "", html)
    assert "style=" not in html and "<script>" not in html


def test_a_message_gives_a_receipt(client, district):
    response = send(client)
    assert response.redirect_chain == [("/receipt/", 302)]
    html = response.content.decode()
    need = needs(district)[0]
    number = need.receipt
    assert f"{number[:3]} {number[3:6]} {number[6:]}" in html
    assert "、".join(number) in html  # to be read aloud
    assert need.text not in html  # paper lies about
    assert district.committee.name in html
    assert "no-store" in response["Cache-Control"]


def test_the_receipt_opens_the_matter(client, district):
    html = send(client).content.decode()
    secret = re.search(r'receipt-secret">([\d ]+)<', html).group(1)
    number = needs(district)[0].receipt
    client.post(reverse("public:leave"))
    assert client.get("/receipt/").status_code == 302
    found = client.post("/follow/", {"receipt": number, "secret": secret}, follow=True)
    assert "想有人来坐坐" in found.content.decode()


def test_the_secret_does_not_lie_open_in_the_session(client, district):
    html = send(client).content.decode()
    secret = re.search(r'receipt-secret">([\d ]+)<', html).group(1).replace(" ", "")
    assert secret not in str(dict(client.session))


def test_a_double_click_is_one_need(client, district):
    asked = str(new_id())
    for _ in range(2):
        html = client.post(ASK, {"asked": asked, "text": "灯坏了"}, follow=True).content.decode()
    (need,) = needs(district)
    assert need.receipt[:3] in html


def test_danger_shows_the_numbers_before_the_receipt(client, district):
    response = send(client, "他又喝酒打我,说要杀了我,救命")
    assert response.redirect_chain == [("/urgent/", 302)]
    html = response.content.decode()
    for number in ("110", "120", "119"):
        assert f'href="tel:{number}"' in html
    assert "已经告诉值班的人" in html
    receipt = client.get("/receipt/")
    assert receipt.status_code == 200 and "receipt-number" in receipt.content.decode()


def test_what_was_typed_comes_back(client, district):
    response = client.post(ASK, {
        "asked": str(new_id()), "text": " ", "contact_name": "周奶奶", "contact_phone": "100",
        "on_behalf": "1", "keep_from_committee": "on",
    })  # fmt: skip
    html = response.content.decode()
    assert response.status_code == 400
    assert "周奶奶" in html and "还没有写内容" in html and html.count("checked") == 2
    assert needs(district) == []


def test_nobody_there_to_hear_keeps_the_words(client, district):
    from tests.factories.district import GF

    response = client.post(f"/c/{GF}/ask/", {"asked": str(new_id()), "text": "灯坏了很久"})
    assert response.status_code == 400
    assert "灯坏了很久" in response.content.decode()


def test_too_many_keeps_the_words_too(client, district, monkeypatch):
    monkeypatch.setattr(page, "ASKED_AN_HOUR", 2)
    for _ in range(2):
        assert send(client).status_code == 200
    response = send(client, "第三件事")
    assert response.status_code == 400
    assert "第三件事" in response.content.decode()
    assert len(needs(district)) == 2


def test_a_machine_without_cookies_meets_the_limit_of_its_address(district, monkeypatch):
    monkeypatch.setattr(page, "ASKED_AN_HOUR", 1)
    monkeypatch.setattr(page.limits, "OF_AN_ADDRESS", 2)
    answers = [send(Client()).status_code for _ in range(3)]
    assert answers == [200, 200, 400]


@pytest.mark.parametrize(
    ("said", "privacy"),
    [({}, "normal"), ({"keep_from_committee": "on"}, "confidential"),
     ({"on_behalf": "1"}, "third_party")],
)  # fmt: skip
def test_how_far_it_may_be_seen(client, district, said, privacy):
    send(client, "灯坏了", **said)
    (need,) = needs(district)
    assert need.privacy == privacy


def test_no_such_community(client, district):
    assert client.get("/c/999999999999/ask/").status_code == 404


def test_the_numbers_to_ring_are_always_there(client, district):
    html = client.get("/emergency/").content.decode()
    assert all(f"tel:{number}" in html for number in ("110", "119", "120"))
    assert 'href="/emergency/"' in client.get(ASK).content.decode()


def test_behind_a_proxy_of_ours_everybody_has_their_own_hour(
    client, district, settings, monkeypatch
):
    monkeypatch.setattr(page, "ASKED_AN_HOUR", 1)
    monkeypatch.setattr(page.limits, "OF_AN_ADDRESS", 1)
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    answers = [
        Client(headers={"X-Forwarded-For": address}).post(
            ASK, {"asked": str(new_id()), "text": "想有人来坐坐"}
        )
        for address in ("10.1.1.1", "10.1.1.2", "10.1.1.1")
    ]
    assert [answer.status_code for answer in answers] == [302, 302, 400]


def test_without_one_nobody_writes_their_own_address(client, district, monkeypatch):
    monkeypatch.setattr(page, "ASKED_AN_HOUR", 1)
    monkeypatch.setattr(page.limits, "OF_AN_ADDRESS", 1)
    for address, status in (("10.1.1.1", 302), ("10.1.1.2", 400)):
        browser = Client(headers={"X-Forwarded-For": address})
        sent = {"asked": str(new_id()), "text": "想有人来坐坐"}
        assert browser.post(ASK, sent).status_code == status

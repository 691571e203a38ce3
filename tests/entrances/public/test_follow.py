"""Following a matter by number and secret: who comes, the code, and the resident's word."""

from __future__ import annotations

import pytest
from django.utils import timezone

from sanshe.entrances.public import visitor
from sanshe.trust.policy.scope import scope
from sanshe.work.needs.models import Event, Need
from sanshe.work.needs.receipts import hash_of
from sanshe.work.visits.models import Word
from tests.work.visits.cast import RECEIPT, code_of, dispatched, planned, recorded, standing_of

SECRET = "204060"


@pytest.fixture
def need(district) -> Need:
    return dispatched(district, secret_hash=hash_of(SECRET))


@pytest.fixture
def follower(client, need):
    response = client.post("/follow/", {"receipt": "123 456 786", "secret": SECRET})
    assert response.status_code == 302
    return client


def text(client) -> str:
    return client.get("/follow/").content.decode()


def now(district, need) -> Need:
    with scope(district.job):
        return Need.objects.get(pk=need.pk)


def test_the_story_in_plain_words(follower, district):
    html = text(follower)
    assert "想有人来坐坐" in html and district.agency.name in html
    assert "style=" not in html


def test_who_comes_when_and_the_code(follower, district, need):
    visit = planned(district, need=need, hours=3)
    html = text(follower)
    assert "孟社工" in html and district.agency.name in html
    assert "".join(f"<span>{digit}</span>" for digit in code_of(district, visit)) in html


def test_the_code_is_gone_when_it_was_said(follower, district, need):
    visit = recorded(district, planned(district, need=need))
    assert "door-code" not in text(follower)
    assert standing_of(district, visit) == "recorded"


def test_a_wrong_secret_opens_nothing_and_is_throttled(client, need):
    for _ in range(5):
        response = client.post("/follow/", {"receipt": RECEIPT, "secret": "000000"})
        assert response.status_code == 400 and RECEIPT in response.content.decode()
    response = client.post("/follow/", {"receipt": RECEIPT, "secret": SECRET})
    assert response.status_code == 400 and "分钟" in response.content.decode()
    assert "想有人来坐坐" not in text(client)


@pytest.mark.parametrize("number", ["", "abc", "123456789", "12345678", "９９９"])
def test_no_such_number(client, need, number):
    response = client.post("/follow/", {"receipt": number, "secret": SECRET})
    assert response.status_code == 400


def test_solved_confirms_matter_and_visit(follower, district, need):
    visit = recorded(district, planned(district, need=need))
    follower.post("/follow/solved/")
    assert now(district, need).closed_how == "resident"
    assert standing_of(district, visit) == "confirmed"


def test_not_solved_opens_it_again(follower, district, need):
    recorded(district, planned(district, need=need))
    follower.post("/follow/solved/")
    follower.post("/follow/not-solved/", {"text": "门还是关不上"})
    assert now(district, need).state == "dispatched"
    assert "门还是关不上" in text(follower)


def test_nobody_came(follower, district, need):
    visit = recorded(district, planned(district, need=need))
    follower.post(f"/follow/nobody-came/{visit.id}/")
    assert standing_of(district, visit) == "disputed"
    with scope(district.job):
        assert Word.objects.get().said == "nobody_came"


def test_thanks(follower, district, need):
    follower.post("/follow/thank/", {"text": ""})
    with scope(district.job):
        assert Event.objects.filter(need=need, step="thanked").count() == 1


def test_a_step_that_no_longer_fits_says_so(follower, district, need):
    follower.post("/follow/solved/")
    response = follower.post("/follow/solved/", {"text": "好了"})
    assert response.status_code == 400 and "notice-error" in response.content.decode()


def test_a_sealed_matter_shows_nothing(client, district):
    need = dispatched(
        district, secret_hash=hash_of(SECRET), privacy="sealed", seen_by=[district.agency.id],
        text="他打我",
    )  # fmt: skip
    planned(district, need=need, hours=3)
    client.post("/follow/", {"receipt": RECEIPT, "secret": SECRET})
    html = text(client)
    assert "123 456 786" in html
    for word in ("他打我", "孟社工", district.agency.name, "door-code", "解决了"):
        assert word not in html


def test_leaving_forgets_at_once(follower):
    response = follower.post("/leave/")
    assert response["Location"] == "/"
    assert "想有人来坐坐" not in text(follower)


def test_it_closes_by_itself(follower, monkeypatch):
    later = timezone.now().timestamp() + visitor.STAYS + 1
    monkeypatch.setattr(visitor.time, "time", lambda: later)
    assert "想有人来坐坐" not in text(follower)
    assert follower.post("/follow/solved/")["Location"] == "/follow/"


def test_nothing_is_kept_in_the_browser(follower):
    assert "no-store" in follower.get("/follow/")["Cache-Control"]


def test_without_a_secret_no_button_works(client, need, district):
    for path in ("solved", "not-solved", "thank"):
        assert client.post(f"/follow/{path}/")["Location"] == "/follow/"
    assert now(district, need).state == "dispatched"

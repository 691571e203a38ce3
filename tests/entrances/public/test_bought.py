"""Residents read what was bought for them, for how much, and how far it is; never before it is
published, and no word about anybody."""

from __future__ import annotations

from tests.factories.book import record
from tests.factories.district import FX, GF
from tests.registry.agreements.cast import awarded, signed
from tests.work.settlement.test_counting import confirm, settle


def text(client, place: int = FX) -> str:
    response = client.get(f"/c/{place}/bought/")
    assert response.status_code == 200
    return response.content.decode()


def test_what_was_bought_and_how_far_it_is(district, client):
    row = signed(district)
    confirm(district, record(district))
    settle(district)
    html = text(client)
    assert row.name in html and district.agency.name in html and "¥360,000.00" in html
    assert "少于5 / 624" in html  # few people are not told of
    assert row.name not in text(client, GF)


def test_nothing_before_it_is_signed_and_published(district, client):
    row = awarded(district)
    assert row.name not in text(client)

"""A resident's photos: with the words, later, and taken back; nobody else opens them."""

from __future__ import annotations

import io

import pytest
from django.test import Client

from sanshe.ground.kit.ids import new_id
from sanshe.trust.policy.scope import scope
from sanshe.work.intake.models import Photo, Teller
from sanshe.work.needs.models import Need
from tests.factories.district import FX
from tests.work.intake.pictures import photo


def named(file, name="a.jpg"):
    file.name = name
    return file


def only(district) -> Photo:
    with scope(district.job):
        return Photo.objects.get(gone_at__isnull=True)


@pytest.fixture
def follower(client, district):
    client.post(f"/c/{FX}/ask/", {
        "asked": new_id(), "text": "水龙头关不紧,一直漏", "on_behalf": "1", "relation": "child",
        "knows": "yes", "photos": named(photo()),
    })  # fmt: skip
    receipt, secret = (client.get("/receipt/").context["held"].receipt,
                       client.get("/receipt/").context["held"].secret)  # fmt: skip
    client.post("/follow/", {"receipt": receipt, "secret": secret})
    return client


def test_with_the_words_and_back_again(follower, district):
    with scope(district.job):
        assert Teller.objects.get().relation == "child"
    row = only(district)
    answer = follower.get(f"/follow/photos/{row.pk}/")
    assert answer.headers["Content-Type"] == "image/jpeg" and b"Exif" not in answer.content
    assert Client().get(f"/follow/photos/{row.pk}/").status_code == 404
    assert f"/follow/photos/{row.pk}/" in follower.get("/follow/").content.decode()
    follower.post(f"/follow/photos/{row.pk}/back/")
    assert follower.get(f"/follow/photos/{row.pk}/").status_code == 404
    follower.post("/follow/photos/add/", {"photos": named(photo(kind="PNG"), "b.png")})
    assert only(district).pk != row.pk
    page = follower.post(
        "/follow/photos/add/", {"photos": named(io.BytesIO(b"x"), "c.jpg")}, follow=True
    )
    assert "不是能打开的照片" in page.content.decode()


def test_a_broken_photo_loses_no_word_and_another_page_takes_no_file(client, district):
    page = client.post(f"/c/{FX}/ask/", {
        "asked": new_id(), "text": "灯坏了", "photos": named(io.BytesIO(b"no picture")),
    })  # fmt: skip
    assert page.status_code == 400 and "灯坏了" in page.content.decode()
    with scope(district.job):
        assert not Need.objects.exists()


def test_the_token_is_asked_where_files_are_taken(district):
    strict = Client(enforce_csrf_checks=True)
    sent = {"asked": new_id(), "text": "灯坏了", "photos": named(photo(told=False))}
    assert strict.post(f"/c/{FX}/ask/", sent).status_code == 403
    assert strict.post("/follow/photos/add/", {"photos": named(photo())}).status_code == 403

"""Photos: nothing rides along, nobody else sees them, they go when they are taken back."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import replace

import pytest
from PIL import Image

from sanshe.ground.kit.errors import NotFound, Problem
from sanshe.trust.policy.scope import scope
from sanshe.work.intake import actions, errors, pictures, queries
from sanshe.work.intake.models import Photo
from sanshe.work.needs.models import Need
from tests.factories.district import FX

from .pictures import photo

WORDS = "水龙头一直漏水,关不紧"


@pytest.fixture
def hear(district):
    def said(text=WORDS, **more):
        return actions.take_in(district.resident, community=FX, text=text, channel="web", **more)

    return said


def see(actor, need, id):
    with scope(actor):
        return queries.photo(actor, need=need.pk, id=id)


def only(district):
    with scope(district.job):
        return Photo.objects.get()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_no_place_no_camera_no_comment_rides_along(district, hear, kind):
    sent = photo(kind=kind)
    assert Image.open(io.BytesIO(sent.getvalue())).getexif().get_ifd(0x8825)
    need = hear(photos=[sent]).need
    kept = see(district.clerk, need, only(district).id)
    image = Image.open(io.BytesIO(kept))
    assert image.format == "JPEG" and image.size == (800, 1600)  # upright, and smaller
    assert not dict(image.getexif()) and set(image.info) <= {"jfif", "jfif_version", "jfif_unit",
                                                            "jfif_density"}  # fmt: skip
    assert b"Secret" not in kept and b"Exif" not in kept


def test_whoever_sees_the_matter_sees_the_photo(district, hear):
    heard = hear(photos=[photo(told=False)])
    id = only(district).id
    holder = district.holding(heard.need.receipt)
    assert see(district.clerk, heard.need, id) == see(holder, heard.need, id)
    for other in (district.other_district, district.other_agency, district.stranger,
                  replace(district.resident, receipt="000000000")):  # fmt: skip
        with pytest.raises(NotFound):
            see(other, heard.need, id)
        with scope(other):  # the wall says the same without any rule
            assert not Photo.objects.exists()


def test_a_confidential_photo_never_reaches_the_committee(district, hear):
    need = hear(photos=[photo(told=False)], keep_from_committee=True).need
    with pytest.raises(NotFound):
        see(district.clerk, need, only(district).id)
    assert see(district.worker, need, only(district).id)


def test_taken_back_it_is_gone_for_everybody(district, hear):
    heard = hear(photos=[photo(told=False)])
    row, holder = only(district), district.holding(heard.need.receipt)
    with pytest.raises(NotFound):  # staff take back what they put there, not what residents did
        actions.take_photo_back(district.clerk, need=heard.need.pk, photo=row.id)
    actions.take_photo_back(holder, need=heard.need.pk, photo=row.id)
    assert only(district).picture == ""
    with pytest.raises(NotFound):
        see(holder, heard.need, row.id)
    for _ in range(queries.MOST_PHOTOS):
        actions.add_photo(holder, need=heard.need.pk, file=photo(told=False, size=(40, 20)))
    with pytest.raises(errors.TooManyPictures):
        actions.add_photo(holder, need=heard.need.pk, file=photo(told=False, size=(40, 20)))


def bomb(width=60_000, height=60_000):
    """A PNG of some hundred bytes that says it is 3.6 thousand million pixels."""

    def part(name, body):
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = part(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + head + part(b"IDAT", zlib.compress(b"\0" * 99))
                      + part(b"IEND", b""))  # fmt: skip


@pytest.mark.parametrize(("file", "problem"), [
    (io.BytesIO(b"not a picture"), errors.NoPicture),
    (io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), errors.NoPicture),
    (io.BytesIO(photo(told=False).getvalue()[:500]), errors.NoPicture),
    (io.BytesIO(b""), errors.NoPicture),
    (bomb(), errors.PictureTooBig),
    (bomb(9_000, 9_000), errors.PictureTooBig),
    (io.BytesIO(b"\xff\xd8" + b"0" * (pictures.MAX_MEGABYTES * 1024**2)), errors.PictureTooBig),
])  # fmt: skip
def test_what_is_no_photo_is_refused_and_nothing_is_heard(district, hear, file, problem):
    with pytest.raises(Problem) as refused:
        hear(photos=[file])
    assert type(refused.value) is problem and refused.value.field == "photos"
    with scope(district.job):
        assert not Need.objects.exists()


def test_old_photos_of_closed_matters_are_forgotten(district, hear):
    heard = hear(photos=[photo(told=False)])
    assert actions.forget_old(district.job) == 0
    with scope(district.job):
        Need.objects.update(
            state="closed", closed_how="passed_on", closed_at="2025-01-01T00:00:00+08:00"
        )
    assert actions.forget_old(district.job) == 1
    assert only(district).picture == "" and heard.secret

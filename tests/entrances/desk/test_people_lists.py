"""Lists of people and likely duplicates at the desk."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanshe.registry.people.actions import keep_person
from sanshe.registry.people.models import Import, ImportRow, Merge, Person
from sanshe.trust.policy.scope import scope
from tests.factories.district import FX
from tests.factories.lists import messy


def sheet(many=40, bad=3, doubled=2):
    return SimpleUploadedFile("花名册.xlsx", messy(many, bad=bad, doubled=doubled))


@pytest.fixture
def brought(district, as_):
    client = as_(district.worker)
    answer = client.post("/desk/people/imports/", {"purpose": "visits", "file": sheet()})
    return client, answer["Location"]


def test_a_list_from_the_file_to_the_register_and_back(district, brought):
    client, page = brought
    text = client.get(page).content.decode()
    assert "35人可以登记,2人可能已经在册,3行先放一边" in text
    assert "看不懂这个生日" in text and "139888" not in text
    assert "花名册" in client.get("/desk/people/imports/").content.decode()
    with scope(district.worker):
        batch = Import.objects.get()
        aside = list(ImportRow.objects.filter(state="aside").order_by("id"))
    client.post(f"{page}accept/", {"version": batch.version})
    assert "<progress" not in client.get(page).content.decode()
    wrong = client.post(f"{page}rows/{aside[0].id}/", {"name": "张某", "birth": "三八年春"})
    assert wrong.status_code == 400 and "三八年春" in wrong.content.decode()
    assert client.post(f"{page}rows/{aside[0].id}/", {"name": "张某某"})["Location"] == page
    back = SimpleUploadedFile("x.xlsx", client.get(f"{page}aside.xlsx").getvalue())
    assert client.post(f"{page}mended/", {"file": back})["Location"] == page  # as wrong as before
    assert client.post(f"{page}mended/", {}).status_code == 400
    with scope(district.worker):
        assert Person.objects.count() == 36
    for _ in range(2):
        client.post(f"{page}undo/")
    with scope(district.worker):
        assert Person.objects.count() == 0 and Import.objects.get().state == "undone"
    assert client.post(f"{page}undo/").status_code == 409


def test_what_is_no_list_is_told_and_the_form_stays(district, as_):
    client = as_(district.worker)
    for file in (SimpleUploadedFile("x.xlsx", b"PK nothing"), SimpleUploadedFile("x.pdf", b"%PDF")):
        answer = client.post("/desk/people/imports/", {"purpose": "visits", "file": file})
        assert answer.status_code == 400 and b"selected>" in answer.content
    assert client.post("/desk/people/imports/", {"purpose": ""}).status_code == 400


def test_strangers_find_no_list(district, as_, brought):
    _client, page = brought
    for stranger in (district.clerk, district.other_agency, district.other_district):
        other = as_(stranger)
        assert other.get(page).status_code == 404
        for step in ("go/", "accept/", "drop/", "undo/", "choose/", "columns/"):
            assert other.post(page + step).status_code == 404
    assert as_(district.bureau).get("/desk/people/imports/").status_code == 403


def test_a_longer_list_asks_no_more_questions(district, brought, as_):
    client, page = brought

    def asked(page):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(f"{page}?show=good").status_code == 200
        return len(asked)

    client.get(page)
    small = asked(page)
    file = sheet(many=120, bad=9, doubled=5)
    long = client.post("/desk/people/imports/", {"purpose": "visits", "file": file})["Location"]
    assert asked(long) == small


def test_duplicates_are_merged_field_by_field_and_taken_apart(district, as_):
    worker, client = district.worker, as_(district.worker)
    one = keep_person(worker, community=FX, name="张桂花", building="3栋", phone="13988880000")
    other = keep_person(
        worker, community=FX, name="张阿姨", phone="13988880000", birth_year=1938, even_so=True
    )
    third = keep_person(worker, community=FX, name="张桂花", building="9栋", even_so=True)
    asked = client.post("/desk/people/new/", {"name": "张桂华", "building": "3栋"})
    assert asked.status_code == 400 and f"/desk/people/{one.id}/" in asked.content.decode()
    text = client.get("/desk/people/twins/").content.decode()
    assert text.count("/desk/people/merge/") == 2 and "电话相同" in text and "桂" not in text
    client.post(f"/desk/people/apart/{one.id}/{third.id}/")
    page = f"/desk/people/merge/{one.id}/{other.id}/"
    assert "张桂花" in client.get(page).content.decode()
    answer = client.post(page, {"name": "one", "building": "one", "birth": "other"})
    assert answer["Location"] == f"/desk/people/{one.id}/"
    assert client.get(f"/desk/people/{other.id}/")["Location"] == f"/desk/people/{one.id}/"
    assert "岁" in client.get(f"/desk/people/{one.id}/").content.decode()
    assert client.get("/desk/people/twins/").content.count(b"/desk/people/merge/") == 0
    with scope(worker):
        trace = Merge.objects.get()
        assert Person.objects.get(id=one.id).birth_year == 1938
    client.post(f"/desk/people/{one.id}/merges/{trace.id}/undo/")
    with scope(worker):
        assert Person.objects.get(id=one.id).birth_year is None
    assert client.get(page).status_code == 200
    assert as_(district.other_agency).get(page).status_code == 404

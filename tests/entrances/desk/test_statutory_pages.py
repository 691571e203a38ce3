"""The yearly tables at the desk, seen and kept by the cast."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from sanshe.insight.statutory import forms
from tests.factories.district import COUNTY
from tests.insight.statutory.land import OTHER_COUNTY, YEAR, make_land

HOME = "/desk/statutory/"


@pytest.fixture
def land(district):
    return make_land(district)


def lines_of_the_form():
    return forms.FORMS[0].lines


def test_each_sees_and_keeps_their_own(land, as_):
    d = land.district
    county, street = as_(d.bureau), as_(d.street)
    seen = county.get(HOME).content.decode()
    assert "2019" in seen and "已有更新的表式" in seen and "1,200.00" in seen
    for who in (land.other_county, d.street, d.auditor, land.prefecture):
        assert as_(who).get(HOME).status_code == 200
    assert "1,200.00" not in street.get(HOME).content.decode()
    for who in (d.street, land.other_county):
        assert as_(who).get(f"{HOME}?area={COUNTY}").status_code == 404
    for who in (d.manager, d.clerk):
        assert as_(who).get(HOME).status_code == 403, who.role
    assert Client().get(HOME).status_code == 302
    assert "desk:statutory" not in [
        link.name for link in as_(d.manager).get("/desk/").context["menu"]
    ]

    assert county.get(f"{HOME}?area=abc&year=9x&after=zz").status_code == 200
    by_source = {line.source or line.growth_of: code for code, line in lines_of_the_form().items()}
    for source, code in by_source.items():
        page = county.get(f"{HOME}line/{code}/?year={YEAR}&after=zz")
        assert page.status_code == 200, code
        for _one, href, _where, _amount in page.context.get("rows", [])[:1]:
            assert county.get(href).status_code == 200, (source, href)
    assert county.get(f"{HOME}line/99.9/").status_code == 404


def test_the_ledger_behind_a_number_says_the_same(land, as_):
    county = as_(land.county)
    ((one, href, _where, amount),) = county.get(f"{HOME}line/14.1/").context["rows"]
    (card,) = county.get(href).context["units"]
    assert (one.kind, amount, card["quantity"]) == ("ledger", "6.5", one.amount)


def test_a_year_is_told_closed_and_corrected(land, as_):
    county, year = as_(land.county), YEAR - 1
    at = f"?area={COUNTY}&year={year}"
    wrong = county.post(f"{HOME}line/4.1/{at}", {"number": "3.5", "paper": "某函"})
    assert wrong.status_code == 400 and 'value="某函"' in wrong.content.decode()
    assert county.post(f"{HOME}line/4.1/{at}", {"number": "35", "paper": "某函"}).status_code == 302
    assert "某函" in county.get(f"{HOME}line/4.1/{at}").content.decode()
    assert (
        as_(land.prefecture).post(f"{HOME}line/4.1/{at}", {"number": "1", "paper": "x"}).status_code
        == 400
    )
    assert as_(land.district.auditor).post(
        f"{HOME}line/4.1/{at}", {"number": "1", "paper": "x"}
    ).status_code in (400, 403)
    assert county.post(f"{HOME}close/?year={YEAR}", {"seen": 0}).status_code == 400
    assert county.post(f"{HOME}close/{at}", {"seen": 0}).status_code == 302
    assert county.post(f"{HOME}close/{at}", {"seen": 1}).status_code == 400
    (edition,) = county.get(HOME + at).context["editions"]
    page = county.get(reverse("desk:statutory_edition", args=[edition.pk]))
    told = [row for _table, rows in page.context["tables"] for row in rows]
    assert page.context["holds"] and told and not any(row["moved"] for row in told)
    address = reverse("desk:statutory_edition", args=[edition.pk])
    assert as_(land.other_county).get(address).status_code == 404

    added = {
        "topic": "social_work",
        "title": "=SUM(A1)",
        "issuer": "县民政局",
        "issued_on": f"{year}-05-01",
    }
    assert county.post(f"{HOME}papers/", added).status_code == 302
    assert county.post(f"{HOME}papers/", added).status_code == 400
    paper = county.get(f"{HOME}papers/").context["rows"][0][0]
    assert county.get(HOME + at).context["differences"] == 1
    assert county.post(f"{HOME}papers/{paper.pk}/withdraw/", {"why": "重了"}).status_code == 302
    assert county.get(HOME + at).context["differences"] == 0


def test_the_sheet_says_what_the_page_says(land, as_):
    answer = as_(land.county).get(f"{HOME}statutory.xlsx?year={YEAR}")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    assert book.sheetnames == ["说明", *(f"表{n}" for n in range(1, 18))]
    cover = {row[0]: str(row[1]) for row in book["说明"].iter_rows(values_only=True)}
    assert "2019" in cover["表式"] and "4.1" in cover["外来的"] and ", 7." not in cover["外来的"]
    lines = {row[0]: row for row in book["表8"].iter_rows(values_only=True)}
    assert (lines["8.1"][3], lines["8.1"][4], lines["8.2"][3]) == (1200, None, 1000)
    assert lines["8.6*"][3] == 0
    assert as_(land.county).get(f"{HOME}statutory.xlsx?area={OTHER_COUNTY}").status_code == 404


def test_a_page_asks_no_more_for_many_rows(land, as_, django_assert_max_num_queries):
    county = as_(land.county)
    county.get(HOME)
    with django_assert_max_num_queries(60):
        county.get(HOME)


def test_the_street_says_what_a_service_is_asked_for(land, as_):
    street, page = as_(land.district.street), f"{HOME}services/"
    service = land.district.service
    shown = {row.code: row.reported_as for row, _where in street.get(page).context["rows"]}
    assert shown["V-1"] == "volunteering" and shown[service.code] == ""
    assert (
        street.post(page, {"service": service.pk, "reported_as": "worker_training"}).status_code
        == 302
    )
    assert len(street.get(f"{page}?kind=worker_training").context["rows"]) == 1
    assert street.post(page, {"service": service.pk, "reported_as": "nothing"}).status_code == 400
    assert street.post(page, {"service": 999999, "reported_as": ""}).status_code == 400
    assert as_(land.district.bureau).get(page).status_code == 403

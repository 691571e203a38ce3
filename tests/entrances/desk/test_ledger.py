"""The ledger at the desk: each of the cast, the filters, what may be said, the sheet."""

from __future__ import annotations

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from sanshe.ground.kit.ids import new_id
from sanshe.ledger import actions
from sanshe.ledger.models import Place, Record
from sanshe.ledger.queries import lines as read
from sanshe.registry.catalogue.models import Service
from sanshe.registry.people.actions import keep_person
from sanshe.trust.accounts.models import User
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.scope import scope
from tests.factories.book import record
from tests.factories.district import COUNTY, FX, staff

LIST = "/desk/ledger/"
SHEET = "/desk/ledger/ledger.xlsx"


@pytest.fixture
def recorded(district):
    return record(district)


@pytest.fixture
def desk(district, client):
    """``desk(actor)``: a browser in which they are signed in."""

    def sign_in(actor):
        with scope(district.job):
            user = User.objects.get(pk=actor.user)
        client.force_login(user, backend="sanshe.trust.accounts.backend.Backend")
        return client

    return sign_in


@pytest.fixture
def evaluator(district):
    with scope(district.job):
        return staff("评估员", Role.EVALUATOR, district.police.id, COUNTY)


def entry_url(record_id) -> str:
    return reverse("desk:ledger_entry", args=[COUNTY, record_id])


def say(browser, record_id, step, seen="recorded", reason="不是这样"):
    url = reverse("desk:ledger_remark", args=[COUNTY, record_id, step])
    return browser.post(url, {"reason": reason, "seen": seen})


def standing(district, record_id) -> str:
    with scope(district.job):
        return Place.objects.get(record=record_id).standing


def test_each_of_the_cast(district, desk, evaluator, recorded):
    other = entry_url(recorded)
    for actor, sees in [
        (district.worker, True), (district.colleague, True), (district.manager, True),
        (district.clerk, True), (district.street, True), (district.bureau, True),
        (evaluator, True), (district.auditor, True),
        (district.other_agency, False), (district.other_district, False),
    ]:  # fmt: skip
        browser = desk(actor)
        page = browser.get(LIST)
        assert page.status_code == 200, actor
        assert (str(recorded) in page.text) == sees, actor
        assert browser.get(other).status_code == (200 if sees else 404), actor
    for actor in (district.system, district.security):
        assert desk(actor).get(LIST).status_code == 403
        assert desk(actor).get(other).status_code == 403


def test_nobody_without_signing_in(district, client, recorded):
    for url in (LIST, SHEET, entry_url(recorded)):
        answer = client.get(url)
        assert answer.status_code == 302
        assert "/accounts/login" in answer.url


def test_persons_are_named_only_to_those_who_know_them(district, desk, evaluator):
    """Masked, as everywhere; who may not see the person reads how many there are."""
    person = keep_person(district.worker, community=FX, name="周奶奶", building="3栋")
    url = entry_url(record(district, persons=[person.id, new_id()], heads=2))
    page = desk(district.worker).get(url).text
    assert "周奶奶, 3栋" in page and "1位您看不到是谁" in page
    page = desk(evaluator).get(url).text
    assert str(person.id) not in page and "周奶奶" not in page
    assert "2位认得的人" in page


def test_filters_live_in_the_address(district, desk, recorded):
    browser = desk(district.worker)
    for query, found in [
        ("", True), (f"area={FX}", True), ("standing=confirmed", False),
        ("unit=events", False), ("since=2020-01-01&until=2020-01-02", False),
        (f"worker={district.worker.user}", True), (f"worker={district.colleague.user}", False),
        ("since=rubbish&service=x&agency=y", True),
    ]:  # fmt: skip
        page = browser.get(f"{LIST}?{query}")
        assert page.status_code == 200
        assert (str(recorded) in page.text) == found, query


def test_each_figure_opens_its_records(district, desk, recorded):
    browser = desk(district.worker)
    for by in ("day", "month", "community", "item", "service", "agency"):
        page = browser.get(f"{LIST}?by={by}")
        ((figure, href),) = page.context["parts"]
        behind = browser.get(f"{LIST}?{href}")
        assert [line.id for line in behind.context["page"].rows] == [recorded], by
        assert figure.records == 1
    card = page.context["units"][0]
    assert [line.id for line in browser.get(f"{LIST}?{card['href']}").context["page"].rows]


def test_sealed_work_is_no_small_figure_to_the_committee(district, desk):
    with scope(district.job):
        Service.objects.update(sealed=True)
    shut = record(district, persons=[])
    page = desk(district.clerk).get(LIST).text
    assert str(shut) not in page
    assert "另有保密记录" not in page
    assert district.service.name not in page
    assert desk(district.clerk).get(entry_url(shut)).status_code == 404
    assert str(shut) in desk(district.worker).get(LIST).text


def test_what_is_offered(district, desk, evaluator, recorded):
    for actor, steps in [
        (district.worker, {"dispute"}),
        (district.colleague, {"confirm", "dispute"}),
        (district.manager, {"confirm", "dispute", "reverse"}),
        (district.clerk, {"confirm", "dispute"}),
        (evaluator, set()),
        (district.bureau, set()),
    ]:
        page = desk(actor).get(entry_url(recorded))
        assert set(page.context["forms"]) == steps, actor.role


def test_a_colleague_confirms(district, desk, recorded):
    answer = say(desk(district.colleague), recorded, "confirm", reason="")
    assert answer.status_code == 302
    assert standing(district, recorded) == "confirmed"


def test_own_work_is_refused_with_the_form(district, desk, recorded):
    answer = say(desk(district.worker), recorded, "confirm", reason="我做的")
    assert answer.status_code == 400
    assert "自己做的" in answer.text
    assert "我做的" in answer.text
    assert standing(district, recorded) == "recorded"


def test_a_dispute_needs_its_reason(district, desk, recorded):
    browser = desk(district.clerk)
    assert say(browser, recorded, "dispute", reason=" ").status_code == 400
    assert say(browser, recorded, "dispute").status_code == 302
    assert standing(district, recorded) == "disputed"
    assert "不是这样" in browser.get(entry_url(recorded)).text


def test_what_changed_meanwhile_is_told(district, desk, recorded):
    actions.dispute(district.clerk, county=COUNTY, record=recorded, reason="x")
    answer = say(desk(district.colleague), recorded, "confirm", seen="recorded")
    assert answer.status_code == 400
    assert "有人先动了" in answer.text
    assert standing(district, recorded) == "disputed"


def test_only_the_agencys_seniors_reverse(district, desk, evaluator, recorded):
    for actor in (district.clerk, evaluator):
        assert say(desk(actor), recorded, "reverse").status_code == 400
    for actor in (district.other_agency, district.other_district):
        assert say(desk(actor), recorded, "dispute").status_code == 404
    assert standing(district, recorded) == "recorded"
    assert say(desk(district.supervisor), recorded, "reverse").status_code == 302
    assert standing(district, recorded) == "reversed"
    assert say(desk(district.supervisor), recorded, "made-up").status_code == 404


def test_the_sheet(district, desk, recorded):
    with scope(district.job):
        Service.objects.update(name="=1+1")
    answer = desk(district.worker).get(SHEET)
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    head, line = sheet.iter_rows(values_only=True)
    row = dict(zip(head, line, strict=True))
    assert row["社工"] == "孟社工"
    assert row["服务"] == "FX-01 =1+1"
    assert row["数量"] == 1
    assert row["单位"] == "人次"
    assert row["编号"] == str(recorded)
    with scope(district.job):
        assert Entry.objects.get(deed="ledger.export").detail == {"lines": 1}
        person = str(Record.objects.get().persons[0])
    assert row["服务对象编号"] == person


def test_who_takes_the_sheet(district, desk, evaluator, recorded):
    for actor in (evaluator, district.auditor, district.system):
        assert desk(actor).get(SHEET).status_code == 403
    answer = desk(district.other_agency).get(SHEET)
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert sheet.max_row == 1


def test_too_large_a_sheet_comes_back_with_a_word(district, desk, recorded, monkeypatch):
    monkeypatch.setattr(read.export, "__kwdefaults__", {"limit": 0})
    answer = desk(district.worker).get(SHEET, follow=True)
    assert answer.redirect_chain[0][0].startswith(LIST)
    assert "超过0条" in answer.text


def test_statements_do_not_grow_with_rows(district, desk):
    browser, counts = desk(district.worker), []
    for _ in range(2):
        for _ in range(4):
            record(district)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            browser.get(LIST)
        counts.append(len(asked))
    assert counts[0] == counts[1] < 35


def test_a_colleague_of_another_place_sees_nothing(district, desk, recorded):
    """The same agency, but assigned elsewhere."""
    with scope(district.job):
        away = staff("外派", Role.WORKER, district.agency.id, 530112005005)
    assert str(recorded) not in desk(away).get(LIST).text
    assert desk(away).get(entry_url(recorded)).status_code == 404


def test_names_are_words_in_the_sheet_whatever_they_are(district, desk, recorded):
    """A formula stays a word; a sign that no sheet takes keeps nobody from theirs."""
    with scope(district.job):
        User.objects.filter(pk=district.worker.user).update(name="=1+1\x07|cmd")
    answer = desk(district.worker).get(SHEET)
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1|cmd"]
    assert cells and {cell.data_type for cell in cells} == {"s"}

"""What was bought, how far it is, and the records behind each figure: as each side reads it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanshe.registry.agreements import actions
from sanshe.registry.agreements.models import Document, Rule
from sanshe.trust.policy.scope import scope
from tests.factories.book import record
from tests.registry.agreements.cast import now, signed
from tests.work.settlement.test_counting import confirm, settle


@pytest.fixture
def agreement(district):
    row = signed(district)
    confirm(district, record(district))
    record(district)
    settle(district)
    return row


@pytest.fixture
def indicator(district, agreement):
    with scope(district.job):
        return agreement.indicators.get(code="I01")


def text(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_each_reads_what_is_theirs(district, agreement, as_):
    for one, sees in [
        (district.manager, True), (district.clerk, True), (district.bureau, True),
        (district.auditor, True), (district.other_agency, False), (district.other_district, False),
    ]:  # fmt: skip
        client = as_(one)
        assert (agreement.number in text(client, "/desk/agreements/")) == sees, one.name
        status = client.get(f"/desk/agreements/{agreement.id}/").status_code
        assert status == (200 if sees else 404), one.name


def test_progress_and_where_it_goes(district, agreement, as_):
    html = text(as_(district.manager), f"/desk/agreements/{agreement.id}/")
    assert "日常探访" in html and "¥360,000.00" in html and "迟了" not in html
    assert 'class="bar-done"' in html and "style=" not in html


def test_a_stopped_one_says_so_in_words(district, agreement, as_):
    actions.stop(
        district.bureau, agreement=agreement.id, version=now(district, agreement).version,
        side="suspended", reason="疫情",
    )  # fmt: skip
    html = text(as_(district.bureau), f"/desk/agreements/{agreement.id}/")
    assert "<strong>中止</strong>" in html and "suspended" not in html


def test_every_figure_opens_its_records(district, agreement, indicator, as_):
    client = as_(district.manager)
    path = f"/desk/agreements/{agreement.id}/indicators/{indicator.id}/"
    html = text(client, path)
    assert "计入" in html and "还没有人确认" in html
    assert "还没有人确认" in text(client, f"{path}?why=not_confirmed")
    assert text(client, f"{path}?why=nonsense")


def test_a_new_rule_is_tried_before_it_is_kept(district, agreement, indicator, as_):
    client = as_(district.bureau)
    path = f"/desk/agreements/{agreement.id}/indicators/{indicator.id}/rule/"
    assert "有人确认才算" in text(client, path)
    typed = {
        "confirmed_only": "on", "once": "per_day", "alive": "on", "min_heads": 0,
        "min_minutes": 90, "min_contacts": 0, "min_sessions": 0, "min_members": 0,
        "reason": "双方商定", "version": now(district, agreement).version,
        "services": [district.service.id],
    }  # fmt: skip
    tried = client.post(path, typed).content.decode()
    assert "双方商定" in tried and "换了以后" in tried
    with scope(district.job):
        assert Rule.objects.filter(indicator=indicator).count() == 1
    refused = client.post(path, {**typed, "reason": ""})
    assert refused.status_code == 400
    assert client.post(path, {**typed, "sure": "on"}).status_code == 302
    with scope(district.job):
        assert Rule.objects.filter(indicator=indicator).count() == 2
    assert as_(district.manager).get(path).status_code == 404


def test_a_paper_is_put_in_and_read(district, agreement, as_):
    client = as_(district.manager)
    path = f"/desk/agreements/{agreement.id}/papers/"
    file = SimpleUploadedFile("plan.pdf", b"%PDF-1.4 plan", content_type="application/pdf")
    assert client.post(path, {"kind": "plan", "title": "计划", "file": file}).status_code == 302
    with scope(district.job):
        paper = Document.objects.get(title="计划")
    answer = client.get(f"{path}{paper.id}/")
    assert answer.content == b"%PDF-1.4 plan" and "attachment" in answer["Content-Disposition"]
    assert as_(district.clerk).get(f"{path}{paper.id}/").status_code == 404
    page = SimpleUploadedFile("x.html", b"<script>", content_type="text/html")
    refused = client.post(path, {"kind": "plan", "title": "网页", "file": page})
    assert refused.status_code == 400 and "网页" in refused.content.decode()


def test_the_list_asks_no_more_for_more_rows(district, agreement, as_):
    client = as_(district.bureau)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            text(client, "/desk/agreements/")
        return len(queries)

    few = asked()
    signed(district, number="XS-2026-2", name="另一个")
    signed(district, number="XS-2026-3", name="再一个")
    assert asked() == few

"""Reports: every figure is a query's, made in steps, and seen by whom it concerns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.conf import settings
from docx import Document
from pypdf import PdfReader

from sanshe.entrances.jobs import loop
from sanshe.entrances.jobs.demo.clock import at, morning
from sanshe.ground.kit.errors import NotAllowed, NotFound
from sanshe.ground.kit.ids import new_id
from sanshe.insight.boards import actions as boards_actions
from sanshe.insight.boards import queries as boards
from sanshe.insight.reports import actions, errors, queries
from sanshe.insight.reports.enums import Step
from sanshe.insight.reports.models import Report
from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.scope import scope
from sanshe.work.settlement import queries as settlement
from sanshe.work.settlement.queries import never_up
from tests.factories.book import record
from tests.factories.district import FX, staff
from tests.registry.agreements.cast import signed
from tests.work.settlement.judging import done

OCTOBER = date(2026, 10, 1)


@pytest.fixture(autouse=True)
def november():
    with at(morning(date(2026, 11, 3))):
        yield


@pytest.fixture
def deal(district):
    row = signed(district)
    done(district, row, "312")
    return row


def made(actor, **more):
    asked = {"kind": "month", "start": OCTOBER, **more}
    row = actions.begin(actor, **asked)
    while row.step != Step.DONE:
        row = actions.go_on(actor, report=row.pk)
    return row


def read(actor, query, *args, **more):
    with scope(actor, read_only=True):
        return query(actor, *args, **more)


def tables(row, head):
    return [b for b in row.figures["blocks"] if b["is"] == "table" and b["heads"][0] == head]


def test_a_month_says_what_the_queries_say_as_pdf_and_docx(district, deal):
    actions.keep_words(
        district.manager, kind="month", start=OCTOBER, agreement=deal.pk, situation="都走到了"
    )
    row = made(district.manager, agreement=deal.pk)
    found = read(district.manager, settlement.progress, deal.pk, on=date(2026, 10, 31))
    one = found.standings[0]
    cells = tables(row, "指标")[0]["rows"][0]
    assert cells[0] == "I01 日常探访"
    assert cells[2:6] == ["624", "0", "312", f"{one.outlook.expected:,.1f}"]
    assert Decimal(cells[7]) == round(one.outlook.weekly, 1)
    books = read(district.manager, settlement.books, deal.pk)
    assert tables(row, "预算科目")[0]["rows"][0][1] == f"¥{books.lines[0].planned:,.2f}"
    assert row.figures["blocks"][1]["rows"][0] == ["50%", "加权进度"] and found.weighted == 50
    (ahead,) = tables(row, "什么事")
    assert ["I01 日常探访:每周", "2026-12-31", "承接方"] in [
        [what[:11], until, who] for what, until, who in ahead["rows"]
    ]

    pages = PdfReader(BytesIO(row.pdf))
    text = "".join(page.extract_text() for page in pages.pages)
    assert "社会工作服务月报" in text and "312" in text and "都走到了" in text
    assert (
        pages.trailer["/Root"]["/Lang"] == "zh-CN" and "/StructTreeRoot" in pages.trailer["/Root"]
    )
    assert "月报" in pages.metadata.title
    long = [len(page.extract_text()) for page in pages.pages]
    assert min(long) > 240, long  # none nearly empty
    assert "怎么核对" in pages.pages[-1].extract_text()  # nobody signs on a page of its own

    word = Document(BytesIO(row.word))
    drawn = [block for block in row.figures["blocks"] if block["is"] in ("bars", "line")]
    shown = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
    assert shown == [block["alt"] for block in drawn] and "312 / 624" in shown[0]
    assert "w:tblHeader" in word.element.xml
    opened = {one.target_ref for one in word.part.rels.values() if one.is_external}
    assert {settings.SITE_ADDRESS + path for path in tables(row, "指标")[0]["opens"]} < opened
    styles = [part.style.name for part in word.paragraphs]
    assert styles.count("Title") == 1 and "Heading 1" in styles and "Heading 2" in styles
    assert actions.begin.deed and row.pdf_sha256 != row.word_sha256


def test_progress_is_never_rounded_up(district, deal):
    done(district, deal, "280.62")  # of 624: 44.9711… percent; a gate of 45 stays shut
    row, whole = made(district.manager), made(district.bureau, kind="overview")
    assert row.figures["blocks"][1]["rows"][0] == ["44.97%", "加权进度"]
    assert tables(whole, "项目")[0]["rows"][0][3] == "44.97%"
    (bar,) = next(b["rows"] for b in whole.figures["blocks"] if b["is"] == "bars")
    assert bar[-1] == "44.97%"


def test_no_sign_that_somebody_types_keeps_a_report_from_being_made(district, deal):
    odd = '谢谢😀\x01\x0b\uffff王㼆 #read("/etc/passwd") ] $ \\'
    with scope(district.job):
        type(deal).objects.filter(pk=deal.pk).update(name=f"项目{odd}")
    actions.keep_words(
        district.manager, kind="month", start=OCTOBER, agreement=deal.pk, situation=odd
    )
    row = made(district.manager, agreement=deal.pk)
    with scope(district.manager):
        assert Report.objects.get(pk=row.pk).figures == row.figures
    said = "".join(page.extract_text() for page in PdfReader(BytesIO(row.pdf)).pages)
    assert "谢谢□王" in said and '#read("/etc/passwd")' in said
    written = "\n".join(part.text for part in Document(BytesIO(row.word)).paragraphs)
    assert '谢谢😀王㼆 #read("/etc/passwd") ] $ \\' in written


def test_nobody_but_those_concerned(district, deal):
    manager = district.manager
    row = made(manager, agreement=deal.pk)
    with scope(district.job):
        rival = staff("别家负责人", Role.AGENCY_MANAGER, district.other.id, FX)
    for other in (rival, district.bureau, replace(manager, org=new_id())):
        with pytest.raises(NotFound):
            read(other, queries.report, row.pk)
        for deed in (actions.go_on, actions.hand_over):
            with pytest.raises(NotFound):
                deed(other, report=row.pk)
        with pytest.raises((NotFound, errors.NothingPromised)):
            actions.begin(other, kind="month", start=OCTOBER, agreement=deal.pk)
    for other in (district.worker, district.clerk, district.resident):
        with pytest.raises(NotAllowed):
            read(other, queries.reports)

    actions.hand_over(manager, report=row.pk)
    with pytest.raises(errors.HandedOver):
        actions.hand_over(manager, report=row.pk)
    assert read(district.bureau, queries.file, row.pk, "pdf")[1] == bytes(row.pdf)
    with pytest.raises(NotFound):
        actions.go_on(district.bureau, report=row.pk)
    with pytest.raises(NotFound):
        read(rival, queries.report, row.pk)


def test_what_a_board_leaves_out_stands_in_no_report(district, deal):
    def heard(times):
        with at(morning(date(2026, 10, 20))):
            for _ in range(times):
                record(district)
        boards_actions.fold(district.job)
        return tables(made(district.manager, agreement=deal.pk), "事项")

    (few,) = heard(3)
    assert few["heads"] == ["事项", "记录", "人次"]  # persons by item are kept nowhere
    assert [row[1] for row in few["rows"]] == ["*", "*"]
    (enough,) = heard(6)
    with scope(district.job) as job:
        view = boards.View(OCTOBER, area=FX, by="item", agency=district.agency.id)
        line = boards.services(job, view).lines[0]
    assert enough["rows"][0][:3] == [line.label, str(line.records), str(line.heads)]
    assert line.records == 9


def test_whoever_is_cut_off_goes_on(district, deal, monkeypatch):
    manager = district.manager
    row = actions.begin(manager, kind="month", start=OCTOBER, agreement=deal.pk)
    actions.go_on(manager, report=row.pk)

    def killed(*args, **more):
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(actions, "as_pdf", killed)
        with pytest.raises(SystemExit):
            actions.go_on(manager, report=row.pk)
    with pytest.raises(errors.NotDone):
        actions.hand_over(manager, report=row.pk)
    assert read(manager, queries.report, row.pk).step == Step.PDF
    loop.set_reports()  # still warm: its maker may be at it
    assert read(manager, queries.report, row.pk).step == Step.PDF
    with at(morning(date(2026, 11, 3)) + timedelta(minutes=5)):
        loop.set_reports()
    assert read(manager, queries.file, row.pk, "docx")[1]


def test_an_overview_and_what_differs_from_the_last(district, deal):
    first = made(district.bureau, kind="overview")
    done(district, deal, "400")
    second = made(district.bureau, kind="overview")
    found = read(district.bureau, lambda actor: queries.changes(second))
    progress = read(district.bureau, settlement.progress, deal.pk, on=date(2026, 10, 31))
    assert f"{never_up(progress.weighted).normalize():f}%" in {change.now for change in found}
    assert second.former == first and all(change.was != change.now for change in found)
    (dues,) = tables(second, "项目")[1:2]
    assert [row[2] for row in dues["rows"]] == ["¥144,000.00", "¥144,000.00", "¥72,000.00"]


def test_at_the_desk_from_the_choice_to_the_purchasers_hands(as_, district, deal):
    mine, buyers = as_(district.manager), as_(district.bureau)
    said = {"language": "en", "situation": "上月服务了99人"}
    refused = mine.post("/desk/reports/", said)
    assert refused.status_code == 400 and "上月服务了99人" in refused.content.decode()
    begun = mine.post("/desk/reports/", {"language": "zh-hans", "situation": "一切都好"})
    address = begun.headers["Location"]
    assert "data-go" in mine.get(address).content.decode()
    for _ in range(3):
        assert mine.post(f"{address}go/").status_code == 302
    page = mine.get(address).content.decode()
    assert "312 / 624" in page and "一切都好" in page and "<svg" in page
    assert mine.get(f"{address}report.pdf").content[:5] == b"%PDF-"
    assert mine.get(f"{address}report.docx").content[:2] == b"PK"
    with scope(district.job):
        kept = Report.objects.get(org=district.agency.id)
    for path in {opens for block in tables(kept, "指标") for opens in block["opens"]}:
        assert mine.get(path).status_code == 200 and f'href="{path}"' in page
    assert buyers.get(address).status_code == 404
    mine.post(f"{address}hand/")
    assert (
        buyers.get(address).status_code == 200
        and "交了" in buyers.get("/desk/reports/").content.decode()
    )
    assert "一切都好" in mine.get("/desk/reports/").content.decode()

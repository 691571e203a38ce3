"""A purchase lived in the browser: from the first thought to the contract, what each sees of it,
and the end of one that was terminated."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sanshe.registry.agreements import actions
from sanshe.registry.agreements.models import Agreement, Document
from sanshe.trust.policy.scope import scope
from sanshe.work.settlement.models import Closing, Statement, Survey
from tests.factories.district import FX
from tests.registry.agreements.cast import BEGAN, budgeted, now, opened, signed
from tests.work.settlement.judging import done, paper

NEVER = ("outside_duty", "own_duty", "goods", "financing", "staff", "other")


class Officer:
    """The purchaser's officer at one agreement's pages."""

    def __init__(self, district, client, row) -> None:
        self.district, self.client, self.row = district, client, row
        self.path = f"/desk/agreements/{row.id}/"

    def send(self, page: str, status: int = 302, **said) -> str:
        version = now(self.district, self.row).version
        answer = self.client.post(f"{self.path}{page}", {"version": version, **said})
        html = answer.content.decode()
        assert answer.status_code == status, html[-3000:]
        return html

    def take(self, what: str, status: int = 302, **said) -> str:
        return self.send(f"purchase/{what}/", status, **said)

    def on_to(self, state: str, status: int = 302, **said) -> str:
        return self.take("advance", status, to=state, **{"on": "2026-01-05", **said})

    def rows(self, what: str, *rows, do: str = "keep", status: int = 302) -> str:
        said = {f"r{n}-{key}": value for n, one in enumerate(rows) for key, value in one.items()}
        return self.send(
            f"purchase/rows/{what}/", status, row=[str(n) for n in range(len(rows))], do=do, **said
        )

    def reads(self, page: str = "purchase/") -> str:
        answer = self.client.get(f"{self.path}{page}")
        assert answer.status_code == 200
        return answer.content.decode()


def test_from_the_first_thought_to_the_contract(district, as_):
    client = as_(district.bureau)
    start = "/desk/agreements/new/"
    assert "开一个项目" in client.get("/desk/agreements/").content.decode()
    said = {"number": "P-1", "name": "课后托管", "why": "孩子没地方去", "communities": [FX],
            "on": "2026-01-04"}  # fmt: skip
    refused = client.post(start, {**said, "communities": []})
    assert refused.status_code == 400 and "孩子没地方去" in refused.content.decode()
    assert client.post(start, said).status_code == 302
    with scope(district.job):
        row = Agreement.objects.get(number="P-1")
    it = Officer(district, client, row)
    _described(it)
    _promised(it)
    _bought(it)
    assert now(district, row).state == "in_force"
    html = it.reads()
    assert "合同备案" in html and "晚了" not in html and "style=" not in html


def _described(it: Officer) -> None:
    it.on_to("need_survey")
    assert "居民对需求的意见" in it.on_to("catalogue_check", 400)
    it.take("survey", survey="问了31户")
    it.on_to("catalogue_check")
    assert "没答" in it.on_to("budgeted", 400)
    it.take("never", **{one: "yes" if one == "staff" else "no" for one in NEVER})
    assert "102号令第10条" in it.reads()
    assert "102号令第10条" in it.on_to("budgeted", 400)
    it.take("never", **dict.fromkeys(NEVER, "no"))


def _promised(it: Officer) -> None:
    money = {"kind": "fiscal", "name": "区财政", "amount": "80000"}
    wrong = it.rows(
        "sources", money, {"kind": "donation", "name": "爱心", "amount": ""}, status=400
    )
    assert "爱心" in wrong and "区财政" in wrong
    other = {"kind": "donation", "name": "爱心", "amount": "x"}
    more = it.rows("sources", money, other, do="more", status=200)
    assert "爱心" in more and 'value="x"' in more and more.count('name="row"') == 4  # template too
    less = it.rows("sources", money, other, do="drop1", status=200)
    assert "区财政" in less and "爱心" not in less
    it.rows("sources", money)
    it.rows("budget", {"name": "人员", "amount": "79999"})
    assert "79,999.00" in it.on_to("budgeted", 400)
    it.rows("budget", {"name": "人员", "amount": "80000"})
    it.on_to("budgeted")
    facts = {"unit": "person_times", "target": "200", "weight": "92", "once": "",
             "services": [it.district.service.id]}  # fmt: skip
    hard = it.send("indicators/new/", 400, name="发现困难儿童人数", **facts)
    assert "不能为了完成数字" in hard and "发现困难儿童人数" in hard
    it.send("indicators/new/", name="课后托管", **facts)
    it.send("indicators/new/", name="满意度", unit="percent", target="90", weight="5", once="")
    assert "97" in it.on_to("requirement_published", 400)
    with scope(it.district.job):
        first, second = it.row.indicators.order_by("order")
    it.send("indicators/", weigh="1", **{str(first.pk): "92", str(second.pk): "8"})
    it.send(f"indicators/{first.pk}/change/", name="课后陪伴", **facts)
    it.send("indicators/", up=str(second.pk))
    assert "课后陪伴" in it.reads("indicators/")
    it.on_to("requirement_published")
    it.rows(
        "tranches",
        {"share": "50", "amount": "40000", "due_on": "2026-06-30", "contract_published": "on"},
        {"share": "50", "amount": "40000", "due_on": "2027-01-31", "final_score": "80"},
    )


def _bought(it: Officer) -> None:
    it.take("method", method="single_source", method_reason="")
    assert "请写明理由" in it.on_to("procurement", 400)
    it.take("method", method="single_source", method_reason="只有一家")
    it.on_to("procurement")
    it.on_to("evaluated", on="2026-01-06", reviewed_on="2026-01-05")
    assert "确定承接方" in it.reads()
    won = {"supplier": str(it.district.agency.id), "price": "80000", "reported_on": "2026-01-06",
           "on": "2026-01-07"}  # fmt: skip
    it.take("award", **won)
    it.take("announce", on="2026-01-08")
    term = {"on": "2026-01-10", "starts_on": "2026-02-01"}
    assert "不超过一年" in it.take("sign", 400, **term, ends_on="2027-02-01")
    it.take("sign", **term, ends_on="2027-01-31")
    assert "还缺" in it.take("publish", 400, on="2026-01-12")
    file = SimpleUploadedFile("c.pdf", b"%PDF-1.4", content_type="application/pdf")
    it.take("publish", on="2026-01-12", file=file)
    it.take("file", on="2026-01-13", text="区财政局")
    it.on_to("in_force", on="2026-02-01")
    assert "8,000" in it.take(
        "amend", 400, signed_on="2026-03-01", amount="8000.01", why="加一个班"
    )
    it.take("amend", signed_on="2026-03-01", amount="8000", why="加一个班")


def test_who_was_faster_is_told_and_may_send_again(district, as_):
    row = opened(district)
    it = Officer(district, as_(district.bureau), row)
    stale = {"version": row.version, "survey": "后写的"}
    it.take("survey", survey="先写的")
    answer = it.client.post(f"{it.path}purchase/survey/", stale)
    html = answer.content.decode()
    assert answer.status_code == 400 and "刚才有人先动了" in html and "后写的" in html
    assert f'name="version" value="{now(district, row).version}"' in html


def test_what_each_sees_of_it(district, as_):
    before, after = budgeted(district), signed(district, number="P-2")
    for one, sees, may in [
        (district.bureau, (200, 200), 200), (district.auditor, (200, 200), 404),
        (district.manager, (404, 200), 404), (district.clerk, (404, 200), 404),
        (district.other_agency, (404, 404), 404), (district.other_district, (404, 404), 404),
    ]:  # fmt: skip
        client = as_(one)
        for row, status in zip((before, after), sees, strict=True):
            page = client.get(f"/desk/agreements/{row.id}/purchase/")
            assert page.status_code == status, one.name
            assert ("<form" in page.content.decode().split("<main")[-1]) == (
                status == 200 and one is district.bureau
            ), one.name
        path = f"/desk/agreements/{before.id}"
        for form in ("indicators/", "purchase/rows/budget/", "indicators/new/"):
            assert client.get(f"{path}/{form}").status_code == may, one.name
        assert client.get(f"/desk/agreements/{after.id}/renew/").status_code == may
        stops = client.post(f"{path}/purchase/stop/", {}).status_code
        assert stops == (400 if may == 200 else 404), one.name
    assert as_(district.manager).get("/desk/agreements/new/").status_code in (403, 404)


def test_a_draft_is_read_before_anything_counts(district, as_):
    row = budgeted(district)
    it = Officer(district, as_(district.bureau), row)
    html = it.reads("")
    assert "金额还没定" in html and "签了合同才开始数" in html and "加权进度</span>" not in html
    with scope(district.job):
        one = row.indicators.get(code="I01")
    assert "日常探访" in it.reads(f"indicators/{one.pk}/")
    for page in ("money/", "payments/", "judging/"):
        assert it.reads(page)


def test_the_next_term(district, as_):
    row = signed(district)
    it = Officer(district, as_(district.bureau), row)
    it.send("renew/", number="P-9", name="下一年", why="接着做")
    with scope(district.job):
        new = Agreement.objects.get(number="P-9")
    it = Officer(district, it.client, new)
    assert "日常探访" in it.reads("indicators/") and "360,000.00" in it.reads()


def test_a_statement_comes_with_its_paper(district, as_):
    row = signed(district)
    client = as_(district.manager)
    path = f"/desk/agreements/{row.id}/payments/"
    file = SimpleUploadedFile("w.pdf", b"%PDF-1.4 w", content_type="application/pdf")
    said = {"number": 1, "key": 1, "text": "工资垫了一个月"}
    bad = SimpleUploadedFile("w.html", b"<b>", content_type="text/html")
    refused = client.post(f"{path}state/", {**said, "file": bad})
    assert refused.status_code == 400 and "工资垫了一个月" in refused.content.decode()
    assert client.post(f"{path}state/", {**said, "file": file}).status_code == 302
    with scope(district.job):
        assert Statement.objects.get().document == Document.objects.get(title="w.pdf")
    assert "附:w.pdf" in as_(district.bureau).get(path).content.decode()


@pytest.fixture
def ended(district):
    row = signed(district)
    done(district, row, 312)
    paper(district, row, "audit")
    actions.stop(
        district.bureau, agreement=row.id, version=now(district, row).version,
        side="terminated", reason="机构撤出",
    )  # fmt: skip
    return row


def test_what_was_done_is_paid_when_it_ended(district, ended, as_):
    path = f"/desk/agreements/{ended.id}/closing/"
    supplier, buyer = as_(district.manager), as_(district.bureau)
    html = supplier.get(path).content.decode()
    assert "50.0%" in html and "180,000.00" in html
    wrong = supplier.post(f"{path}ask/", {"amount": "400000", "reason": "全部"})
    assert wrong.status_code == 400 and "只剩" in wrong.content.decode()
    assert supplier.post(f"{path}ask/", {"amount": "180000", "reason": "一半"}).status_code == 302
    assert buyer.post(f"{path}answer/", {"agreed": "yes", "words": "同意"}).status_code == 302
    with scope(district.job):
        claim = Closing.objects.get().claim_id
    pay = {"claim": str(claim), "amount": "180000", "voucher": "Z-1"}
    assert buyer.post(f"{path}pay/", {**pay, "on": str(timezone.localdate())}).status_code == 302
    assert "付清" in as_(district.auditor).get(path).content.decode()
    for one in (district.other_agency, district.other_district):
        assert as_(one).get(path).status_code == 404


def test_promises_ask_no_more_for_more_rows(district, as_):
    row = opened(district)
    it = Officer(district, as_(district.bureau), row)
    facts = {"unit": "person_times", "target": "9", "weight": "5", "once": "",
             "services": [district.service.id]}  # fmt: skip

    def asked() -> list[int]:
        found = []
        for page in ("indicators/", "purchase/"):
            with CaptureQueriesContext(connection) as queries:
                it.reads(page)
            found.append(len(queries))
        return found

    it.send("indicators/new/", name="第一个", **facts)
    asked()
    few = asked()
    for n in range(3):
        it.send("indicators/new/", name=f"又一个{n}", **facts)
    assert asked() == few


def test_judging_asks_no_more_for_more_surveys(district, as_):
    row = signed(district)
    client = as_(district.bureau)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/desk/agreements/{row.id}/judging/").status_code == 200
        return len(queries)

    def surveys(how_many: int) -> None:
        with scope(district.job):
            Survey.objects.bulk_create(
                Survey(agreement=row, opened_on=date(2026, 3, 1), seed="s", served_pool=1,
                       unserved_pool=1, least=30, live=0,
                       closed_on=date(2026, 3, 1) + timedelta(days=n))
                for n in range(how_many)
            )  # fmt: skip

    surveys(1)
    asked()
    few = asked()
    surveys(4)
    assert asked() == few


def test_a_supplier_is_found_by_some_letters_of_its_name(district, as_):
    row = budgeted(district)
    for step in ("requirement_published", "procurement", "evaluated"):
        row = actions.advance(
            district.bureau, agreement=row.id, version=row.version, to=step, on=BEGAN
        )
    it = Officer(district, as_(district.bureau), row)
    page = "/desk/agreements/suppliers/"
    name = district.agency.name
    assert name in it.client.get(page, {"supplier": name[1:4]}).content.decode()
    assert it.client.get(page, {"supplier": ""}).content.decode().strip() == ""
    assert as_(district.manager).get(page, {"supplier": name}).status_code in (403, 404)
    won = {"price": "360000", "reported_on": str(BEGAN), "on": str(BEGAN)}
    several = it.take("award", 400, supplier="社", **won)  # fits several: offered to choose from
    assert f'type="radio" name="supplier" value="{name}"' in several
    assert "没有找到" in it.take("award", 400, supplier="没有这一家", **won)
    assert "没有找到" in it.take("award", 400, supplier=district.police.name, **won)
    it.take("award", supplier=["社", name], **won)
    assert now(district, row).supplier_id == district.agency.id
    assert "发中标通知" in it.reads("").split("</section>")[0].split("下一步")[-1]


def test_what_failed_is_archived_on_its_page_and_offers_nothing_more(district, as_):
    row = budgeted(district)
    it = Officer(district, as_(district.bureau), row)
    it.take("stop", side="failed_bid", reason="没人来投")
    assert "归档" in it.reads("").split("</section>")[0]
    it.send("judging/archive/")
    assert "下载档案" in it.reads("judging/")
    assert it.client.get(f"{it.path}archive.zip").status_code == 200
    assert "<form" not in it.reads().split("<main")[-1]
    html = it.take("survey", 400, survey="后来又问的")
    assert "已经归档" in html and "后来又问的" in html

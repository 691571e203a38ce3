"""The year of a contract, seen by those who live it: each exactly their part."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from .reader import DESKTOP, PHONE, Reader

Start = Callable[..., Reader]
NUMBER = re.compile(r"XS-MZ-\d{4}-017")
COMMUNITY = 530112003008


def project(one: Reader) -> Page:
    """The contract's page, as this person finds it."""
    page = one.open("/desk/agreements/")
    page.locator("main tr", has_text=NUMBER).get_by_role("link").first.click()
    expect(page.locator("main")).to_contain_text("加权进度")
    return page


def under(page: Page, what: str) -> str:
    return page.url.rstrip("/").split("?")[0] + f"/{what}/"


def test_the_manager_sees_how_far_it_is_and_what_lies_behind(reader: Start) -> None:
    manager = reader(width=DESKTOP)
    manager.enter("苏主任")
    page = project(manager)
    expect(page.locator("main table").first.locator("tbody tr")).to_have_count(14)
    manager.check("year-1-manager")
    home = page.url

    page.get_by_role("link", name=re.compile("I03")).first.click()
    reasons = page.locator(".ledger-parts a")
    few = reasons.filter(has_text=re.compile("人数不够|不到"))
    (few if few.count() else reasons).last.click()
    manager.check("year-2-why-it-does-not-count")
    page.locator("main tbody th a").first.click()
    expect(page).to_have_url(re.compile(r"/desk/ledger/"))

    page.goto(home + "payments/")
    expect(page.locator("main")).to_contain_text(re.compile(r"加权进度达到 5\d\.\d\d%"))
    expect(page.get_by_role("button", name="批准")).to_have_count(0)
    expect(page.locator("main")).not_to_contain_text("记付款")
    last = page.locator("section.due").last
    last.get_by_text("写说明").click()
    last.locator("textarea").fill("末期的材料正在整理。")
    last.get_by_role("button", name="写下").click()
    expect(page.locator("section.due").last).to_contain_text("末期的材料正在整理。")
    manager.widen(PHONE)
    manager.check("year-3-manager-payments")

    page.goto(home + "judging/")
    page.locator("main a[href*='/surveys/']").first.click()
    expect(page.locator("main")).not_to_contain_text("还要问")  # never whom the lot drew


def test_the_committee_asks_and_pays_nothing(reader: Start) -> None:
    clerk = reader(width=PHONE)
    clerk.enter("李干事")
    page = clerk.open("/desk/agreements/")
    page.locator("main a[href*='/surveys/']").first.click()
    names = page.locator(".ask-list a")
    before = names.count()
    clerk.check("year-4-committee-whom-to-ask")
    names.first.click()
    answer(page)
    expect(names).to_have_count(before - 1)

    page = project(clerk)
    page.goto(under(page, "payments"))
    expect(page.locator("main")).to_contain_text("晚了")
    expect(page.locator("main form")).to_have_count(0)


def answer(page: Page) -> None:
    """By telephone, alone, and content."""
    page.locator("[name=by]").select_option(label=re.compile("电话").pattern)
    page.locator("[name=outcome]").select_option(index=1)
    page.get_by_role("button", name="记下").click()


def test_the_purchaser_sees_both_sides_and_the_shut_gate(reader: Start) -> None:
    officer = reader(width=DESKTOP)
    officer.enter("钱科")
    page = project(officer)
    page.goto(under(page, "payments"))
    last = page.locator("section.due").last
    expect(last).to_contain_text("条件没满足")
    expect(page.locator("section.due").nth(1)).to_contain_text("晚了22天")
    expect(page.get_by_role("button", name=re.compile("申请第"))).to_have_count(0)
    last.get_by_text("写说明").click()
    last.locator("textarea").fill("末期评估以后就付。")
    last.get_by_role("button", name="写下").click()
    expect(page.locator("section.due").last).to_contain_text("末期评估以后就付。")
    officer.check("year-5-purchaser-payments")


def test_the_evaluator_reads_and_changes_nothing(reader: Start) -> None:
    evaluator = reader(width=DESKTOP)
    evaluator.enter("平老师")
    page = project(evaluator)
    home = page.url
    page.goto(home + "judging/")
    expect(page.locator("main")).to_contain_text("87分")
    page.locator("main a[href*='/reviews/']").first.click()
    expect(page.locator("main")).to_contain_text("种子")
    evaluator.check("year-6-evaluator-sheet")
    page.goto(home + "payments/")
    expect(page.locator("main form")).to_have_count(0)


def test_the_auditor_follows_one_yuan_and_back(reader: Start) -> None:
    auditor = reader(width=DESKTOP)
    auditor.enter("申老师")
    page = project(auditor)
    page.get_by_role("link", name="每一块钱的去向").click()
    expect(page.locator("#sums + * tbody tr .badge-done").first).to_be_visible()
    expect(page.locator("#sums + * tbody tr .badge-wrong")).to_have_count(0)
    auditor.check("year-7-one-yuan")
    page.locator(".yuan-hops a").last.click()
    page.locator("main tbody a[href*='/desk/ledger/']").first.click()
    if not page.url.rstrip("/").endswith("yuan"):
        page.get_by_role("link", name="这一条是谁付的钱").click()
    expect(page.locator("main")).to_contain_text("分期和付款")
    auditor.widen(PHONE)
    auditor.check("year-8-back-from-a-record")
    page.locator("main a[href*='#']").first.click()
    expect(page).to_have_url(re.compile(r"/yuan/#"))


def test_a_resident_reads_what_was_bought_and_no_names(reader: Start) -> None:
    for lang, said in (("zh-hans", "36万"), ("en", "360,000")):
        resident = reader(width=PHONE, lang=lang)
        page = resident.open(f"/c/{COMMUNITY}/bought/")
        main = page.locator("main")
        expect(main).to_contain_text(re.compile(f"{said}|360,000"))
        for name in ("孟社工", "许社工", "苏主任"):
            expect(main).not_to_contain_text(name)
        expect(page.locator("main a[href^='/desk/']")).to_have_count(0)
        resident.check("year-9-resident")
        page.goto("/desk/agreements/")
        expect(page).to_have_url(re.compile("/accounts/login/"))

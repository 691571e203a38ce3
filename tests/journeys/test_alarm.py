"""Danger, from the message to a taken alarm: it rings on a page that was open all the time, one
person takes it, the other sees who has it, and it ends with what was done."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from playwright.sync_api import Page, expect

from .reader import DESKTOP, PHONE, Reader
from .test_first_loop import write

Start = Callable[..., Reader]
WITHIN = 20_000  # milliseconds from the message to the bell, without a reload


def test_an_alarm_rings_until_one_has_it(reader: Start) -> None:
    clerk, secretary = reader(width=DESKTOP), reader(width=PHONE)
    clerk.enter("李干事")
    secretary.enter("周书记")
    for somebody in (clerk, secretary):
        take_all(somebody)
    page = clerk.open("/desk/people/")
    page.evaluate("window.notReloaded = true")

    resident = reader(width=PHONE)
    write(resident, f"闻到好大煤气味,我头晕,站不起来 {datetime.now():%M%S}", name="")
    expect(page.locator(".alarm-rings")).to_be_visible(timeout=WITHIN)
    assert page.evaluate("window.notReloaded"), "the page must ring without being reloaded"
    expect(page.locator(".alarm-rings a[href='tel:119']")).to_be_visible()
    expect(page).to_have_title(re.compile("^警报"))
    clerk.check("alarm-1-rings")

    page.get_by_role("button", name="我来接").click()
    expect(page.locator("main")).to_contain_text("您接了")
    expect(page.locator(".alarm-rings")).to_have_count(0)
    clerk.check("alarm-2-taken")

    # In the hours of a shift only whoever is on it was called: others find it in the list.
    other = secretary.open("/desk/alarms/")
    expect(other.locator("tbody tr").first).to_contain_text("李干事")
    secretary.check("alarm-3-who-has-it")
    other.locator("tbody tr a").first.click()
    expect(other.locator(".story")).to_contain_text("接了")

    report(page, "燃气公司来了,人送去医院,清醒")
    expect(page.locator("h1 .badge")).to_have_text("处理好了")
    expect(page.locator(".story")).to_contain_text("打了119")
    expect(page.locator(".alarm-mine")).to_have_count(0)
    clerk.check("alarm-4-over")


def report(page: Page, words: str) -> None:
    """Tick what was done and end it."""
    page.locator("[name='r-did'][value='119']").check()
    page.fill("[name='r-text']", words)
    page.get_by_role("button", name="记下,危险过去了").click()


def take_all(somebody: Reader) -> None:
    """Whatever rings or is held from before (the demonstration has one) is ended first."""
    for _each in range(6):
        page = somebody.open("/desk/")
        if page.locator(".alarm-rings").count():
            page.get_by_role("button", name="我来接").first.click()
        elif page.locator(".alarm-mine").count():
            page.locator(".alarm-mine a").first.click()
        else:
            return
        report(page, "看过了")

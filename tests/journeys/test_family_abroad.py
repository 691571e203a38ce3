"""A son abroad follows his mother's visits because she lets him; not when she no longer does."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from .reader import DESKTOP, PHONE, Reader

Start = Callable[..., Reader]


def test_a_son_follows_until_she_takes_it_back(reader: Start) -> None:
    worker = reader(width=DESKTOP)
    worker.enter("孟社工")
    page = worker.open("/desk/people/?q=周奶奶")
    page.locator("table a").first.click()
    page.get_by_role("link", name="问本人愿不愿意").click()
    page.fill("[name=to_name]", "小周")
    page.get_by_label("五项看下来好不好").check()
    page.get_by_role("button", name="本人同意,打条子").click()
    expect(page.locator("form.family")).to_contain_text("请先把告知的话")  # not read to her yet
    expect(page.locator("[name=to_name]")).to_have_value("小周")
    page.check("[name=notice_read]")
    page.check("[name=asked_alone]")
    worker.check("family-1-asked")
    page.get_by_role("button", name="本人同意,打条子").click()
    number, secret, _again, own = page.locator(".slip-numbers dd").all_inner_texts()
    worker.check("family-2-slip")

    son = reader(width=PHONE)
    page = son.open("/")
    page.get_by_role("link", name="看家里老人的近况").click()
    page.fill("[name=number]", number)
    page.fill("[name=secret]", secret)
    page.get_by_role("button", name="看看").click()
    expect(page.get_by_role("heading", name="接下来")).to_be_visible()
    expect(page.locator(".visits .card-plain").first).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("聊了")
    son.check("family-3-visits")

    elder = reader(width=PHONE, elder=True)
    page = elder.open("/family/back/")
    page.fill("[name=number]", number)
    page.fill("[name=own]", own)
    page.get_by_role("button", name="收回").click()
    expect(page.locator(".notice-success")).to_be_visible()
    elder.check("family-4-taken-back")

    page = son.page
    page.reload()
    expect(page.get_by_role("heading", name="现在看不到了")).to_be_visible()
    assert page.locator(".visits").count() == 0

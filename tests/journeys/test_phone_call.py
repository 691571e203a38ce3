"""A call from ring to dispatched need, at the keyboard; and a line that breaks on the way."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import uuid4

from playwright.sync_api import Page, expect

from .reader import PHONE, Reader

Start = Callable[..., Reader]
MOST_KEYS = 12
KEPT = "Object.keys(localStorage).filter((k) => k.startsWith('draft:')).length"


class Keys:
    """A keyboard that counts. What is typed as text does not count; every other stroke does, and
    a key held with another counts as two."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.count += len(key.split("+"))
            self.page.keyboard.press(key)

    def text(self, words: str) -> None:
        self.page.keyboard.insert_text(words)


def test_a_phone_call_to_a_dispatched_need_in_under_twelve_keystrokes(reader: Start) -> None:
    clerk = reader()
    page, words = clerk.enter("李干事"), f"老人一个人住,想有人常来探访看看她 {uuid4().hex[:6]}"
    keys = Keys(page)
    keys.press("g", "d")
    page.wait_for_url("**/needs/hear/")
    expect(page.locator("[name=text]")).to_be_focused()
    keys.text(words)
    expect(page.locator("#proposal")).to_contain_text("老人探访")  # while she still talks
    clerk.check("call-1-hearing")
    keys.press("Control+Enter")
    button = page.get_by_role("button", name=re.compile("照这样派给"))
    expect(button).to_be_focused()
    expect(page.locator(".receipt-number")).to_be_visible()  # read out to her now
    expect(page.locator(".aloud")).to_contain_text("回执号")
    clerk.check("call-2-receipt")
    keys.press("Enter")
    expect(page.locator(".notice-success")).to_contain_text("派出去了")
    assert keys.count < MOST_KEYS, keys.count

    page.goto("/desk/needs/?whose=all&state=dispatched")
    expect(page.locator("[data-queue]")).to_contain_text(words)


def test_the_number_that_rings_again_and_danger_while_typing(reader: Start) -> None:
    clerk = reader()
    page = clerk.enter("李干事")
    number = f"139{uuid4().int % 10**8:08d}"
    for again in (False, True):
        page.goto("/desk/needs/hear/")
        page.locator("[name=contact_phone]").press_sequentially(number)
        if again:
            expect(page.locator("#caller")).to_contain_text("这个号码说过")
            page.fill("[name=text]", "他又打我,流血了,救命")
            expect(page.locator("#alarm")).to_contain_text("110")
            clerk.check("call-3-again")
        else:
            page.fill("[name=text]", "想请人修一下窗户")
            page.keyboard.press("Alt+2")
            expect(page.locator("[name=channel][value=walk_in]")).to_be_checked()
            page.keyboard.press("Control+Enter")
            expect(page.locator(".receipt-number")).to_be_visible()


def test_what_was_typed_survives_a_broken_line_and_is_sent_once(reader: Start) -> None:
    somebody = reader(width=PHONE)
    page, words = _form(somebody), f"灯泡坏了够不着 {uuid4().hex[:6]}"
    page.fill("[name=text]", words)
    somebody.context.set_offline(True)
    page.get_by_role("button", name="说好了").click()
    expect(page.locator("[data-draft-bar]")).to_contain_text("还没送出去")
    somebody.check("draft-1-waiting")
    assert page.input_value("[name=text]") == words
    asked = page.input_value("[name=asked]")
    somebody.context.set_offline(False)
    page.wait_for_url("**/receipt/", timeout=15_000)
    number = page.locator(".receipt-number").inner_text()

    page = _form(somebody)  # sent: nothing stays behind on the device
    assert page.input_value("[name=text]") == ""
    page.fill("[name=text]", words)
    page.evaluate("(id) => { document.querySelector('[name=asked]').value = id }", asked)
    page.get_by_role("button", name="说好了").click()
    page.wait_for_url("**/receipt/")
    assert page.locator(".receipt-number").inner_text() == number, "heard once"


def test_a_draft_is_found_again_thrown_away_and_never_kept_when_confidential(
    reader: Start,
) -> None:
    somebody = reader(width=PHONE)
    page = _form(somebody)
    page.fill("[name=text]", "先写一半")
    page.fill("[name=contact_name]", "张奶奶")
    page = _form(somebody)  # the telephone rang; the page was left
    assert page.input_value("[name=text]") == "先写一半"
    assert page.input_value("[name=contact_name]") == "张奶奶"
    expect(page.locator("[data-draft-bar]")).to_contain_text("找回来了")
    page.check("[name=keep_from_committee]")
    assert _form(somebody).input_value("[name=text]") == "", "confidential: nothing on the device"
    page.fill("[name=text]", "再写一半")
    page.locator("[data-draft-discard]").click()
    assert _form(somebody).input_value("[name=text]") == ""
    page.fill("[name=text]", "又写一半")
    assert page.evaluate(KEPT) == 0, "in this tab alone: it may be a neighbour's telephone"


def test_signing_out_leaves_nothing_behind(reader: Start) -> None:
    clerk = reader()
    page = clerk.enter("李干事")
    page.goto("/desk/needs/hear/")
    page.fill("[name=text]", "说到一半")
    page.goto("/desk/needs/hear/")
    assert page.input_value("[name=text]") == "说到一半"
    page.locator(".desk-me.wide form[action*=logout] button").click()
    page.wait_for_url(lambda address: "/desk/" not in address)
    assert page.evaluate(KEPT) == 0


def _form(somebody: Reader) -> Page:
    return somebody.open("/c/530112003008/ask/")

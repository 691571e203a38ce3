"""The loop the product is for: an old woman says a thing on her neighbour's phone; it is sorted,
sent, visited, borne out by her, written in the book and closed by her word. And the other way: what
was answered but not solved is open again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from .reader import DESKTOP, PHONE, Reader

Start = Callable[..., Reader]


class Receipt(NamedTuple):
    number: str
    secret: str


def test_a_message_becomes_a_line_in_the_book(reader: Start) -> None:
    elder = reader(width=PHONE, elder=True)
    words = f"我一个人住,腿脚不好,想有人常来探访看看我 {_mark()}"
    receipt = say(elder, words, name="张奶奶")

    clerk = reader(width=DESKTOP)
    clerk.enter("李干事")
    sort_and_dispatch(clerk, words)

    worker = reader(width=DESKTOP)
    worker.enter("孟社工")
    begin = _yesterday_evening()
    plan_visit(worker, words, begin)

    page = follow(elder, receipt)
    code = "".join(page.locator(".door-code span").all_inner_texts())
    assert len(code) == 4
    elder.check("loop-2-who-comes")
    assert code not in worker.page.content(), "the worker must hear it from her, not read it"

    record_visit(worker, begin, code)
    page = worker.page
    expect(page.locator(".story").last).to_contain_text("居民当面报出暗号")
    worker.check("loop-3-visit-recorded")
    page.get_by_role("link", name="看台账里的一条").click()
    expect(page.locator(".badge").first).to_have_text("已确认")
    expect(page.locator(".story").last).to_contain_text("居民报出暗号")
    worker.check("loop-4-in-the-book")

    page = follow(elder, receipt)  # the visit is the answer
    expect(page.locator(".state .badge")).to_contain_text("等您说一声")
    page.get_by_role("button", name="解决了", exact=True).click()
    expect(page.locator(".state .badge")).to_have_text("办完了")
    expect(page.locator(".notice-success")).to_be_visible()
    elder.check("loop-5-closed-by-her-word")


def test_what_is_not_solved_is_open_again(reader: Start) -> None:
    neighbour = reader(width=PHONE)
    words = f"手机上的健康码我搞不懂,想请人教教用手机 {_mark()}"
    receipt = say(neighbour, words, name="老刘")

    clerk = reader(width=DESKTOP)
    clerk.enter("李干事")
    sort_and_dispatch(clerk, words)
    worker = reader(width=PHONE)
    worker.enter("孟社工")
    answer(worker, words, "周五下午有手机班,请来。")

    page = follow(neighbour, receipt)
    expect(page.locator(".state .badge")).to_contain_text("等您说一声")
    page.get_by_text("没解决,说说").click()
    page.fill("#still", "周五我要带孙子,来不了")
    page.get_by_role("button", name="告诉他们没解决").click()
    expect(page.locator(".state .badge")).to_have_text("有人在办")
    expect(page.locator(".story").last).to_contain_text("周五我要带孙子")
    neighbour.check("loop-6-not-solved")

    page = open_matter(worker, words)
    expect(page.locator(".story").last).to_contain_text("周五我要带孙子")
    expect(page.locator("aside .facts").first).to_contain_text("已派,办理中")


@pytest.mark.parametrize("javascript", [True, False])
def test_danger_is_told_to_ring_first(reader: Start, javascript: bool) -> None:
    """Words of danger lead to the numbers, with and without JavaScript."""
    somebody = reader(width=PHONE, javascript=javascript)
    page = write(somebody, f"他又打我,流血了,救命 {_mark()}", name="")
    assert page.url.endswith("/urgent/")
    for number in ("110", "120", "119"):
        expect(page.locator(f"a[href='tel:{number}']").first).to_be_visible()


# --- the steps, as each of them does it


def write(somebody: Reader, words: str, *, name: str) -> Page:
    """From the start page to the press of the button."""
    page = somebody.open("/")
    page.fill("#q", "fuxing")
    page.get_by_role("button", name="找", exact=True).click()
    page.get_by_role("link", name="复兴社区").first.click()
    page.get_by_role("link", name="我想说件事").click()
    page.fill("[name=text]", words)
    page.fill("[name=contact_name]", name)
    page.get_by_role("button", name="说好了").click()
    page.wait_for_url(re.compile("/(receipt|urgent)/$"))
    return page


def say(somebody: Reader, words: str, *, name: str) -> Receipt:
    """Say it, and keep the receipt."""
    page = write(somebody, words, name=name)
    somebody.check("loop-1-receipt")
    return Receipt(
        page.locator(".receipt-number").inner_text().replace(" ", ""),
        page.locator(".receipt-secret").inner_text().replace(" ", ""),
    )


def follow(somebody: Reader, receipt: Receipt) -> Page:
    """Type the two numbers; a phone that showed the matter a moment ago shows it at once."""
    page = somebody.open("/follow/")
    if page.locator("[name=receipt]").count():
        page.fill("[name=receipt]", receipt.number)
        page.fill("[name=secret]", receipt.secret)
        page.get_by_role("button", name="查一下").click()
    expect(page.locator(".story").last).to_be_visible()
    return page


def open_matter(somebody: Reader, words: str) -> Page:
    """Find it in the queue by its words, as one does."""
    page = somebody.open("/desk/needs/?whose=all")
    page.locator("tr", has_text=words[:10]).filter(has_text=words[-6:]).locator("a").first.click()
    expect(page.locator(".said")).to_contain_text(words[-6:])
    return page


def sort_and_dispatch(somebody: Reader, words: str) -> None:
    """Enter confirms what is proposed and sends it to whom the catalogue names."""
    page = open_matter(somebody, words)
    page.get_by_role("button", name="派给目录上的责任方").click()
    expect(page.locator("main")).to_contain_text("已派,办理中")


def plan_visit(somebody: Reader, words: str, begin: datetime) -> None:
    page = open_matter(somebody, words)
    page.get_by_role("link", name="安排探访").click()
    page.fill("[name=day]", f"{begin:%Y-%m-%d}")
    page.fill("[name=start]", f"{begin:%H:%M}")
    page.fill("[name=end]", f"{begin + timedelta(minutes=9):%H:%M}")
    somebody.check("loop-1-planning")
    page.get_by_role("button", name="安排好了").click()
    expect(page.get_by_role("link", name="记录这次探访")).to_be_visible()


def record_visit(somebody: Reader, begin: datetime, code: str) -> None:
    page = somebody.page
    page.get_by_role("link", name="记录这次探访").click()
    page.locator("[name=outcome][value=done]").check()
    page.fill("[name=day]", f"{begin:%Y-%m-%d}")
    page.fill("[name=started_at]", f"{begin:%H:%M}")
    page.fill("[name=ended_at]", f"{begin + timedelta(minutes=8):%H:%M}")
    for check in ("health", "mood", "safety", "hygiene", "living"):
        page.locator(f"[name={check}][value=fine]").check()
    page.fill("[name=spoken_code]", code)
    somebody.check("loop-3-recording")
    page.get_by_role("button", name="保存").click()


def answer(somebody: Reader, words: str, text: str) -> None:
    page = open_matter(somebody, words)
    step = page.locator("details.step", has_text="答复居民")
    if step.get_attribute("open") is None:
        step.locator("summary").click()
    step.locator("[name$=text]").fill(text)
    step.get_by_role("button", name="答复居民").click()
    expect(page.locator("aside .facts").first).to_contain_text("已答复")


def _mark() -> str:
    """Six digits that tell this run's message from another's."""
    return f"{datetime.now():%M%S%f}"[:6]


def _yesterday_evening() -> datetime:
    """An hour in which nobody of the demonstration goes anywhere."""
    now = datetime.now(ZoneInfo("Asia/Shanghai"))
    return (now - timedelta(days=1)).replace(hour=20 + now.minute % 3, minute=now.second % 50)

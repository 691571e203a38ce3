"""A worker is ill tomorrow: her visits go to a colleague, who sees them on his phone; and back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page, expect

from .reader import DESKTOP, PHONE, Reader

Start = Callable[..., Reader]


def test_a_sick_workers_visits_are_re_made_and_seen(reader: Start) -> None:
    head = reader(width=DESKTOP)
    head.enter("冯老师")
    page, day = ill_on_her_next_day(head)
    rows = page.locator("table tbody tr")
    moved = [
        rows.nth(n).locator("th").inner_text()
        for n in range(rows.count())
        if "改天" not in (to := rows.nth(n).locator("td").nth(1).inner_text()) and "许社工" in to
    ]
    assert moved, "the demonstration has visits of hers on that day"
    head.check("sick-1-preview")
    page.get_by_role("button", name="就这样换").click()
    expect(page.locator(".notice-success")).to_contain_text("换好了")
    expect(page.locator(".call-list")).to_contain_text(moved[0])
    head.check("sick-2-whom-to-phone")
    remake = page.url

    colleague = reader(width=PHONE)
    colleague.enter("许社工")
    colleague.open(f"/desk/plan/day/?day={day}")
    expect(colleague.page.locator("main")).to_contain_text(moved[0])
    colleague.check("sick-3-his-day")

    page = head.open(remake)
    page.get_by_role("button", name="整个撤回").click()
    expect(page.locator("main")).to_contain_text("都换回来了")
    colleague.open(f"/desk/plan/day/?day={day}")
    expect(colleague.page.locator("main")).not_to_contain_text(moved[0])


def test_a_round_list_is_ticked_off_on_the_way(reader: Start) -> None:
    worker = reader(width=PHONE)
    worker.enter("许社工")
    page = worker.open("/desk/plan/day/")
    urgent = page.locator(".day-urgent li")
    before = urgent.count()
    urgent.first.get_by_role("button", name="电话通了").click()
    page.wait_for_url("**/desk/plan/day/")
    expect(urgent).to_have_count(before - 1)
    worker.check("round-my-day")


def ill_on_her_next_day(head: Reader) -> tuple[Page, date]:
    """The first of the coming days on which 孟社工 has visits, with the preview open."""
    page = head.open("/desk/plan/absence/")
    value = page.locator("[name=worker] option", has_text="孟社工").get_attribute("value")
    today = date.fromisoformat(page.locator("[name=first]").input_value())
    for ahead in range(1, 8):
        day = date.fromordinal(today.toordinal() + ahead)
        page.goto("/desk/plan/absence/")
        page.select_option("[name=worker]", value)
        page.fill("[name=first]", f"{day}")
        page.fill("[name=last]", f"{day}")
        page.get_by_role("button", name="先看看怎么换").click()
        expect(page.get_by_role("heading", name=re.compile("会这样换"))).to_be_visible()
        same_day = page.locator("table tbody tr", has_text="许社工", has_not_text="改天")
        if same_day.count():
            return page, day
    raise AssertionError("no visits of hers within a week")

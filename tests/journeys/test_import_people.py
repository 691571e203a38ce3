"""Three thousand messy rows: looked at, kept, 57 bad ones mended, and most of it taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.factories.lists import messy

from .reader import PHONE, Reader

ROWS, BAD, DOUBLED = 3_000, 57, 40


def test_a_list_with_bad_rows_is_kept_mended_and_taken_back(
    reader: Callable[..., Reader], tmp_path: Path
) -> None:
    worker = reader()
    page = worker.enter("孟社工")
    page.set_default_timeout(60_000)
    bring(page, tmp_path)
    expect(page.locator("#accept + p")).to_contain_text(f"{BAD}行先放一边")
    told = page.locator("#accept + p").inner_text()
    known = int(re.findall(r"\d+", told)[1])  # twice in the list, or in the register already
    assert known >= DOUBLED
    worker.check("import-1-looked-at")
    worker.widen(PHONE)
    worker.check("import-2-on-a-phone")
    worker.widen(1280)
    page.get_by_role("link", name="可能已经在册").click()
    page.get_by_role("button", name="全是同一个人").click()
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_text("登记好了")).to_be_visible()
    tab = page.get_by_role("link", name="已登记")
    expect(tab).to_contain_text(str(ROWS - BAD - known))

    mend_one(page)
    mend_the_rest(page, tmp_path)
    expect(page.get_by_role("link", name="先放一边")).to_have_count(0)
    expect(tab).to_contain_text(str(ROWS - known))
    worker.check("import-3-all-kept")

    tab.click()
    page.locator("tbody th a").first.click()
    somebody = page.url
    page.get_by_role("link", name="更正资料").click()
    page.fill("#id_wish", "上午来")
    page.get_by_role("button", name="保存").click()
    expect(page).to_have_url(somebody)
    page.goto("/desk/people/imports/")
    page.get_by_role("link", name="花名册").first.click()
    page.get_by_text("撤回整份名单").click()
    page.get_by_role("button", name="撤回", exact=True).click()
    expect(page.get_by_text("撤回好了")).to_be_visible()
    page.get_by_role("link", name="留下了").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    worker.check("import-4-taken-back")
    assert page.goto(somebody).status == 200


def bring(page: Page, folder: Path) -> None:
    path = folder / "花名册.xlsx"
    path.write_bytes(messy(ROWS, bad=BAD, doubled=DOUBLED, seed=11))
    page.goto("/desk/people/imports/")
    page.select_option("#id_purpose", "visits")
    page.set_input_files("#id_file", path)
    page.get_by_role("button", name="交上来看看").click()


def mend_one(page: Page) -> None:
    page.get_by_role("link", name="先放一边").click()
    page.get_by_role("link", name="改这一行").first.click()
    page.fill("#id_birth", "1938")
    page.get_by_role("button", name="改好了").click()
    expect(page.get_by_role("link", name="先放一边")).to_contain_text(str(BAD - 1))


def mend_the_rest(page: Page, folder: Path) -> None:
    page.get_by_role("link", name="先放一边").click()
    with page.expect_download() as sent:
        page.get_by_role("link", name="下载这些行").click()
    book = load_workbook(BytesIO(Path(sent.value.path()).read_bytes()))
    sheet = book.active
    for number, row in enumerate(sheet.iter_rows(min_row=2), start=1):
        said = {"name": row[1], "sex": row[2], "birth": row[3], "phone": row[4], "tier": row[7]}
        said["name"].value = said["name"].value or f"万俟{chr(0x4E00 + number * 13)}"
        said["sex"].value, said["birth"].value, said["tier"].value = "女", "1938-03-05", "A"
        said["phone"].value = f"100-0099-{number:04}"
    path = folder / "mended.xlsx"
    book.save(path)
    page.set_input_files("#id_file", path)
    page.get_by_role("button", name="交回改好的").click()
    expect(page.get_by_text("改好的行收进来了")).to_be_visible()

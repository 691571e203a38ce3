"""A colleague's first day: an account made for her, her own password, a passkey, the desk; and the
next morning in by the passkey alone."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from .reader import Reader

FIRST, OWN = "四更天的猫 42 只", "五更天的狗 77 只"
TOUCH_ID = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def colleague(house: str, browser: Browser):
    """Her own computer; a passkey belongs to a name, so it is ``localhost`` and not a number."""
    reader = Reader(browser, house.replace("127.0.0.1", "localhost"))
    devices = reader.context.new_cdp_session(reader.page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": TOUCH_ID})
    yield reader
    reader.close()


def test_from_nothing_to_the_desk(reader: Callable[..., Reader], colleague: Reader) -> None:
    name = f"xinlai-{uuid4().hex[:6]}"
    admin = reader()
    admin.enter("安全管理员")
    give_account(admin.page, name)

    page = colleague.page
    page.goto("/desk/")
    sign_in(page, name, FIRST)
    page.fill("#id_oldpassword", FIRST)
    page.fill("#id_password1", OWN)
    page.fill("#id_password2", OWN)
    page.get_by_role("button", name="改密码").click()
    page.wait_for_url("**/accounts/2fa/")
    colleague.check("colleague-1-second-factor")
    page.get_by_role("link", name="加一把").click()
    page.check("#id_passwordless")
    page.get_by_role("button", name="开始").click()
    page.wait_for_url("**/accounts/2fa/codes/")
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="抄好了").click()
    expect(page.locator("h1")).to_contain_text("您好")

    sign_out(page)
    page.goto("/accounts/login/")
    page.get_by_role("button", name="用通行密钥登录").click()
    expect(page.locator("h1")).to_contain_text("您好")

    sign_out(page)
    page.goto("/accounts/login/")
    sign_in(page, name, OWN)
    page.wait_for_url("**/accounts/2fa/code/")
    page.get_by_role("button", name="用通行密钥").click()
    expect(page.locator("h1")).to_contain_text("您好")


def give_account(page: Page, name: str) -> None:
    page.goto("/desk/accounts/new/")
    page.fill("#id_username", name)
    page.fill("#id_name", "新来的")
    page.fill("#id_password", FIRST)
    page.get_by_role("button", name="建账号").click()
    page.select_option("#id_role", "committee_clerk")
    page.select_option("#id_org", index=1)
    page.fill("#id_area", "530112003008")
    page.get_by_role("button", name="授权").click()
    expect(page.locator(".notice-success")).to_contain_text("已授权")


def sign_in(page: Page, name: str, password: str) -> None:
    page.fill("#id_login", name)
    page.fill("#id_password", password)
    page.get_by_role("button", name="登录", exact=True).click()


def sign_out(page: Page) -> None:
    page.locator(".desk-me.wide").get_by_role("button", name="退出").click()

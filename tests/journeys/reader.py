"""Somebody in front of a browser, and what must hold on every page they open."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, Response

from tests import database

SHOTS = database.ROOT / "build" / "shots"
PHONE, DESKTOP = 390, 1280
WATCH = """document.addEventListener('securitypolicyviolation', (e) =>
  console.error('CSP', e.violatedDirective, e.blockedURI, e.sourceFile, e.lineNumber))"""
FITS = "document.documentElement.scrollWidth <= window.innerWidth + 1"
WIDE = """[...document.querySelectorAll('body *')]
  .filter((e) => e.getBoundingClientRect().right > window.innerWidth + 1)
  .filter((e) => !e.closest('.table-wrap'))
  .slice(0, 4).map((e) => `${e.tagName}.${e.className}`)"""
SMALL = """(least) => [...document.querySelectorAll('a, button, summary, select, input, textarea')]
  .filter((e) => e.checkVisibility() && e.type !== 'hidden' && !e.matches('.skip'))
  .filter((e) => e.tagName !== 'A' || getComputedStyle(e).display !== 'inline')
  .map((e) => (['checkbox', 'radio'].includes(e.type) && e.closest('label')) ||
    (['checkbox', 'radio'].includes(e.type) && e.labels[0]) || e)
  .map((e) => [e, e.getBoundingClientRect()])
  .filter(([e, r]) => r.height + 0.5 < least || r.width + 0.5 < least)
  .map(([e, r]) => `${e.tagName} ${(e.innerText || e.name || '').trim().slice(0, 20)} ` +
    `${Math.round(r.width)}×${Math.round(r.height)}`)"""


AXE = Axe()
ALL = {"resultTypes": ["violations"]}
LESS_COLOURS = ALL | {"rules": {"color-contrast": {"enabled": False}}}


class Reader:
    """One browser context: a language, a width, large print or not. ``close`` tells what was
    wrong on the way: foreign requests, refused contents, script errors, server errors."""

    def __init__(
        self, browser: Browser, base: str, *, lang: str = "zh-hans", width: int = DESKTOP,
        elder: bool = False, javascript: bool = True,
    ) -> None:  # fmt: skip
        self.base, self.lang, self.width, self.elder = base, lang, width, elder
        self.faults: list[str] = []
        self.context = browser.new_context(
            base_url=base,
            viewport={"width": width, "height": 844 if width == PHONE else 900},
            locale="zh-CN" if lang == "zh-hans" else "en-GB",
            timezone_id="Asia/Shanghai",
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        cookies = {"language": lang} | ({"elder": "1"} if elder else {})
        self.context.add_cookies(
            [{"name": name, "value": value, "url": base} for name, value in cookies.items()]
        )
        self.context.add_init_script(WATCH)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(8000)
        self.page.on("request", self._request)
        self.page.on("response", self._response)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))

    def open(self, path: str) -> Page:
        """Go to a page of ours."""
        self.page.goto(path)
        return self.page

    def widen(self, width: int) -> None:
        """The same page on a screen of another width."""
        self.width = width
        self.page.set_viewport_size({"width": width, "height": 844 if width == PHONE else 900})

    def enter(self, name: str) -> Page:
        """Sign in as somebody of the demonstration, by one click on the start page."""
        page = self.open("/")
        page.locator("form[action='/demo/sign-in/'] button").filter(has_text=name).first.click()
        page.wait_for_url("**/desk/**")
        return page

    def check(self, name: str, *, least: float | None = None) -> None:
        """Like ``look``, and fails where anything is wrong."""
        faults = self.look(name, least=least)
        assert not faults, "\n".join(faults)

    def look(self, name: str, *, least: float | None = None, colours: bool = True) -> list[str]:
        """What is wrong with the page as it stands: serious findings of axe, anything wider than
        the screen, targets a finger misses (``least`` pixels; by default 60 in large print, 24
        otherwise). Leaves a picture. Contrast is four fifths of axe's time: ``colours=False``
        where the same page was seen in the same colours."""
        self.shot(name)
        options = ALL if colours else LESS_COLOURS
        found = AXE.run(self.page, options=options).response["violations"]
        faults = [_told(v) for v in found if v["impact"] in ("serious", "critical")]
        if not self.page.evaluate(FITS):
            faults.append(f"wider than {self.width} px: {self.page.evaluate(WIDE)}")
        if small := self.page.evaluate(SMALL, least or (60 if self.elder else 24)):
            faults.append(f"too small to touch: {small}")
        return [f"{name} ({self.lang}, {self.width}): {fault}" for fault in faults]

    def shot(self, name: str) -> Path:
        """A picture of the whole page under build/shots/<language>/<width>/."""
        folder = SHOTS / self.lang / f"{self.width}{'-elder' if self.elder else ''}"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.png"
        self.page.screenshot(path=path, full_page=True)
        return path

    def close(self) -> None:
        """End, and fail where anything was wrong on the way."""
        self.context.close()
        assert not self.faults, "\n".join(self.faults)

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if f"{parts.scheme}://{parts.netloc}" != self.base and parts.scheme not in (
            "blob",
            "about",
        ):
            self.faults.append(f"foreign request: {request.url} on {self.page.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500 or (response.status == 404 and "/static/" in response.url):
            self.faults.append(f"{response.status}: {response.url}")

    def _console(self, message: Any) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.faults.append(f"console: {message.text} on {self.page.url}")


def _told(violation: dict[str, Any]) -> str:
    where = [node["target"] for node in violation["nodes"][:4]]
    why = violation["nodes"][0].get("failureSummary", "")
    return f"{violation['id']} {where} {why}"

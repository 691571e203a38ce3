"""A real browser against the real product. Skipped unless SANSHE_BROWSER=1 (`make test-browser`).

Chromium comes from the system: CHROMIUM names it, else /usr/bin/chromium. SANSHE_AT points the
journeys at a demonstration that already runs (for whoever works on a page); else one is started.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from .house import open_house
from .reader import Reader

HERE = Path(__file__).resolve().parent
BROWSER = os.environ.get("SANSHE_BROWSER") == "1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    skip = pytest.mark.skip(reason="needs a browser: make test-browser")
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not BROWSER:
                item.add_marker(skip)


@pytest.fixture(scope="session")
def house() -> Iterator[str]:
    """The address of a running demonstration, one for all journeys of a run."""
    if running := os.environ.get("SANSHE_AT"):
        yield running
        return
    with open_house() as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture
def reader(house: str, browser: Browser) -> Iterator[Callable[..., Reader]]:
    """``reader(lang=…, width=…, elder=…)``: somebody at a browser; checked at the end."""
    opened: list[Reader] = []

    def start(**settings: object) -> Reader:
        opened.append(Reader(browser, house, **settings))
        return opened[-1]

    yield start
    for each in opened:
        each.close()

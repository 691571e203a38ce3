"""A real browser against the real server. Skipped unless SANSHE_BROWSER=1 (`make test-browser`).

Chromium comes from the system: CHROMIUM names it, else /usr/bin/chromium.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import database

from .cast import Cast, make_cast
from .house import open_house
from .reader import Reader

HERE = Path(__file__).resolve().parent
BROWSER = os.environ.get("SANSHE_BROWSER") == "1"
if BROWSER:  # the browser's loop lives in this thread; our own queries are not concurrent with it
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    skip = pytest.mark.skip(reason="needs a browser: make test-browser")
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not BROWSER:
                item.add_marker(skip)


@pytest.fixture(scope="session")
def cast(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Cast]:
    """A served district with its accounts, for all journeys of a run."""
    name = f"test_{os.getpid()}_house"
    with django_db_blocker.unblock():
        database.drop(name)
        database.copy_of_template(name)
        with database.pointed_at(name):
            cast = make_cast()
            with open_house(name, demo=True) as base:
                cast.base = base
                yield cast
        database.drop(name)


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
def reader(cast: Cast, browser: Browser) -> Iterator[Callable[..., Reader]]:
    """``reader(lang=…, width=…, elder=…)``: somebody at a browser; checked at the end."""
    opened: list[Reader] = []

    def start(**settings: object) -> Reader:
        opened.append(Reader(browser, cast.base, **settings))
        return opened[-1]

    yield start
    for each in opened:
        each.close()

"""The first two pages anybody sees, in both languages, on a phone and a desk, in both sizes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .reader import DESKTOP, PHONE, Reader

Start = Callable[..., Reader]


@pytest.mark.parametrize("lang", ["zh-hans", "en"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("elder", [False, True])
def test_first_pages(reader: Start, lang: str, width: int, elder: bool) -> None:
    somebody = reader(lang=lang, width=width, elder=elder)
    somebody.open("/")
    somebody.check("home", least=60 if elder else 44)
    somebody.open("/accounts/login/")
    somebody.check("login")


def test_large_print_is_remembered(reader: Start) -> None:
    somebody = reader(width=PHONE)
    page = somebody.open("/")
    page.click("button[name=elder]")
    assert page.url == somebody.base + "/"
    size = "parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"
    assert 18 <= page.evaluate(size) <= 30
    page.reload()
    assert "elder" in (page.get_attribute("html", "class") or "")
    page.click("button[name=elder]")
    assert "elder" not in (page.get_attribute("html", "class") or "")


def test_the_language_stays(reader: Start) -> None:
    somebody = reader(width=DESKTOP)
    page = somebody.open("/")
    page.click("button[name=language][value=en]")
    assert page.get_attribute("html", "lang") == "en"
    page.reload()
    assert page.get_attribute("html", "lang") == "en"


def test_going_back_stays_in_the_house(reader: Start) -> None:
    """A foreign address asked for as the way back is not followed."""
    somebody = reader(width=PHONE)
    page = somebody.open("/")
    page.eval_on_selector("form[action='/elder/'] [name=next]", "e => e.value = '//evil.test/'")
    page.click("button[name=elder]")
    assert page.url == somebody.base + "/"

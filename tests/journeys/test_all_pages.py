"""Every page there is, found by following links, in front of axe.

Whoever adds a page need not add it here: one link of each pattern (an address with its ids taken
out) is followed for each of these people.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Error, Response

from .reader import DESKTOP, PHONE, Reader

PEOPLE = (
    "李干事",
    "孟社工",
    "冯老师",
    "包主任",
    "赵科",
    "钱科",
    "申老师",
    "安全管理员",
    "审计管理员",
)
ENOUGH = {"zh-hans": PEOPLE, "en": ("李干事", "孟社工", "赵科", "申老师", "安全管理员")}
"""Together they open every pattern; the others see the same pages from another place."""
COLOURS_SEEN_IN = {"zh-hans"}  # everybody's pages; colours do not change with the language
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
LINKS = """[...document.querySelectorAll('a[href]')]
  .map((a) => new URL(a.getAttribute('href'), document.baseURI).href.split('#')[0])"""
SKIPPED = re.compile(r"\.xlsx|\.csv|/logout/|^mailto:|^tel:")
MOST = 120


def pages(somebody: Reader, start: str, seen: set[str]) -> Iterator[str]:
    """Addresses of patterns nobody has seen yet, from ``start`` on; the page stands opened."""
    waiting = {name_of(start): start}
    while waiting:
        pattern, path = next(iter(waiting.items()))
        del waiting[pattern]
        seen.add(pattern)
        assert len(seen) < MOST, sorted(seen)
        answer = opened(somebody, path)
        if not answer or "text/html" not in answer.headers.get("content-type", ""):
            continue
        yield pattern
        for link in somebody.page.evaluate(LINKS):
            inside = link.removeprefix(somebody.base)
            if (
                inside.startswith("/")
                and not SKIPPED.search(inside)
                and name_of(inside) not in seen
            ):
                waiting.setdefault(name_of(inside), inside)


def opened(somebody: Reader, path: str) -> Response | None:
    """The answer of a page; none for a paper or a package, which the browser puts on the disk."""
    try:
        return somebody.page.goto(path)
    except Error as error:
        if "Download is starting" not in str(error):
            raise
        return None


def name_of(path: str) -> str:
    """A page's pattern: its address without ids and without what its filters say."""
    return ID.sub("N", path.split("?")[0]).strip("/").replace("/", "-") or "home"


@pytest.mark.parametrize("lang", ["zh-hans", "en"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_public_pages(reader: Callable[..., Reader], lang: str, width: int) -> None:
    for elder in (False, True):
        somebody = reader(lang=lang, width=width, elder=elder)
        colours = lang in COLOURS_SEEN_IN
        faults = [
            f for name in pages(somebody, "/", set()) for f in somebody.look(name, colours=colours)
        ]
        assert not faults, "\n".join(faults)


@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_desk_pages(reader: Callable[..., Reader], lang: str) -> None:
    """Everybody goes everywhere they may; each pattern is looked at once, at both widths. English
    words are longer: what fits in Chinese may not fit there."""
    looked: set[str] = set()
    faults: list[str] = []
    for name in ENOUGH[lang]:
        somebody = reader(lang=lang)
        somebody.enter(name)
        for pattern in pages(somebody, "/desk/", {"home"}):
            shown = f"desk-{name}" if pattern == "desk" else pattern
            if shown in looked or not pattern.startswith("desk"):
                continue
            looked.add(shown)
            for width in (PHONE, DESKTOP):
                somebody.widen(width)
                found = somebody.look(shown, colours=lang in COLOURS_SEEN_IN)
                faults += [f"{name}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)

"""The parts a report is made of: plain data, kept as JSON, set as PDF, .docx and page alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sanshe.ground.kit.lists import strung
from sanshe.work.settlement.queries import never_up

Block = dict[str, Any]
NOTHING = "–"
FIRST, LONG, LONGEST = 20, 14, 48
"""Breadths: the least of a first column; between the others a column may be broken into lines and
takes room by what it says."""


def breadth(text: str) -> int:
    """In Latin letters: a Chinese sign is nearly two of them."""
    return sum(2 if ord(sign) > 0x2E7F else sign != "\u200b" for sign in text)


def section(title: str) -> Block:
    return {"is": "section", "text": title}


def part(title: str) -> Block:
    return {"is": "part", "text": title}


def said(text: str, *, fine: bool = False) -> Block:
    return {"is": "said", "text": text, "fine": fine}


def cards(rows: Iterable[tuple[str, str]]) -> Block:
    """A few large figures: (figure, what it is)."""
    return {"is": "cards", "rows": [list(row) for row in rows]}


def points(texts: Iterable[str]) -> Block:
    return {"is": "points", "rows": list(texts)}


def links(rows: Iterable[tuple[str, str]]) -> Block:
    """(name, where the desk shows it)."""
    return {"is": "links", "rows": [list(row) for row in rows]}


def words(head: str, text: str) -> Block:
    """What a person wrote."""
    return {"is": "words", "text": head, "rows": [one for one in text.splitlines() if one.strip()]}


def table(
    title: str, heads: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Sequence[int] = (),
    last: bool = False, opens: Iterable[str] = (),
) -> Block:  # fmt: skip
    """``numbers``: the columns set to the right. ``last``: the last row is the whole. ``wide``: how
    much of the room each column takes that has long texts; 0 for one as narrow as it can be. A
    table that alone stands under a section needs no ``title``. ``opens``: where the desk shows what
    is behind each row. A column that says nothing in any row is left out."""
    kept = [list(row) for row in rows]
    says = [at for at in range(len(heads)) if not at or {row[at] for row in kept} != {NOTHING}]
    heads = [heads[at] for at in says]
    kept = [[row[at] for at in says] for row in kept]
    numbers = [says.index(at) for at in numbers if at in says]
    wide = [
        0 if at in numbers else min(max(map(breadth, column)), LONGEST)
        for at, column in enumerate(zip(heads, *kept, strict=True))
    ]
    wide = [room if at == 0 or room > LONG else 0 for at, room in enumerate(wide)]
    return {
        "is": "table", "text": title, "heads": list(heads), "rows": kept,
        "numbers": numbers, "last": last, "wide": [max(wide[0], FIRST), *wide[1:]],
        "opens": list(opens),
    }  # fmt: skip


def bars(title: str, rows: Iterable[tuple[str, Decimal, Decimal | None, str]]) -> Block:
    """(name, done and expected in percent of the whole, what stands beside). The same as words in
    ``alt``, for whoever does not see it."""
    kept = [
        [name, _percent(done), "" if mark is None else _percent(mark), beside]
        for name, done, mark, beside in rows
    ]
    alt = strung(f"{name} {beside}" for name, _done, _mark, beside in kept)
    return {"is": "bars", "text": title, "rows": kept, "alt": f"{title}:{alt}"}


def line(title: str, rows: Iterable[tuple[str, int | None]]) -> Block:
    """Over months; None where it may not be shown."""
    kept = [[name, value] for name, value in rows]
    alt = strung(f"{name} {NOTHING if value is None else value}" for name, value in kept)
    return {"is": "line", "text": title, "rows": kept, "alt": f"{title}:{alt}"}


def _percent(share: Decimal) -> str:
    return f"{min(max(share, Decimal(0)), Decimal(100)):.1f}"


def signing(rows: Iterable[tuple[str, str]]) -> Block:
    """(what, who), with room to sign."""
    return {"is": "signing", "rows": [list(row) for row in rows]}


def number(value: Decimal | int | None) -> str:
    """1,234.5; whole where it is whole."""
    if value is None:
        return NOTHING
    exact = Decimal(value).normalize()
    return f"{exact:,f}"


def progress(percent: Decimal) -> str:
    """How far something is: never rounded up, for gates of payments stand on it."""
    return f"{number(never_up(percent))}%"


def about(value: Decimal | None) -> str:
    """A forecast: no decimals."""
    return NOTHING if value is None else f"{value:,.0f}"


def money(value: Decimal | None) -> str:
    return NOTHING if value is None else f"¥{value:,.2f}"


def day(value: date | None) -> str:
    return date_format(value, "DATE_FORMAT") if value else NOTHING


def short(value: date | None) -> str:
    return f"{value:%Y-%m-%d}" if value else NOTHING


def moment(value: datetime) -> str:
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")


def share_of(done: Decimal, whole: Decimal) -> Decimal:
    return 100 * done / whole if whole else Decimal(0)


def facts_of(figures: dict[str, Any]) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Every figure with its address (section, row, column): what two reports are compared by.
    How the book stood is no figure, nor what is only words."""
    at = inside = ""
    for block in figures.get("blocks", []):
        if block["is"] == "section":
            at, inside = block["text"], ""
        elif block["is"] == "part":
            inside = block["text"]
        elif block["is"] == "cards":
            for figure, what in block["rows"]:
                yield (at, what, ""), figure
        elif block["is"] == "table" and block["numbers"] and at != _("怎么核对"):
            for row in block["rows"]:
                named = max(block["numbers"][0], 1)
                for head, cell in zip(block["heads"][named:], row[named:], strict=True):
                    where = " · ".join(filter(None, (at, inside)))
                    yield (where, " ".join(row[:named]), head), cell

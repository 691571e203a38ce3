"""From a file to rows: find the header, fill merged cells, read each cell as its column's kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import IO, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.lists import listed

from ..errors import SheetColumnsMissing, SheetEmpty, SheetTooLong
from .opening import MAX_BYTES, MAX_LINES, Leaf, leaves
from .values import TEXT, Unclear, narrow, plain, value_of

__all__ = ["LIMIT_ROWS", "MAX_BYTES", "Column", "Row", "Sheet", "read"]

LIMIT_ROWS = 10_000  # our own decision: what one person can answer for in one go
HEAD_WITHIN = 20  # lines in which the header is looked for
_LOOSE = re.compile(r"[\s*::()()\[\]【】/、,,。.\-_]|必填|选填|可不填")
_ASIDE = re.compile(r"[((\[【].*?[))\]】]")  # "独居(是/否)" is 独居


@dataclass(frozen=True, slots=True)
class Column:
    """What is looked for. ``names`` are the headings people give it; the first is ours."""

    key: str
    names: tuple[str, ...]
    kind: str = TEXT
    required: bool = False


@dataclass(slots=True)
class Row:
    """One line of the list, with its number in the file. ``cells`` holds a value (or None) for
    each column found; ``raw`` what stood there; ``problems`` why a cell cannot be right; ``line``
    every cell of the line as text, asked for or not."""

    number: int
    cells: dict[str, Any] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str | Promise] = field(default_factory=dict)
    line: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """What was read. ``columns``: key → heading as it stands in the file; ``header_row``: the
    (last) line of the header, from 1; ``titles`` all headings, ``places`` key → column from 0."""

    leaf: str
    header_row: int
    columns: dict[str, str]
    unknown_columns: list[str]
    rows: list[Row]
    titles: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Head:
    last: int
    places: dict[str, int]  # key → column, from 0
    titles: list[str]


def read(file: IO[bytes], *, columns: Sequence[Column], limit_rows: int = LIMIT_ROWS) -> Sheet:
    """Read an opened .xlsx or .csv. Of several leaves it takes the one whose header fits best.

    Raises SheetRefused (not a list, broken, the old format, a password), SheetTooBig,
    SheetTooLong, SheetColumnsMissing, SheetEmpty.
    """
    best: tuple[_Head, Leaf, list[tuple[Any, ...]]] | None = None
    for leaf in leaves(file):
        top = list(islice(leaf.lines, HEAD_WITHIN + 1))
        head = _head(top, leaf, columns)
        if best is None or len(head.places) > len(best[0].places):
            best = head, leaf, top
    if best is None or not any(any(plain(cell) for cell in line) for line in best[2]):
        raise SheetEmpty()
    head, leaf, top = best
    missing = [column.names[0] for column in columns
               if column.required and column.key not in head.places]  # fmt: skip
    if missing or not head.places:
        wanted = missing or [column.names[0] for column in columns]
        raise SheetColumnsMissing(columns=listed(wanted))
    rows = _rows(leaf, top, head, columns, limit_rows)
    if not rows:
        raise SheetEmpty()
    known = set(head.places.values())
    return Sheet(
        leaf=leaf.name,
        header_row=head.last,
        columns={key: head.titles[place] for key, place in head.places.items()},
        unknown_columns=[t for i, t in enumerate(head.titles) if t and i not in known],
        rows=rows,
        titles=head.titles,
        places=head.places,
    )


def _head(top: list[tuple[Any, ...]], leaf: Leaf, columns: Sequence[Column]) -> _Head:
    """The line, or the two lines together, whose headings fit the most columns."""
    filled = [list(line) for line in top]
    for left, first, right, last in leaf.merged:
        if first <= len(filled) and left <= len(filled[first - 1]):
            value = filled[first - 1][left - 1]
            for line in filled[first - 1 : last]:
                line.extend([None] * (min(right, 100) - len(line)))
                line[left - 1 : right] = [value] * (min(right, 100) - left + 1)
    best = _Head(0, {}, [])
    for number, line in enumerate(filled, start=1):
        one = _Head(number, *_fit([(plain(cell),) for cell in line], columns))
        best = max(best, one, key=lambda head: len(head.places))
        if number == len(filled):
            break
        below = filled[number] + [None] * (len(line) - len(filled[number]))
        above = line + [None] * (len(below) - len(line))
        both = _Head(
            number + 1,
            *_fit([(plain(a), plain(b)) for a, b in zip(above, below, strict=True)], columns),
        )
        best = max(best, both, key=lambda head: len(head.places))
    return best


def _fit(
    titles: list[tuple[str, ...]], columns: Sequence[Column]
) -> tuple[dict[str, int], list[str]]:
    """Which column stands where; a heading over another counts together, then by itself."""
    spoken = [_spoken(parts) for parts in titles]
    shown = [" ".join(dict.fromkeys(part for part in parts if part)) for parts in titles]
    places: dict[str, int] = {}
    for column in columns:
        for name in map(_bare, column.names):
            place = next((i for i, says in enumerate(spoken)
                          if name in says and i not in places.values()), None)  # fmt: skip
            if place is not None:
                places[column.key] = place
                break
    return places, shown


def _spoken(parts: tuple[str, ...]) -> tuple[str, ...]:
    bare = [_bare(part) for part in parts if part]
    short = [_bare(_ASIDE.sub("", narrow(part))) for part in parts if part]
    return ("".join(dict.fromkeys(bare)), *reversed(bare), *reversed(short)) if bare else ()


def _bare(title: str) -> str:
    return _LOOSE.sub("", narrow(title)).lower()


def _rows(
    leaf: Leaf, top: list[tuple[Any, ...]], head: _Head, columns: Sequence[Column], limit: int
) -> list[Row]:
    """The lines below the header that say something. Raises SheetTooLong."""
    down = _carried(leaf, head)
    carried: dict[int, tuple[int, Any]] = {}  # column → until which line, what
    rows: list[Row] = []
    number = 0
    for number, line in enumerate(chain(top, leaf.lines), start=1):
        for left, last in down.get(number, ()):
            carried[left] = (last, line[left] if left < len(line) else None)
        if number <= head.last or not any(plain(cell) for cell in line):
            continue
        if len(rows) >= limit:
            raise SheetTooLong(rows=limit)
        above = {at: what for at, (last, what) in carried.items() if last >= number}
        rows.append(_row(number, line, above, head, columns))
    if number >= MAX_LINES:
        raise SheetTooLong(rows=limit)
    return rows


def _carried(leaf: Leaf, head: _Head) -> dict[int, list[tuple[int, int]]]:
    """Cells merged downward speak for every line they cover: first line → (column, last line)."""
    found: dict[int, list[tuple[int, int]]] = {}
    for left, first, _right, last in leaf.merged:
        if last > first and first > head.last:
            found.setdefault(first, []).append((left - 1, last))
    return found


def _row(
    number: int, line: tuple[Any, ...], above: dict[int, Any], head: _Head,
    columns: Sequence[Column],
) -> Row:  # fmt: skip
    row = Row(number, line=[plain(cell) or plain(above.get(at)) for at, cell in enumerate(line)])
    for column in columns:
        if column.key not in head.places:
            continue
        place = head.places[column.key]
        cell = line[place] if place < len(line) else None
        if plain(cell) == "":
            cell = above.get(place)
        row.raw[column.key], row.cells[column.key] = plain(cell), None
        try:
            row.cells[column.key] = value_of(column.kind, cell)
        except Unclear as unclear:
            row.problems[column.key] = unclear.reason
            continue
        if column.required and row.cells[column.key] is None:
            row.problems[column.key] = _("这一格必须填。")
    return row

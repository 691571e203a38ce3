"""Opening what was sent: only what is safe to unpack, as leaves of plain rows."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from ..errors import SheetRefused, SheetTooBig

MAX_BYTES = 10 * 1024 * 1024  # our own decision: 10,000 rows of 30 columns are about 1 MB
MAX_UNPACKED = 60 * 1024 * 1024  # our own decision; the same rows unpack to about 15 MB
MAX_COLUMNS = 100  # what stands further to the right is not read
MAX_LINES = 100_000  # lines looked at, empty ones included: a formatted leaf has many
MAX_MERGED = 20_000
_MERGED = re.compile(rb'<mergeCell\s[^>]*?ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_CHUNK = 1 << 20


@dataclass
class Leaf:
    """One leaf of a file: its name, its lines from 1, and its merged areas
    (first column, first row, last column, last row, from 1)."""

    name: str
    lines: Iterator[tuple[Any, ...]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def leaves(file: IO[bytes]) -> Iterator[Leaf]:
    """The leaves of an .xlsx or the one of a .csv. Raises SheetRefused, SheetTooBig."""
    file.seek(0, io.SEEK_END)
    if file.tell() > MAX_BYTES:
        raise SheetTooBig(megabytes=MAX_BYTES // 1024**2)
    file.seek(0)
    start = file.read(8)
    file.seek(0)
    if start.startswith(b"PK"):
        yield from _xlsx(file)
    elif start.startswith(b"\xd0\xcf\x11\xe0"):  # the old format, or one under a password
        raise SheetRefused(why="old")
    else:
        yield Leaf("", _csv(file.read()))


def _xlsx(file: IO[bytes]) -> Iterator[Leaf]:
    try:
        with zipfile.ZipFile(file) as archive:
            _safe(archive)
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except SheetTooBig:
        raise
    except Exception as error:  # whatever a broken file makes the reader say
        raise SheetRefused(why="broken") from error
    with zipfile.ZipFile(file) as archive:
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                sheet.reset_dimensions()  # what it says of its own size is often wrong
                yield Leaf(sheet.title, _lines(sheet), _merged(archive, sheet._worksheet_path))  # type: ignore[attr-defined]


def _safe(archive: zipfile.ZipFile) -> None:
    """Refuse what would unpack to more than a list can be, before anything is unpacked. What the
    directory says is kept to by ``zipfile`` itself when it reads."""
    if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
        raise SheetTooBig(megabytes=MAX_BYTES // 1024**2)


def _lines(sheet: Any) -> Iterator[tuple[Any, ...]]:
    try:
        yield from sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS, max_row=MAX_LINES)
    except Exception as error:
        raise SheetRefused(why="broken") from error


def _merged(archive: zipfile.ZipFile, path: str) -> list[tuple[int, int, int, int]]:
    """The merged areas, which stand after the cells: read as text, for the reader that goes line
    by line skips them, and the other needs ten times the memory."""
    found: list[tuple[int, int, int, int]] = []
    with archive.open(path) as part:
        rest = b""
        while chunk := part.read(_CHUNK):
            whole = rest + chunk
            end = 0
            for match in _MERGED.finditer(whole):
                found.append(range_boundaries(match[1].decode()))  # type: ignore[arg-type]
                end = match.end()
            if len(found) > MAX_MERGED:
                return found[:MAX_MERGED]
            rest = whole[max(end, len(whole) - 200) :]
    return found


def _csv(raw: bytes) -> Iterator[tuple[Any, ...]]:
    words = _decoded(raw)
    head = words[:4096]
    mark = max(",\t;", key=head.count)
    try:
        for line in csv.reader(io.StringIO(words, newline=""), delimiter=mark):
            yield tuple(line[:MAX_COLUMNS])
    except csv.Error as error:
        raise SheetRefused(why="broken") from error


def _decoded(raw: bytes) -> str:
    if b"\x00" in raw[:4096] and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SheetRefused(why="broken")  # a picture or a program, not a list
    for encoding in (
        ("utf-16",) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    ):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetRefused(why="broken")

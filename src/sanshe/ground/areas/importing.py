"""Taking in a file of areas: read, stage by COPY, check in SQL, write in one statement.

The file's rows never pass the ORM. What can be told from one row alone (columns, digits, a
known level) is told while reading; what needs the others is asked of the database.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, NamedTuple

from django.db import connections, transaction

from . import checks
from .enums import Fault, Level, Stage
from .errors import NotAnAreaFile
from .names import found_by_all, kind_of

BATCH = 500  # rows: small enough to die young, before the collector walks over them
HEADER = ["code", "name", "level", "parent"]
LEVELS = {level.name.lower(): level.value for level in Level}
_UNPRINTABLE = dict.fromkeys([*range(32), 127, ord("\\")])

Progress = Callable[[Stage, int, int], None]
"""Called with the stage, how much of it is done, and how much there is (0: not known)."""


class Faulty(NamedTuple):
    """A row kept aside: its line in the file, what it says, and what is wrong."""

    line: int
    code: str
    name: str
    fault: Fault


@dataclass(slots=True)
class Report:
    """What came of an import."""

    inserted: int = 0
    changed: int = 0
    unchanged: int = 0
    faults: list[Faulty] = field(default_factory=list)

    @property
    def good(self) -> int:
        return self.inserted + self.changed + self.unchanged

    def write_faults(self, path: Path | str) -> None:
        """The faulty rows as .csv, with what is wrong in plain words."""
        with Path(path).open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["line", "code", "name", "fault", "words"])
            writer.writerows(
                [row.line, row.code, row.name, row.fault.value, row.fault.label]
                for row in self.faults
            )


def run(source: Path | str | IO[str], *, progress: Progress | None, using: str) -> Report:
    """The whole import in one transaction of the owner; two at a time wait for each other."""
    tell = progress or (lambda stage, done, total: None)
    report = Report()
    with (
        _opened(source) as (file, size),
        transaction.atomic(using=using),
        connections[using].cursor() as wrapped,
    ):
        cursor = wrapped.cursor  # psycopg's own: it knows COPY
        checks.prepare(cursor)
        _stage(cursor, file, report, lambda done: tell(Stage.READ, done, size))
        tell(Stage.CHECK, 0, 1)
        report.faults += [Faulty(*row[:3], Fault(row[3])) for row in checks.find(cursor)]
        tell(Stage.CHECK, 1, 1)
        tell(Stage.WRITE, 0, 1)
        report.inserted, report.changed, report.unchanged = checks.write(cursor)
        tell(Stage.WRITE, 1, 1)
    report.faults.sort()
    return report


@contextmanager
def _opened(source: Path | str | IO[str]) -> Iterator[tuple[IO[str], int]]:
    if not isinstance(source, str | Path):
        yield source, 0
        return
    path = Path(source)
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield file, path.stat().st_size


def _stage(cursor: checks.Cursor, file: IO[str], report: Report, tell: Callable) -> None:
    """COPY every row that can be understood by itself into the staging table."""
    rows = csv.reader(file)
    try:
        if [cell.strip().lower() for cell in next(rows, [])][:4] != HEADER:
            raise NotAnAreaFile(field="file")
        line = 2
        with cursor.copy(checks.COPY) as copy:
            while batch := list(islice(rows, BATCH)):
                copy.write(_text_of(batch, line, report))
                line += len(batch)
                tell(_position(file))
    except (UnicodeDecodeError, csv.Error) as error:
        raise NotAnAreaFile(field="file") from error


def _position(file: IO[str]) -> int:
    """How far the file is read, near enough for a progress bar."""
    buffer = getattr(file, "buffer", None)
    return buffer.tell() if buffer is not None else 0


def _text_of(batch: list[list[str]], first: int, report: Report) -> str:
    """The batch in COPY's text form."""
    good: list[tuple[int, str, str]] = []
    names: list[str] = []
    levels: list[int] = []
    for line, cells in enumerate(batch, first):
        try:
            code, name, word, parent = cells
        except ValueError:
            if cells:
                _aside(report, line, cells, Fault.COLUMNS)
            continue
        level = LEVELS.get(word, 0)
        if len(code) != 12 or not (code.isascii() and code.isdigit()):
            _aside(report, line, cells, Fault.CODE)
        elif not level:
            _aside(report, line, cells, Fault.LEVEL)
        else:
            if not name.isalnum():
                name = name.translate(_UNPRINTABLE).strip()
                if not name:
                    _aside(report, line, cells, Fault.NAME)
                    continue
            good.append((line, code, parent))
            names.append(name)
            levels.append(level)
    return "".join(
        [
            f"{line}\t{code}\t{name}\t{level}\t{_parent(parent)}"
            f"\t{kind_of(name, int(code)) if level == 5 else ''}"
            f"\t{pinyin}\t{first_letters}\t{words}\n"
            for (line, code, parent), name, level, (pinyin, first_letters, words) in zip(
                good, names, levels, found_by_all(names, levels), strict=True
            )
        ]
    )


def _parent(text: str) -> str:
    """The parent's code for COPY: nothing is NULL, and what is no number cannot be known."""
    if not text:
        return "\\N"
    return text if text.isascii() and text.isdigit() and len(text) <= 18 else "-1"


def _aside(report: Report, line: int, cells: list[str], fault: Fault) -> None:
    code, name = [*cells, "", ""][:2]
    report.faults.append(Faulty(line, code, name, fault))

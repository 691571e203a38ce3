"""Rows kept aside, out as a list and back: one line a person, in the register's own headings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from django.utils.translation import gettext as _

from sanshe.ground.kit.sheets import Column, read, write

from .cells import scrub
from .columns import LABELS
from .judging import SAID, Said

NUMBER = ("行号", "No.")


def to_sheet(file: IO[bytes], rows: Iterable[tuple[int, int, Said, Iterable[str]]]) -> None:
    """(line, nth, what it says, reasons) as .xlsx."""
    heads = [_("行号"), *(str(LABELS[key]) for key in SAID), _("哪里不对")]
    lines = (
        [f"{number}.{nth}", *(said[key] for key in SAID), " ".join(reasons)]
        for number, nth, said, reasons in rows
    )
    write(file, title=_("要改的行"), heads=heads, rows=lines)


def from_sheet(file: IO[bytes]) -> dict[tuple[int, int], Said]:
    """What each line says now, by its number. Raises what ``sheets.read`` refuses."""
    wanted = [Column("number", (_("行号"), *NUMBER), required=True)]
    wanted += [Column(key, (str(LABELS[key]),)) for key in SAID]
    found: dict[tuple[int, int], Said] = {}
    for row in read(file, columns=wanted).rows:
        number, _dot, nth = row.raw.get("number", "").partition(".")
        if number.isdecimal() and (nth or "0").isdecimal():
            said = {key: scrub(row.raw.get(key, ""))[0] for key in SAID}
            found[int(number), int(nth or 0)] = said
    return found

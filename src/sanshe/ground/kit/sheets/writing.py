"""A list as .xlsx: words stay words, times are those of Shanghai."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain
from typing import IO, Any

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def write(
    file: IO[bytes], *, title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Write one leaf with a header that stays in sight, line by line."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for line in chain([heads], rows):
        sheet.append([_cell(sheet, value) for value in line])
    book.save(file)


def _cell(sheet: Any, value: Any) -> Any:
    """A name that begins with = is no formula, and a sign that no sheet takes does not keep the
    others from theirs."""
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None) if value.tzinfo else value
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    return cell

"""Lists as people really send them: read with a reason for every cell that cannot be right.

    sheet = read(file, columns=[
        Column("name", ("姓名", "名字"), required=True),
        Column("phone", ("电话", "手机号"), kind=PHONE),
        Column("day", ("日期",), kind=DATE),
    ])
    for row in sheet.rows:
        row.number, row.cells["phone"], row.problems   # {} where all is well

Takes .xlsx and .csv (UTF-8, UTF-16 or GB 18030). Title lines above the header, headers of two
rows, merged cells, dates and numbers as text, full-width digits, empty rows and several leaves
are what it is for. It knows nothing of what the columns mean and keeps nothing.

A file as a whole is refused with a ``SheetRefused`` (kit/errors.py), in words for whoever sent it.
"""

from __future__ import annotations

from .reading import LIMIT_ROWS, MAX_BYTES, Column, Row, Sheet, read
from .values import DATE, MOMENT, NUMBER, PHONE, TEXT, YESNO, Unclear, plain, value_of
from .writing import XLSX, write

__all__ = [
    "DATE", "LIMIT_ROWS", "MAX_BYTES", "MOMENT", "NUMBER", "PHONE", "TEXT", "XLSX", "YESNO",
    "Column", "Row", "Sheet", "Unclear", "plain", "read", "value_of", "write",
]  # fmt: skip

"""Taking in the government's yearly notice of holidays, where the built-in calendar lacks it."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.db import transaction

from . import overrides
from .errors import BadDays
from .models import DayOverride

_WORDS = {"上班": True, "班": True, "work": True, "1": True,
          "休息": False, "休": False, "放假": False, "rest": False, "0": False}  # fmt: skip


def import_days(path: Path | str, *, using: str = "owner") -> int:
    """Take in a file of ``day,working,note`` rows; a day known already is replaced.

    Gives how many days. Nothing is taken when a row cannot be read: raises BadDays.
    """
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        rows = _rows(csv.reader(file))
    with transaction.atomic(using=using):
        DayOverride.objects.using(using).bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["day"],
            update_fields=["working", "note"],
        )
    overrides.forget()
    return len(rows)


def _rows(lines: Iterable[list[str]]) -> list[DayOverride]:
    found: dict[date, DayOverride] = {}
    for number, cells in enumerate(lines, 1):
        cells = [cell.strip() for cell in cells]
        if not any(cells) or (number == 1 and cells[0] in ("day", "日期")):
            continue
        try:
            day, working = date.fromisoformat(cells[0]), _WORDS[cells[1].lower()]
        except (ValueError, KeyError, IndexError) as error:
            raise BadDays(line=number) from error
        found[day] = DayOverride(day=day, working=working, note="".join(cells[2:])[:60])
    return list(found.values())

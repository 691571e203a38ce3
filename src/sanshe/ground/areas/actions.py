"""Writes on areas. Only the owner of the database may: the application's role just reads them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import IO

from django.db import transaction

from .errors import SuccessorUnfit, UnknownArea
from .importing import Progress, Report, run
from .models import Area

__all__ = ["Report", "import_csv", "retire"]


def import_csv(
    source: Path | str | IO[str], *, progress: Progress | None = None, using: str = "owner"
) -> Report:
    """Take in a file of ``code,name,level,parent`` rows: a county, a province, or the country.

    Good rows are written, faulty ones kept aside in the report. The same file again changes
    nothing. Raises NotAnAreaFile where it cannot be read at all.
    """
    return run(source, progress=progress, using=using)


def retire(code: int, successor: int | None, on: date, *, using: str = "owner") -> None:
    """From ``on`` the code is no longer used; ``successor`` takes its place, where one does.

    The row stays, so that what was written under it can still be read. Raises UnknownArea or
    SuccessorUnfit.
    """
    areas = Area.objects.using(using)
    with transaction.atomic(using=using):
        area = areas.select_for_update().filter(code=code).first()
        if area is None:
            raise UnknownArea(area=code, field="code")
        if successor is not None:
            heir = areas.select_for_update().filter(code=successor).first()
            if heir is None:
                raise UnknownArea(area=successor, field="successor")
            if heir.code == code or heir.ended_on is not None:
                raise SuccessorUnfit(area=code, successor=successor, field="successor")
        area.successor = successor
        area.ended_on = on
        area.save(update_fields=["successor", "ended_on"])

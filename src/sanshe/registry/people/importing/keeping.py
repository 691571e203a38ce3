"""How long what stood in a list is kept beside the register."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet

from ..enums import ImportState, RowState
from ..models import Import, ImportRow

ASIDE_DAYS = 30  # our own decision; personal.ASIDE declares the same
FULL = (RowState.GOOD, RowState.TWIN, RowState.ASIDE)  # the states in which a row says something


def old_rows(now: datetime) -> QuerySet[ImportRow]:
    return ImportRow.objects.filter(batch__in=_old(now), state__in=FULL)


def forget(now: datetime) -> int:
    """Empty the rows of lists brought longer ago; a list nobody accepted is at its end."""
    many = old_rows(now).update(state=RowState.DROPPED, cells="", faults=[], twin=None)
    _old(now).filter(state=ImportState.SHOWN).update(state=ImportState.DROPPED, ended_at=now)
    return many


def _old(now: datetime) -> QuerySet[Import]:
    return Import.objects.filter(made_at__lt=now - timedelta(days=ASIDE_DAYS))

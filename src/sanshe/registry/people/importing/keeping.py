"""How long what stood in a list is kept beside the register."""

from __future__ import annotations

from datetime import datetime, timedelta

from ..enums import ImportState, RowState
from ..models import Import, ImportRow

ASIDE_DAYS = 30  # our own decision; personal.ASIDE declares the same


def forget(now: datetime) -> int:
    """Empty the rows of lists brought longer ago."""
    old = Import.objects.filter(made_at__lt=now - timedelta(days=ASIDE_DAYS))
    rows = ImportRow.objects.filter(batch__in=old).exclude(
        state__in=[
            RowState.KEPT,
            RowState.SAME,
            RowState.DROPPED,
            RowState.UNDONE,
            RowState.STAYED,
        ]
    )
    many = rows.update(state=RowState.DROPPED, cells="", faults=[], twin=None)
    old.filter(state=ImportState.SHOWN).update(state=ImportState.DROPPED, ended_at=now)
    return many

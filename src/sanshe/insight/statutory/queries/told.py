"""Reads of what was told: the newest word of each area, and the sum of those below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sanshe.ground.kit.places import span_of, step_of

from ..models import Told
from ..shape import Form, Line
from ..sources import Asked


def told_in(asked: Asked, form: Form, *, line: str = "") -> dict[str, list[Told]]:
    """The words that make up each line's number: the area's own, or else those of the areas in it,
    each place once (who speaks for a county speaks for its streets)."""
    rows = Told.objects.filter(
        form=form.code, version=form.version, year=asked.year, area__range=(asked.lo, asked.hi)
    )
    if line:
        rows = rows.filter(line=line)
    newest: dict[str, list[Told]] = defaultdict(list)
    for row in rows.order_by("line", "area", "-at", "-id").distinct("line", "area"):
        if row.number is not None:
            newest[row.line].append(row)
    return {code: _uppermost(found) for code, found in newest.items()}


def _uppermost(rows: Iterable[Told]) -> list[Told]:
    kept: list[Told] = []
    spoken: list[tuple[int, int]] = []
    for row in sorted(rows, key=lambda row: (-step_of(row.area), row.area)):
        if not any(lo <= row.area <= hi for lo, hi in spoken):
            kept.append(row)
            spoken.append(span_of(row.area))
    return kept


def told_history(asked: Asked, form: Form, line: Line) -> list[Told]:
    """Every word of exactly this area on a line, the newest first."""
    rows = Told.objects.filter(
        form=form.code, version=form.version, year=asked.year, line=line.code, area=asked.area
    )
    return list(rows.order_by("-at", "-id"))

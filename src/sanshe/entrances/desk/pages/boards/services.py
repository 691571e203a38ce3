"""The board of services: what was done where, for how many, with picture and table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.areas import queries as areas
from sanshe.insight.boards import queries
from sanshe.insight.boards.queries import Board, Line
from sanshe.registry.catalogue.enums import Unit

from . import pictures
from .asking import BY, Ask, above, address, narrowed, period_of, periods, records_behind
from .tabs import tabs

SHOWN = 200
"""Lines of the table; the sheet has all."""
UNITS = dict(Unit.choices)


@require_safe
def boards(request: DeskRequest) -> HttpResponse:
    """One area and period; every line opens the next one down."""
    board = queries.services(request.actor, Ask(request.GET).view())
    view = board.view
    lines = board.lines[:SHOWN]
    page: dict[str, Any] = {
        "board": board,
        "rows": [
            (
                line,
                bar,
                _opens(request, board, line),
                quantities(line),
                _behind(request, board, line),
            )
            for line, bar in zip(
                lines, pictures.percents([line.records for line in lines]), strict=True
            )
        ],
        "cut": len(board.lines) > SHOWN,
        "total_quantities": quantities(board.total),
        "above": [
            (name, address(request, area=code)) for code, name in above(request.actor, view.area)
        ],
        "narrowed": narrowed(request, view),
        "by_choices": BY.items(),
        "by_label": BY[view.by],
        "period": period_of(view),
        "periods": periods(),
        "with_persons": any(line.persons is not None for line in lines),
        "kept": view.kept,
        "map": _map(request, board) if view.by == "area" else None,
        "course": _course(request, board) if view.by == "month" else None,
        "last_year": view.start.year - 1,
        "tabs": tabs(request, "boards", view),
        "behind": records_behind(request, view),
        "smallest": queries.SMALLEST,
        "query": address(request),
    }
    return render(request, "desk/boards.html", page)


def quantities(line: Line) -> str:
    """「人次 120 · 小时 36.5」: each unit by itself, never added."""
    return " · ".join(
        f"{UNITS.get(unit, unit)} {quantity.normalize():,f}"
        for unit, quantity in sorted(line.quantities.items())
    )


def label(board: Board, line: Line) -> str:
    """A line's name; of a month, its number."""
    if board.view.by == "month":
        return _("%(month)s月") % {"month": int(line.key[5:7])}
    return line.label


def _opens(request: DeskRequest, board: Board, line: Line) -> tuple[str, str]:
    """A line's name, and the address one step down ("" where there is none)."""
    view = board.view
    down: dict[str, dict[str, object]] = {
        "area": {"area": line.key, "by": ""},
        "item": {"item": line.key, "by": "area", "agency": view.agency or ""},
        "agency": {"agency": line.key, "by": "item"},
        "platform": {"platform": line.key, "by": "item"},
        "month": {"period": str(line.key)[:7], "by": ""},
    }
    change = down.get(view.by)
    if view.by == "item" and view.item is not None:
        change = None
    return label(board, line), address(request, **change) if change else ""


def _behind(request: DeskRequest, board: Board, line: Line) -> str:
    """The records of one line; where some are left out there is nothing to count after."""
    view = board.view
    if line.more and not board.exact and not line.records:
        return ""
    if view.by == "month":
        start = date.fromisoformat(str(line.key)[:10])
        return records_behind(request, replace(view, start=start, whole_year=False, months=1))
    return records_behind(request, view, **{view.by: line.key})


def _map(request: DeskRequest, board: Board) -> dict[str, Any] | None:
    """All areas right below, also those where nothing was done; None where there is one alone."""
    below = areas.below(board.view.area)
    if len(below) < 2:  # one tile says nothing that its line does not
        return None
    lines = {int(line.key): (line, line.records) for line in board.lines}
    found = pictures.tiles(below, lines)
    opens = [(tile, address(request, area=tile.area)) for tile in found.tiles]
    return {"tiles": opens, "steps": found.steps, "placed": found.placed}


def _course(request: DeskRequest, board: Board) -> pictures.Course:
    """This year's months and last year's beside them."""
    view = board.view
    before = queries.services(request.actor, replace(view, start=date(view.start.year - 1, 1, 1)))
    return pictures.course(_by_month(board), _by_month(before))


def _by_month(board: Board) -> list[int | None]:
    """Nothing after the last month that has anything; None where only a few may not be told."""
    found = {int(line.key[5:7]): line for line in board.lines}
    last = max(found, default=0)
    sizes: list[int | None] = []
    for n in range(1, 13):
        line = found.get(n)
        if line is None:
            sizes.append(0 if n <= last else None)
        else:
            sizes.append(None if line.more and not line.records else line.records)
    return sizes

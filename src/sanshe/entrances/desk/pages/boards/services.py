"""The board of services: what was done where, for how many, with picture and table."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanshe.entrances.shared.request import DeskRequest
from sanshe.insight.boards import queries
from sanshe.insight.boards.queries import Board, Line
from sanshe.registry.catalogue import queries as catalogue
from sanshe.registry.catalogue.enums import Unit
from sanshe.registry.organisations import queries as organisations

from . import pictures
from .asking import BY, Ask, above, address, period_of, periods

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
            (line, bar, _opens(request, board, line), quantities(line))
            for line, bar in zip(
                lines, pictures.percents([line.records for line in lines]), strict=True
            )
        ],
        "cut": len(board.lines) > SHOWN,
        "total_quantities": quantities(board.total),
        "above": [
            (name, address(request, area=code)) for code, name in above(request.actor, view.area)
        ],
        "narrowed": _narrowed(request, board),
        "by_choices": BY.items(),
        "by_label": BY[view.by],
        "period": period_of(view),
        "periods": periods(),
        "with_persons": view.by in ("area", "month") and not board.exact,
        "map": _map(request, board) if view.by == "area" else [],
        "course": _course(board) if view.by == "month" else [],
        "smallest": queries.SMALLEST,
        "query": address(request),
    }
    return render(request, "desk/boards.html", page)


def quantities(line: Line) -> str:
    """「人次 120 · 小时 36.5」: each unit by itself, never added."""
    return " · ".join(
        f"{UNITS.get(unit, unit)} {quantity.normalize():f}"
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
        "month": {"period": str(line.key)[:7], "by": ""},
    }
    change = down.get(view.by)
    if view.by == "item" and view.item is not None:
        change = None
    return label(board, line), address(request, **change) if change else ""


def _narrowed(request: DeskRequest, board: Board) -> list[tuple[str, str]]:
    """What the board is narrowed to, each with the address without it."""
    view = board.view
    found = []
    if view.item is not None:
        name = catalogue.names_of_items([view.item]).get(view.item, "")
        found.append((name, address(request, item="")))
    if view.agency is not None and not board.exact:
        name = organisations.names_of([view.agency]).get(view.agency, "")
        found.append((name, address(request, agency="")))
    return found


def _map(request: DeskRequest, board: Board) -> list[tuple[pictures.Tile, str]]:
    found = pictures.tiles([(line, line.records) for line in board.lines])
    if len(found) < 2:  # one tile says nothing that its line does not
        return []
    return [(tile, address(request, area=tile.of.key)) for tile in found]  # type: ignore[attr-defined]


def _course(board: Board) -> list[str]:
    by_month = {int(line.key[5:7]): line for line in board.lines}
    last = max(by_month, default=0)
    return pictures.line(
        [
            (0 if n not in by_month else None if by_month[n].more and not by_month[n].records
             else by_month[n].records) if n <= last else None
            for n in range(1, 13)
        ]
    )  # fmt: skip
